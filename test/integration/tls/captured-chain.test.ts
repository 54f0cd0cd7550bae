import { once } from 'node:events'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTls } from '../../../src-main/adapters/tls/create-tls.ts'
import { sentCertificates } from '../../../src-main/adapters/tls/sent-certificates.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { issueCertificate, makeAuthority, type Authority, type MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { lookupOf, startTlsServer } from './tls-server.ts'

let root: Authority
let intermediate: Authority
let stranger: Authority
let leaf: MadeCertificate
beforeAll(async () => {
  root = await makeAuthority({ commonName: 'Root' })
  intermediate = await makeAuthority({ commonName: 'Intermediate', issuer: root })
  stranger = await makeAuthority({ commonName: 'Stranger' })
  leaf = await issueCertificate(intermediate, { names: ['dc1.test'] })
})

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('what a server sends by %s', (maxVersion) => {
  it.each([
    ['nothing but its own', () => []],
    ['its chain', () => [intermediate, root]],
    ['a stranger between leaf and issuer', () => [stranger, intermediate]],
    ['a chain upside down', () => [root, intermediate]]
  ])('is seen as it was sent: %s', async (_title, chain) => {
    await using server = await startTlsServer(leaf, { chain: chain(), maxVersion })

    // The list knows everybody: nobody must be added from it.
    const socket = await secured(server.port, [root, intermediate])
    const seen = sentCertificates(socket).map((der) => Buffer.from(der).toString('hex'))
    socket.destroy()

    expect(seen).toEqual([leaf, ...chain()].map(({ certificateDer }) => Buffer.from(certificateDer).toString('hex')))
  })

  it('would be completed from the trusted list by the older function of Node', async () => {
    await using server = await startTlsServer(leaf, { maxVersion })

    const sockets = [await secured(server.port, [root, intermediate]), await secured(server.port, [])]
    const [withList, withEmptyList] = sockets.map((socket) => namesIn(socket.getPeerCertificate(true)))
    for (const socket of sockets) socket.destroy()

    expect({ withList, withEmptyList }).toEqual({ withList: ['dc1.test', 'Intermediate', 'Root'], withEmptyList: ['dc1.test'] })
  })

  it('is drawn as a chain, strangers beside it', async () => {
    await using server = await startTlsServer(leaf, { chain: [stranger, intermediate], maxVersion })
    const everybody = { pems: [root.certificatePem, intermediate.certificatePem, stranger.certificatePem], source: 'everybody' }
    const tls = createTls({ lookup: lookupOf('dc1.test'), systemRoots: everybody, publicRoots: everybody })

    const look = await tls.look({ host: 'dc1.test', port: server.port, mode: 'tls', timeoutMs: 5000 }, neverCancelled)

    if (look.kind !== 'opened') throw new Error(look.text)
    const commonNames = (certificates: typeof look.chain.extra) => certificates.map((certificate) => certificate.subjectCommonName)
    expect({
      chain: commonNames(look.chain.certificates),
      links: look.chain.links,
      ends: look.chain.ends,
      extra: commonNames(look.chain.extra)
    }).toEqual({
      chain: ['dc1.test', 'Intermediate'],
      links: [{ matchedBy: 'key-identifier', signature: { kind: 'verified' } }],
      ends: 'root-missing',
      extra: ['Stranger']
    })
  })
})

async function secured(port: number, trusted: readonly MadeCertificate[]) {
  const ca = trusted.map(({ certificatePem }) => certificatePem)
  const socket = connect({ port, host: '127.0.0.1', servername: 'dc1.test', ca, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  return socket
}

function namesIn(certificate: DetailedPeerCertificate): readonly string[] {
  const names: string[] = []
  const seen = new Set<string>()
  let next: DetailedPeerCertificate | undefined = certificate
  // A root is its own issuer.
  while (next !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256)
    names.push([next.subject.CN].flat().join())
    next = issuerOf(next)
  }
  return names
}

/** The types promise one, but there is none where the chain ends. */
function issuerOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  return certificate.issuerCertificate
}
