import { describe, expect, it } from 'vitest'
import { compareStored } from '../../../src-main/app/operations/compare-stored.ts'
import type { StoredProvider } from '../../../src-main/app/operations/stored-providers.ts'
import { trustOfSource } from '../../../src-main/app/operations/saml-trust.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { SamlSource } from '../../../src-main/core/saml/saml-source.ts'
import { inspect, metadataFixture, samlPorts, troubles } from '../../support/saml/inspect.ts'
import { APPLICATION, entraMetadata, TENANT } from '../../support/saml/make-metadata.ts'
import { makeSigningKey } from '../../support/saml/signing-key.ts'

const url = `https://login.microsoftonline.com/${TENANT}/federationmetadata/2007-06/federationmetadata.xml?appid=${APPLICATION}`
const FILE = 'not-provable-here keys-of-application'
const endpoint = `https://login.microsoftonline.com/${TENANT}/saml2`
const issuer = `https://sts.windows.net/${TENANT}/`

describe('documents of many products', () => {
  it.each([
    ['entra-one-key.xml', [FILE]],
    ['entra-two-keys.xml', [FILE]],
    ['entra-tenant-wide.xml', [FILE]],
    ['entra-us-government.xml', [FILE]],
    ['entra-china.xml', [FILE]],
    ['entra-common.xml', ['fail tenant-filled-in saml.metadata.tenant-placeholder', FILE]],
    ['adfs.xml', ['warn from-entra saml.metadata.not-entra']],
    ['okta.xml', ['warn from-entra saml.metadata.not-entra', 'warn logout-present saml.metadata.no-logout']],
    ['shibboleth.xml', ['warn from-entra saml.metadata.not-entra']],
    ['simplesamlphp.xml', ['warn from-entra saml.metadata.not-entra']],
    ['keycloak.xml', ['warn one-identity-provider saml.metadata.federation-wrapper', 'warn from-entra saml.metadata.not-entra']],
    ['federation-of-50.xml', ['fail one-identity-provider saml.metadata.several-providers']],
    ['files-com-service.xml', ['fail one-identity-provider saml.metadata.service-metadata']],
    ['entra-one-key.cer', ['warn tenant-known saml.metadata.tenant-needed', 'not-provable-here certificate-of-application']],
    ['entra-one-key.der', ['warn tenant-known saml.metadata.tenant-needed', 'not-provable-here certificate-of-application']]
  ])('%s', async (name, expected) => {
    const { report } = await inspect({ kind: 'file', name, bytes: metadataFixture(name) })

    expect(troubles(report)).toEqual(expected)
  })

  it('recognises each product by its addresses', async () => {
    const names = ['adfs', 'okta', 'shibboleth', 'simplesamlphp', 'keycloak']
    const products = names.map(async (name) => {
      const { facts } = await inspect({ kind: 'file', name, bytes: metadataFixture(`${name}.xml`) })
      return facts?.rows.find(({ label }) => label === 'Product')?.value
    })

    expect(await Promise.all(products)).toEqual(['AD FS', 'Okta', 'Shibboleth', 'SimpleSAMLphp', 'Keycloak'])
  })
})

describe('an address', () => {
  it('is proved from the first rung to the last, and recommended', async () => {
    const ports = samlPorts({ [url]: metadataFixture('entra-one-key.xml') })
    const { report, choices, trust, facts, certificates } = await inspect(
      { kind: 'url', url, insist: false },
      { ports, tenantId: TENANT, applicationId: APPLICATION }
    )

    expect(troubles(report)).toEqual([])
    expect(report.summary.outcome).toBe('healthy')
    expect(choices.map(({ mode, isRecommended, source }) => [mode, isRecommended, source !== undefined])).toEqual([
      ['url', true, true],
      ['xml', false, true],
      ['fingerprint', false, true]
    ])
    expect(trust).toMatchObject({
      from: 'the metadata at login.microsoftonline.com',
      mode: 'url',
      issuer,
      signOnUrls: [endpoint]
    })
    expect(facts?.keys.map(({ role }) => role)).toEqual(['current'])
    expect(certificates).toHaveLength(1)
  })

  it.each([
    ['http', url.replace('https', 'http')],
    ['another host', 'https://login.contoso.example/federationmetadata.xml'],
    ['common', url.replace(TENANT, 'common')],
    ['the portal', 'https://portal.azure.com/'],
    ['the service itself', 'https://app.files.com/saml/metadata'],
    ['nothing', '']
  ])('is not asked when it is %s', async (_title, wrong) => {
    const ports = samlPorts()
    const { report, facts, trust } = await inspect({ kind: 'url', url: wrong, insist: false }, { ports })

    expect(report.summary.counts.fail).toBe(1)
    expect({ asked: ports.asked, facts, trust }).toEqual({ asked: [], facts: undefined, trust: undefined })
  })

  it('without an application is shown and not offered for storing', async () => {
    const wide = url.replace(/\?.*/, '')
    const ports = samlPorts({ [wide]: metadataFixture('entra-tenant-wide.xml') })
    const { report, choices, facts } = await inspect({ kind: 'url', url: wide, insist: false }, { ports })

    expect(troubles(report)).toEqual(['fail address-names-application saml.metadata.no-app-id'])
    expect(choices.filter(({ source }) => source !== undefined)).toEqual([])
    expect(facts?.keys).toHaveLength(2)
  })

  it.each([
    ['a sign-in page', '<!DOCTYPE html><html><head><title>Sign in to your account</title></head></html>', 'saml.metadata.web-page'],
    ['an OpenID configuration', '{"issuer":"x","authorization_endpoint":"y"}', 'saml.metadata.openid-document'],
    ['a certificate', metadataFixture('entra-one-key.cer'), 'saml.metadata.certificate-instead'],
    ['another XML', '<feed xmlns="http://www.w3.org/2005/Atom"/>', 'saml.metadata.other-document']
  ])('that answers with %s', async (_title, answer, code) => {
    const { report } = await inspect({ kind: 'url', url, insist: false }, { ports: samlPorts({ [url]: answer }) })

    expect(troubles(report)[0]).toContain(code)
  })

  it('may be pasted into the box for the document', async () => {
    const ports = samlPorts({ [url]: metadataFixture('entra-one-key.xml') })
    const { report } = await inspect({ kind: 'text', text: `  ${url}\n` }, { ports })

    expect({ asked: ports.asked, outcome: report.summary.outcome }).toEqual({ asked: [url], outcome: 'healthy' })
  })
})

describe('a changed document', () => {
  it('is found out by its signature', async () => {
    const changed = metadataFixture('entra-one-key.xml')
      .toString()
      .replace('</IDPSSODescriptor>', '<!-- --><NameIDFormat>x</NameIDFormat></IDPSSODescriptor>')
    const { report } = await inspect({ kind: 'text', text: changed })

    expect(troubles(report)[0]).toMatch(/^fail signature-valid saml\.signature\./)
  })
})

describe('a certificate or a fingerprint', () => {
  const certificate = metadataFixture('entra-one-key.cer')

  it('fills the fingerprint form from the tenant id', async () => {
    const { choices, trust } = await inspect({ kind: 'file', name: 'x.cer', bytes: certificate }, { tenantId: TENANT })

    expect(choices.find(({ isRecommended }) => isRecommended)?.source).toEqual({
      mode: 'fingerprint',
      sha256: trust?.keys[0]?.kind === 'certificate' ? trust.keys[0].certificate.fingerprintSha256 : '',
      issuer,
      signOnUrl: endpoint,
      logoutUrl: endpoint
    })
  })

  it.each([
    ['a SHA-1 thumbprint', 'AB:'.repeat(19) + 'AB', 'fail certificate-readable certificate.fingerprint.sha1'],
    [
      'a private key',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----',
      'fail certificate-readable certificate.file.unreadable'
    ],
    ['plain words', 'hello there', 'fail document-xml saml.xml.not-xml']
  ])('%s is refused by name', async (_title, text, first) => {
    const { report } = await inspect({ kind: 'text', text })

    expect(troubles(report)[0]).toBe(first)
  })

  it('takes a SHA-256 fingerprint in any notation', async () => {
    const { report, trust } = await inspect({ kind: 'text', text: `sha256 Fingerprint=${'AB:'.repeat(31)}AB` }, { tenantId: TENANT })

    expect(troubles(report)).toEqual(['not-provable-here certificate-of-application'])
    expect(trust?.keys).toEqual([{ kind: 'fingerprint', sha256: 'ab'.repeat(32) }])
  })
})

describe('what the site stores', () => {
  async function world() {
    const [old, next] = await Promise.all([
      makeSigningKey({ name: 'Old' }),
      makeSigningKey({ name: 'Next', notAfter: '2029-06-01T00:00:00Z' })
    ])
    const oldXml = entraMetadata({ keys: [old] })
    const bothXml = entraMetadata({ keys: [old, next] })
    const nextXml = entraMetadata({ keys: [next] })
    const fingerprint: SamlSource = { mode: 'fingerprint', sha256: old.sha256, issuer, signOnUrl: endpoint, logoutUrl: endpoint }
    return { old, next, oldXml, bothXml, nextXml, fingerprint }
  }

  it('guards against metadata that shares no live key with it', async () => {
    const { oldXml, bothXml, nextXml, fingerprint } = await world()
    const stored = (source: SamlSource): readonly StoredProvider[] => [{ id: 7, label: 'Entra', source }]
    const outcome = async (text: string, source: SamlSource) => {
      const { report } = await inspect({ kind: 'text', text }, { stored: stored(source) })
      return report.results.find(({ id }) => id.endsWith('keys-shared-with-stored'))?.outcome.status
    }

    expect(await outcome(nextXml, { mode: 'xml', xml: oldXml })).toBe('warn')
    expect(await outcome(nextXml, fingerprint)).toBe('warn')
    expect(await outcome(bothXml, { mode: 'xml', xml: oldXml })).toBe('pass')
    expect(await outcome(bothXml, fingerprint)).toBe('pass')
  })

  it('is compared with the document and with what is published now', async () => {
    const { bothXml, fingerprint, old, next } = await world()
    const ports = samlPorts({ [url]: bothXml })
    const inspected = await inspect({ kind: 'url', url, insist: false }, { ports })
    const compared = await compareStored(ports, { stored: fingerprint, label: 'Entra', inspected }, neverCancelled)

    if (!compared.ok) throw new Error(compared.error.title)
    expect(compared.value.problems.map(({ code }) => code)).toEqual(['saml.metadata.stored-keys-outdated'])
    expect(compared.value.rows.map(({ label, isSame }) => [label, isSame])).toEqual([
      ['Way of telling Files.com', true],
      ['Metadata URL', true],
      ['Issuer', true],
      ['Sign-in address', true],
      ['Sign-out address', true],
      ['Signing keys (SHA-256)', false],
      ['Last key ends', true]
    ])
    expect(compared.value.problems[0]?.evidence.map(({ label }) => label)).toEqual(['Stored (SHA-256)', 'Next'])
    expect(old.sha256).not.toBe(next.sha256)
  })

  it('equals all of them when it follows the address', async () => {
    const { bothXml } = await world()
    const ports = samlPorts({ [url]: bothXml })
    const inspected = await inspect({ kind: 'url', url, insist: false }, { ports })
    const compared = await compareStored(ports, { stored: { mode: 'url', url }, label: 'Entra', inspected }, neverCancelled)

    expect(compared.ok ? [compared.value.headline, compared.value.problems] : compared.error).toEqual([
      'Files.com, the inspected document and what Entra ID publishes now say the same.',
      []
    ])
  })

  it('says which side is missing, and concludes nothing from it', async () => {
    const { oldXml, nextXml } = await world()
    const ports = samlPorts()
    const inspected = await inspect({ kind: 'text', text: nextXml }, { ports })
    const compared = await compareStored(ports, { stored: { mode: 'xml', xml: oldXml }, label: 'Entra', inspected }, neverCancelled)

    expect(compared.ok ? compared.value.problems.map(({ code }) => code) : compared.error).toEqual([
      'saml.metadata.not-comparable',
      'saml.metadata.no-shared-key'
    ])
  })

  it('gives the trust of each mode, or the problem of its document', async () => {
    const { oldXml, fingerprint, old } = await world()
    const ports = samlPorts({ [url]: oldXml })
    const keysOf = async (source: SamlSource) => {
      const trust = await trustOfSource(ports, source, 'provider', neverCancelled)
      if (!trust.ok) return trust.error.code
      return trust.value.keys.map((key) => (key.kind === 'certificate' ? key.certificate.fingerprintSha256 : key.sha256))
    }

    expect(await keysOf({ mode: 'url', url })).toEqual([old.sha256])
    expect(await keysOf({ mode: 'xml', xml: oldXml })).toEqual([old.sha256])
    expect(await keysOf(fingerprint)).toEqual([old.sha256])
    expect(await keysOf({ mode: 'url', url: `${url}x` })).toBe('saml.fetch.name-unknown')
    expect(await keysOf({ mode: 'xml', xml: '<a/>' })).toBe('saml.metadata.other-document')
    expect(await keysOf({ ...fingerprint, sha256: 'ab'.repeat(20) })).toBe('certificate.fingerprint.sha1')
  })
})

describe('what people type', () => {
  it('may have braces and capitals around and in the numbers', async () => {
    const ports = samlPorts({ [url]: metadataFixture('entra-one-key.xml') })
    const { report } = await inspect(
      { kind: 'url', url, insist: false },
      { ports, tenantId: `{${TENANT.toUpperCase()}}`, applicationId: ` {${APPLICATION.toUpperCase()}} ` }
    )

    expect(troubles(report)).toEqual([])
  })

  it('is not repeated where it holds a password', async () => {
    for (const typed of [url.replace('https://', 'https://me:hunter2@'), 'https:/me:hunter2@login.example/x', 'me:hunter2@login.example']) {
      const { report, facts, choices } = await inspect({ kind: 'url', url: typed, insist: true })

      expect(report.summary.outcome).toBe('failed')
      expect(JSON.stringify([report, facts, choices])).not.toContain('hunter2')
    }
  })
})

describe('the addresses for a fingerprint', () => {
  it('are those of a browser, wherever they stand in the list', async () => {
    const soap = 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP'
    const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect'
    const xml = entraMetadata({
      keys: [await makeSigningKey()],
      signOn: [
        [soap, `${endpoint}/soap`],
        [redirect, endpoint]
      ]
    })
    const { choices } = await inspect({ kind: 'text', text: xml })

    expect(choices.find(({ mode }) => mode === 'fingerprint')?.source).toMatchObject({ signOnUrl: endpoint })
  })
})
