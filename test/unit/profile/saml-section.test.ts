import { describe, expect, it } from 'vitest'
import { profileText } from '../../../src-main/adapters/profile/profile-text.ts'
import { readProfileText } from '../../../src-main/adapters/profile/read-profile-file.ts'
import { findSecret } from '../../../src-main/core/profile/find-secret.ts'
import { sampleProfile } from '../../support/sample-profile.ts'

const CERTIFICATE = { sha256: 'ab'.repeat(32), issuer: 'https://sts.windows.net/t/', signOnUrl: 'https://login.example/t/saml2' }

describe('the saml section of a profile', () => {
  it.each([
    [{ metadataUrl: 'https://login.example/x' }, { mode: 'url', url: 'https://login.example/x' }],
    [{ metadataXml: '<a>\n</a>' }, { mode: 'xml', xml: '<a>\n</a>' }],
    [
      { certificate: { ...CERTIFICATE, sha256: `SHA256 Fingerprint=${Array.from({ length: 32 }, () => 'AB').join(':')}` } },
      { mode: 'fingerprint', ...CERTIFICATE, logoutUrl: '' }
    ],
    [{}, undefined]
  ])('reads %j', (way, source) => {
    const read = readProfileText(fileWith({ displayName: 'Entra ID', ...way, showOnLoginPage: false }), 'acme.json')

    expect(read).toMatchObject({
      ok: true,
      value: { saml: { strategyId: undefined, displayName: 'Entra ID', source, enabled: undefined, showOnLoginPage: false, fields: {} } }
    })
    // Written and read again it is the same.
    if (read.ok) expect(readProfileText(profileText(read.value), 'acme.json')).toEqual(read)
  })

  it.each([
    [{}, 'saml.displayName', 'it has to be a text in quotes'],
    [{ displayName: '' }, 'saml.displayName', 'it is empty'],
    [{ displayName: 'E', metadataUrl: 'https://a.example/', metadataXml: '<a/>' }, 'saml', 'more than one of metadataUrl'],
    [{ displayName: 'E', metadataUrl: 'http://a.example/' }, 'saml.metadataUrl', 'it is no address that begins with https://'],
    [{ displayName: 'E', metadataXml: `<a>${'x'.repeat(1_000_000)}</a>` }, 'saml.metadataXml', 'it is too long'],
    [{ displayName: 'E', certificate: { ...CERTIFICATE, sha256: 'ab'.repeat(20) } }, 'saml.certificate.sha256', 'SHA-1 thumbprint'],
    [{ displayName: 'E', certificate: { ...CERTIFICATE, sha256: 'hello' } }, 'saml.certificate.sha256', 'no SHA-256 fingerprint'],
    [{ displayName: 'E', certificate: { sha256: CERTIFICATE.sha256 } }, 'saml.certificate.issuer', 'it has to be a text in quotes'],
    [{ displayName: 'E', tenant: 'x' }, 'saml', 'there is no such thing as “tenant” here'],
    [{ displayName: 'E', strategy: 0 }, 'saml.strategy', 'it has to be']
  ])('says where and why: %j', (section, where, reason) => {
    const read = readProfileText(fileWith(section), 'acme.json')

    const cause = read.ok ? '' : read.error.cause
    expect(cause).toContain(`(${where})`)
    expect(cause).toContain(reason)
  })

  it('holds no secret by its own words, and is refused with one', () => {
    expect(findSecret({ saml: sampleProfile.saml, xml: { metadataXml: '<KeyDescriptor/>' } })).toBeUndefined()
    expect(findSecret({ saml: { fields: { client_secret: 'x' } } })).toBe('saml.fields.client_secret')
    expect(findSecret({ saml: { metadataXml: '<a>-----BEGIN PRIVATE KEY-----</a>' } })).toBe('saml.metadataXml')
  })
})

function fileWith(saml: object): string {
  return JSON.stringify({ schemaVersion: 2, site: 'acme', saml })
}
