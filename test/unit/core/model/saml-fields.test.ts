import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serviceFieldMessages } from '../../../../src-main/core/model/service-field-messages.ts'
import { fieldValueText, sameFieldValue } from '../../../../src-main/core/model/service-field-value.ts'
import { serviceField, serviceFieldsOf } from '../../../../src-main/core/model/service-fields.ts'
import type { ServiceField } from '../../../../src-main/core/model/service-field.ts'
import { sha256OfText, utf8Length } from '../../../../src-main/core/model/sha256-of-text.ts'
import type { FieldValues } from '../../../../src-main/core/service/service-facts.ts'

const FINGERPRINT = '0f'.repeat(32)
const XML = '<EntityDescriptor entityID="x"/>'

describe('the SAML fields of a provider', () => {
  it('stand in the order and with the words of the web form', () => {
    const labels = serviceFieldsOf('sso-strategy')
      .filter(({ group }) => group !== 'oauth')
      .map(({ label }) => label)

    expect(labels.slice(0, 11)).toEqual([
      'SSO provider',
      'Protocol',
      'Display name',
      'Metadata URL',
      'Metadata XML file',
      'Certificate Fingerprint',
      'Issuer URL',
      'SSO endpoint',
      'SLO endpoint',
      'Enabled',
      'Show on the sign-in page'
    ])
  })

  it.each<[string, FieldValues, string | undefined]>([
    ['saml_provider_metadata_url', { saml_provider_metadata_url: 'https://login.microsoftonline.com/t/x.xml?appid=1' }, undefined],
    ['saml_provider_metadata_url', { saml_provider_metadata_url: 'http://login.microsoftonline.com/x' }, 'https://'],
    ['saml_provider_metadata_url', { saml_provider_metadata_url: 'https://login.microsoftonline.com/a b' }, 'https://'],
    ['saml_provider_metadata_url', { saml_provider_metadata_url: 'https://user@evil.example/' }, 'https://'],
    ['saml_provider_metadata_content', { saml_provider_metadata_content: XML }, undefined],
    ['saml_provider_metadata_content', { saml_provider_metadata_content: '{"issuer": "x"}' }, 'no XML'],
    ['saml_provider_cert_fingerprint', fingerprintWith('sha256 Fingerprint=' + 'AB:'.repeat(31) + 'AB'), undefined],
    ['saml_provider_cert_fingerprint', fingerprintWith('ab'.repeat(20)), 'SHA-1'],
    ['saml_provider_cert_fingerprint', fingerprintWith('hello'), 'no SHA-256 fingerprint'],
    ['saml_provider_issuer_url', { ...fingerprintWith(FINGERPRINT), saml_provider_issuer_url: '' }, 'needs this address'],
    ['saml_provider_sso_target_url', { ...fingerprintWith(FINGERPRINT), saml_provider_sso_target_url: '' }, 'needs this address'],
    ['saml_provider_slo_target_url', { ...fingerprintWith(FINGERPRINT), saml_provider_slo_target_url: '' }, undefined],
    ['saml_provider_issuer_url', { saml_provider_issuer_url: 'urn:example:idp' }, undefined],
    ['saml_provider_issuer_url', { saml_provider_issuer_url: 'our own' }, 'name of the identity provider'],
    [
      'saml_provider_metadata_content',
      { saml_provider_metadata_url: 'https://a.example/', saml_provider_metadata_content: XML },
      'Only one'
    ],
    ['saml_provider_metadata_url', { protocol: 'saml', saml_provider_metadata_url: '' }, 'one of three ways'],
    ['saml_provider_metadata_url', { protocol: 'oauth2', saml_provider_metadata_url: '' }, undefined],
    ['saml_provider_metadata_url', { protocol: 'saml' }, undefined]
  ])('%s is judged: %j', (name, values, text) => {
    const errors = serviceFieldMessages('sso-strategy', values).filter(({ field }) => field === name)

    expect(errors.map((message) => message.text)).toEqual(text === undefined ? [] : [expect.stringContaining(text) as string])
  })

  it('mean the same in any notation and however lines end', () => {
    expect(sameFieldValue(known('saml_provider_cert_fingerprint'), FINGERPRINT, '0F:'.repeat(31) + '0F')).toBe(true)
    expect(sameFieldValue(known('saml_provider_cert_fingerprint'), FINGERPRINT, 'ab'.repeat(32))).toBe(false)
    expect(sameFieldValue(known('saml_provider_metadata_content'), '\uFEFF<a>\r\n</a>\n', '<a>\n</a>')).toBe(true)
    expect(sameFieldValue(known('saml_provider_metadata_content'), '<a> </a>', '<a></a>')).toBe(false)
    expect(sameFieldValue(known('saml_provider_issuer_url'), 'https://sts.example/t/', 'https://sts.example/t')).toBe(false)
  })

  it('show a document by what two people can compare', () => {
    const text = '<a>ü</a>'.repeat(200)

    expect(fieldValueText(known('saml_provider_metadata_content'), text)).toBe(
      `XML document, 1,800 bytes, SHA-256 ${createHash('sha256').update(text).digest('hex')}`
    )
  })
})

describe('sha256OfText', () => {
  it('is the digest of the UTF-8 of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256OfText(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'))
        expect(utf8Length(text)).toBe(Buffer.byteLength(text))
      })
    )
    for (const length of [55, 56, 63, 64, 65, 119, 120, 1_000_000])
      expect(sha256OfText('é'.repeat(length))).toBe(createHash('sha256').update('é'.repeat(length)).digest('hex'))
  })
})

function fingerprintWith(text: string): FieldValues {
  return {
    saml_provider_cert_fingerprint: text,
    saml_provider_issuer_url: 'https://sts.windows.net/t/',
    saml_provider_sso_target_url: 'https://login.microsoftonline.com/t/saml2'
  }
}

function known(name: string): ServiceField {
  const field = serviceField('sso-strategy', name)
  if (field === undefined) throw new TypeError(name)
  return field
}
