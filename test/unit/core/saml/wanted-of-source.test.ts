import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SamlSource } from '../../../../src-main/core/saml/saml-source.ts'
import { sourceOfStrategy } from '../../../../src-main/core/saml/source-of-strategy.ts'
import { fieldsOfSource } from '../../../../src-main/core/saml/wanted-of-source.ts'

describe('fieldsOfSource', () => {
  it('fills one mode and empties the others', () => {
    expect(fieldsOfSource({ mode: 'fingerprint', sha256: 'ab'.repeat(32), issuer: 'i', signOnUrl: 's', logoutUrl: '' })).toEqual({
      saml_provider_metadata_url: '',
      saml_provider_metadata_content: '',
      saml_provider_cert_fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
      saml_provider_issuer_url: 'i',
      saml_provider_sso_target_url: 's',
      saml_provider_slo_target_url: ''
    })
    const filled = (source: SamlSource) => Object.entries(fieldsOfSource(source)).filter(([, value]) => value !== '')
    expect(filled({ mode: 'url', url: 'https://a/' })).toEqual([['saml_provider_metadata_url', 'https://a/']])
    expect(filled({ mode: 'xml', xml: '<a/>' })).toEqual([['saml_provider_metadata_content', '<a/>']])
  })

  it('is what a provider is read as', () => {
    const digits = fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16))
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => one.trim() === one && one !== '')
    const source = fc.oneof(
      fc.record({ mode: fc.constant('url' as const), url: text }),
      fc.record({ mode: fc.constant('xml' as const), xml: text }),
      fc.record({
        mode: fc.constant('fingerprint' as const),
        sha256: fc.string({ unit: digits, minLength: 64, maxLength: 64 }),
        issuer: text,
        signOnUrl: text,
        logoutUrl: text
      })
    )
    fc.assert(
      fc.property(source, (one) => {
        expect(sourceOfStrategy(fieldsOfSource(one))).toEqual(one)
      })
    )
  })
})
