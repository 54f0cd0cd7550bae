import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { electronRuntime } from '../../../scripts/electron-runtime.mjs'
import { issueCertificate, makeAuthority, type Authority, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { startAwkwardTcp, type Awkwardness } from '../../support/awkward-tcp.ts'
import type { Assignment, Sighting } from './looks-elsewhere.ts'
import { issuePssCertificate } from './pss-certificate.ts'
import { startTlsServer, type TestTlsOptions } from './tls-server.ts'

const names = ['dc1.test']
const run = promisify(execFile)

interface Case {
  readonly title: string
  readonly certificate?: (root: Authority) => Promise<MadeCertificate>
  readonly server?: TestTlsOptions
  readonly expected: object
}

const rsa = (root: Authority) => issueCertificate(root, { names, key: 'rsa-2048' })

// Electron speaks TLS by BoringSSL. Where that differs from OpenSSL, the title says so.
const cases: readonly Case[] = [
  {
    title: 'a good certificate',
    expected: { kind: 'opened', version: 'TLSv1.3', trustedHere: { kind: 'trusted' }, asksForClientCertificate: false }
  },
  {
    title: 'TLS 1.2',
    server: { maxVersion: 'TLSv1.2' },
    expected: { kind: 'opened', version: 'TLSv1.2', trustedHere: { kind: 'trusted' } }
  },
  { title: 'StartTLS', server: { startTls: 'agrees' }, expected: { kind: 'opened', trustedHere: { kind: 'trusted' } } },
  {
    title: 'a self-signed certificate',
    certificate: () => issueCertificate('self', { names }),
    expected: { trustedHere: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, chain: { ends: 'self-signed-leaf' } }
  },
  {
    title: 'an expired certificate',
    certificate: (root) => issueCertificate(root, { names, notBefore: new Date(0), notAfter: new Date(86_400_000) }),
    expected: { trustedHere: { code: 'CERT_HAS_EXPIRED' } }
  },
  {
    title: 'a certificate that is not valid yet',
    certificate: (root) => issueCertificate(root, { names, notBefore: new Date(Date.now() + 86_400_000) }),
    expected: { trustedHere: { code: 'CERT_NOT_YET_VALID' } }
  },
  {
    title: 'a certificate for clients',
    certificate: (root) => issueCertificate(root, { names, purposes: ['clientAuth'] }),
    expected: { trustedHere: { code: 'INVALID_PURPOSE' } }
  },
  {
    title: 'a certificate of an unknown authority',
    certificate: async () => issueCertificate(await makeAuthority({ commonName: 'Stranger' }), { names }),
    expected: { trustedHere: { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } }
  },
  {
    title: 'a short key, which it accepts',
    certificate: (root) => issueCertificate(root, { names, key: 'rsa-1024' }),
    expected: { trustedHere: { kind: 'trusted' }, chain: { certificates: [{ key: { bits: 1024 } }] } }
  },
  {
    title: 'a P-384 key',
    certificate: (root) => issueCertificate(root, { names, key: 'ec-p384' }),
    expected: { trustedHere: { kind: 'trusted' } }
  },
  {
    title: 'an Ed25519 key, which it does not offer',
    certificate: (root) => issueCertificate(root, { names, key: 'ed25519' }),
    expected: { reason: 'no-common-cipher' }
  },
  {
    title: 'an RSA-PSS key, which it does not offer',
    certificate: (root) => issuePssCertificate(root, 'dc1.test'),
    expected: { reason: 'no-common-cipher' }
  },
  {
    title: 'a demand for a client certificate',
    server: { requestCert: true, rejectUnauthorized: true },
    expected: { reason: 'client-certificate-required' }
  },
  {
    title: 'a demand for a client certificate by TLS 1.2',
    server: { requestCert: true, rejectUnauthorized: true, maxVersion: 'TLSv1.2' },
    expected: { reason: 'client-certificate-required' }
  },
  {
    title: 'a question for a client certificate',
    server: { requestCert: true, rejectUnauthorized: false },
    expected: { kind: 'opened', asksForClientCertificate: true }
  },
  {
    title: 'old versions only',
    certificate: rsa,
    server: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
    expected: { reason: 'version-too-old' }
  },
  {
    title: 'no common cipher',
    certificate: rsa,
    server: { maxVersion: 'TLSv1.2', ciphers: 'CAMELLIA128-SHA' },
    expected: { reason: 'no-common-cipher' }
  }
]

const awkwardCases: readonly { readonly title: string; readonly awkwardness: Awkwardness; readonly expected: object }[] = [
  { title: 'a web server', awkwardness: { kind: 'http' }, expected: { reason: 'not-tls', code: 'ERR_SSL_WRONG_VERSION_NUMBER' } },
  { title: 'a reset', awkwardness: { kind: 'reset-on-first-byte' }, expected: { reason: 'closed-at-start', code: 'ECONNRESET' } },
  { title: 'an end', awkwardness: { kind: 'close-after', bytes: 0 }, expected: { reason: 'closed-at-start', code: 'ECONNRESET' } },
  {
    title: 'a record that is too long',
    awkwardness: { kind: 'garbage', bytes: Buffer.from('160303ffff0000', 'hex') },
    expected: { reason: 'not-tls', code: 'ERR_SSL_ENCRYPTED_LENGTH_TOO_LONG' }
  }
]

let root: Authority
let folder: string
let electron: string
let seen: readonly Sighting[]
beforeAll(async () => {
  root = await makeAuthority()
  folder = await mkdtemp(join(tmpdir(), 'looks-'))
  electron = (await electronRuntime()).executablePath
  await bundle('looks-elsewhere.ts', 'looks.mjs')
  // One run for all: starting Electron takes longer than looking.
  await using servers = new AsyncDisposableStack()
  const ports: { readonly port: number; readonly mode: 'tls' | 'starttls' }[] = []
  for (const { certificate, server = {} } of cases) {
    const made = await (certificate?.(root) ?? issueCertificate(root, { names }))
    const { port } = servers.use(await startTlsServer(made, server))
    ports.push({ port, mode: server.startTls === undefined ? 'tls' : 'starttls' })
  }
  for (const { awkwardness } of awkwardCases) ports.push({ port: servers.use(await startAwkwardTcp(awkwardness)).port, mode: 'tls' })
  seen = await sightings(ports)
}, 600_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a look from Electron', () => {
  it.each([...cases, ...awkwardCases].map(({ title, expected }, index) => ({ title, expected, index })))(
    'meets $title',
    ({ expected, index }) => {
      expect(seen[index]?.look).toMatchObject(expected)
      // No certificate here names 127.0.0.1, so a connection to that address must not open.
      expect(seen[index]?.byAddress).not.toBe('open')
    }
  )

  it('tells the versions of a server', async () => {
    await using all = await startTlsServer(await rsa(root), { minVersion: 'TLSv1' })
    await using newOnes = await startTlsServer(await rsa(root), { minVersion: 'TLSv1.2' })

    const looks = await sightings([all, newOnes].map(({ port }) => ({ port, mode: 'tls' })))

    // TLS 1.0 and 1.1 are in the list as long as this Electron can try them.
    const [refusedByAll, acceptedByNew] = looks.map(({ look }, index) =>
      look.kind === 'opened' ? look.versions.filter(({ accepted }) => accepted === (index === 1)) : look
    )
    expect(refusedByAll).toEqual([])
    expect(acceptedByNew).toEqual([
      { version: 'TLSv1.2', accepted: true },
      { version: 'TLSv1.3', accepted: true }
    ])
  })
})

async function bundle(source: string, target: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(import.meta.dirname, source),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: target } }
    }
  })
}

async function sightings(servers: readonly Omit<Assignment, 'authority'>[]): Promise<readonly Sighting[]> {
  const assignments: readonly Assignment[] = servers.map((server) => ({ ...server, authority: root.certificatePem }))
  const { stdout } = await run(electron, [join(folder, 'looks.mjs'), JSON.stringify(assignments)], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  })
  return parseSightings(stdout)
}

/** Written by our own program a moment ago. */
function parseSightings(text: string): readonly Sighting[] {
  return JSON.parse(text) as readonly Sighting[]
}
