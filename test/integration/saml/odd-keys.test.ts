import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inspect, samlPorts, troubles } from '../../support/saml/inspect.ts'
import { entraMetadata, TENANT } from '../../support/saml/make-metadata.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'

let key: SigningKey
const folder = mkdtempSync(join(tmpdir(), 'odd-keys-'))

beforeAll(async () => {
  key = await makeSigningKey()
})

afterAll(() => rmSync(folder, { recursive: true }))

/** Base64 of a certificate with a key of this kind, made by OpenSSL and valid now. */
function certificateOf(...kind: readonly string[]): string {
  const file = join(folder, 'certificate.pem')
  const options = ['-nodes', '-keyout', join(folder, 'key.pem'), '-out', file, '-subj', '/CN=Odd key', '-days', '900']
  execFileSync('openssl', ['req', '-x509', '-newkey', ...kind, ...options], { stdio: 'ignore' })
  return readFileSync(file, 'utf8').replace(/-----[^-]+-----|\s/g, '')
}

async function troublesOf(certificate: string): Promise<readonly string[]> {
  const ports = samlPorts({}, new Date(Date.now() + 60_000).toISOString())
  const keyXml = `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`
  const found = await inspect({ kind: 'text', text: entraMetadata({ keys: [key], keyXml }) }, { ports })
  return troubles(found.report).filter((trouble) => trouble.includes('keys-strong') || trouble.includes('signing-key'))
}

describe('a signing key', () => {
  it.each(['ed25519', 'ed448'])('of a kind by which SAML does not sign is named: %s', async (kind) => {
    expect(await troublesOf(certificateOf(kind))).toEqual(['warn keys-strong saml.metadata.key-kind'])
  })

  it('of DSA is named too', async () => {
    const parameters = join(folder, 'dsa.pem')
    execFileSync('openssl', ['genpkey', '-genparam', '-algorithm', 'DSA', '-pkeyopt', 'dsa_paramgen_bits:1024', '-out', parameters])
    expect(await troublesOf(certificateOf(`dsa:${parameters}`))).toEqual(['warn keys-strong saml.metadata.key-kind'])
  })

  it.each<readonly [string, readonly string[]]>([
    ['RSA', ['rsa:2048']],
    ['RSA-PSS', ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['an elliptic curve', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256']]
  ])('of %s is fine', async (_kind, options) => {
    expect(await troublesOf(certificateOf(...options))).toEqual([])
  })

  it('that is breakable is told before one of another kind', async () => {
    expect(await troublesOf(certificateOf('ec', '-pkeyopt', 'ec_paramgen_curve:prime192v1'))).toEqual([
      'fail keys-strong saml.metadata.key-weak'
    ])
  })
})

describe('a key that begins later today', () => {
  it('is told with the time, not only with the day', async () => {
    const later = await makeSigningKey({ notBefore: '2026-11-22T08:30:00Z' })
    const { report } = await inspect({ kind: 'text', text: entraMetadata({ keys: [later] }) })
    const verdict = report.results.find(({ id }) => id === 'saml-metadata.keys-within-dates')?.outcome
    expect(JSON.stringify(verdict)).toContain('becomes valid on 2026-11-22 08:30:00 UTC')
  })
})

describe('a key without a certificate', () => {
  it('is not blamed on how the document was copied', async () => {
    const keyXml = `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><KeyValue><RSAKeyValue/></KeyValue></KeyInfo></KeyDescriptor>`
    const { report } = await inspect({ kind: 'text', text: entraMetadata({ keys: [key], keyXml }) })
    const verdict = JSON.stringify(report.results.find(({ id }) => id === 'saml-metadata.signing-key-present')?.outcome)
    expect(verdict).toContain('saml.metadata.key-unreadable')
    expect(verdict).toContain('have the provider publish it as a certificate')
  })
})

describe('an entity id in capital letters', () => {
  it('is not the one by which Entra ID signs', async () => {
    const entityId = `https://sts.windows.net/${TENANT.toUpperCase()}/`
    const { report } = await inspect({ kind: 'text', text: entraMetadata({ keys: [key], entityId }) })
    expect(troubles(report)).toContain('warn entity-id-of-tenant saml.metadata.entity-id-unusual')
  })
})
