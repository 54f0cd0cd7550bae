import { describe, expect, it } from 'vitest'
import { knownTenant } from '../../../../src-main/core/entra/tenant-addresses.ts'
import { keyViews } from '../../../../src-main/core/saml/key-roles.ts'
import { type ModeInput, modeChoices } from '../../../../src-main/core/saml/mode-choices.ts'
import { liveKeys, sharedLiveKeys } from '../../../../src-main/core/saml/overlap.ts'
import type { SamlTrust, TrustedKey } from '../../../../src-main/core/saml/saml-source.ts'
import { sourceOfStrategy } from '../../../../src-main/core/saml/source-of-strategy.ts'
import { NOW } from '../../../support/saml/inspect.ts'
import { APPLICATION, TENANT } from '../../../support/saml/make-metadata.ts'
import { certificate, ENDPOINT, GOOD_URL, signing } from '../../../support/saml/metadata-probes.ts'

const expired = certificate({ digit: 'c', notAfter: '2026-11-01T00:00:00.000Z' })
const later = certificate({ digit: 'd', notAfter: '2030-01-01T00:00:00.000Z' })
const future = certificate({ digit: 'e', notBefore: '2027-01-01T00:00:00.000Z' })

const input: ModeInput = {
  url: GOOD_URL,
  objection: undefined,
  document: { xml: '<x/>', bytes: 4, sha256: 'd'.repeat(64) },
  issuer: `https://sts.windows.net/${TENANT}/`,
  signOnUrl: ENDPOINT,
  logoutUrl: undefined,
  certificates: [certificate()],
  fingerprints: [],
  known: knownTenant(TENANT),
  applicationId: APPLICATION,
  now: NOW
}
const bare: ModeInput = { ...input, url: undefined, document: undefined, issuer: undefined, signOnUrl: undefined }

/** `url*`: recommended; `-xml`: cannot be used. */
function shape(wishes: Partial<ModeInput>): string {
  return modeChoices({ ...input, ...wishes })
    .map(({ mode, isRecommended, source }) => `${source === undefined ? '-' : ''}${mode}${isRecommended ? '*' : ''}`)
    .join(' ')
}

describe('the three ways of telling Files.com', () => {
  it.each([
    ['an address', {}, 'url* xml fingerprint'],
    ['a document', { url: undefined }, '-url xml* fingerprint'],
    ['a certificate and a tenant', bare, '-url -xml fingerprint*'],
    ['a certificate and a domain', { ...bare, known: knownTenant('contoso.com') }, '-url -xml -fingerprint'],
    ['a certificate alone', { ...bare, known: knownTenant('') }, '-url -xml -fingerprint'],
    ['a fingerprint and a tenant', { ...bare, certificates: [], fingerprints: ['a'.repeat(64)] }, '-url -xml fingerprint*'],
    ['two live keys', { certificates: [certificate(), later] }, 'url* xml -fingerprint'],
    ['one live key of two', { certificates: [expired, later] }, 'url* xml fingerprint'],
    ['an expired key', { certificates: [expired] }, 'url* xml -fingerprint'],
    ['a document that is the wrong one', { objection: 'Wrong.' }, '-url -xml -fingerprint']
  ])('with %s', (_title, wishes, expected) => {
    expect(shape(wishes)).toBe(expected)
  })

  it('names the address of the application when tenant and application are known', () => {
    expect(modeChoices(bare)[0]?.whyNot).toContain(GOOD_URL)
  })

  it('stores no document that a profile could not hold', () => {
    const document = { xml: `<a>${'x'.repeat(1_000_000)}</a>`, bytes: 1_000_007, sha256: '0'.repeat(64) }

    expect(modeChoices({ ...input, document })[1]).toMatchObject({
      source: undefined,
      whyNot: expect.stringContaining('too large') as string
    })
  })

  it('says until when a stored document lasts, and takes the sign-in address for signing out', () => {
    const [, xml, fingerprint] = modeChoices({ ...input, certificates: [later] })

    expect(xml?.because).toContain('1 January 2030')
    expect(fingerprint?.source).toMatchObject({ sha256: 'd'.repeat(64), logoutUrl: ENDPOINT })
  })
})

describe('the parts of keys', () => {
  const roles = (keys: Parameters<typeof keyViews>[0], signedBy: readonly string[] = []) =>
    keyViews(keys, signedBy, NOW).map(({ role, because }) => `${role}${because.startsWith('Assumed') ? ' (assumed)' : ''}`)

  it('are certain with one live key', () => {
    expect(roles(signing(expired, certificate(), future))).toEqual(['ended', 'current', 'not-yet-valid'])
  })

  it('are assumed with several', () => {
    expect(roles(signing(certificate(), later), ['a'.repeat(64)])).toEqual(['either (assumed)', 'next (assumed)'])
    expect(roles(signing(certificate(), later))).toEqual(['either', 'next (assumed)'])
    expect(roles(signing(certificate(), later), ['d'.repeat(64)])).toEqual(['either', 'either (assumed)'])
  })

  it('tell a key for encryption from one that is listed for both uses', () => {
    const [key] = signing(certificate())
    if (key === undefined) throw new TypeError('one key')

    expect(roles([{ ...key, use: 'encryption' }])).toEqual(['encryption'])
    expect(roles([{ ...key, use: 'encryption' }, key])).toEqual(['current'])
  })
})

describe('shared live keys', () => {
  const trust = (...keys: readonly TrustedKey[]): SamlTrust => ({ from: 'x', mode: 'xml', issuer: undefined, signOnUrls: [], keys })
  const known = (found: ReturnType<typeof certificate>): TrustedKey => ({ kind: 'certificate', certificate: found })
  const pinned = (digit: string): TrustedKey => ({ kind: 'fingerprint', sha256: digit.repeat(64) })

  it.each([
    ['the same certificate', trust(known(certificate())), trust(known(certificate()), known(later)), 1],
    ['a fingerprint of it', trust(pinned('a')), trust(known(certificate())), 1],
    ['another key', trust(known(certificate())), trust(known(later)), 0],
    ['only an expired one', trust(known(expired)), trust(known(expired)), 0],
    ['nothing', trust(), trust(known(later)), 0]
  ])('%s', (_title, stored, next, count) => {
    expect(sharedLiveKeys(stored, next, NOW)).toHaveLength(count)
  })

  it('count a bare fingerprint as live', () => {
    expect(liveKeys(trust(pinned('a'), known(expired)), NOW)).toEqual([pinned('a')])
  })
})

describe('what a provider stores', () => {
  it.each([
    [{ saml_provider_metadata_url: ' https://x.example/m ' }, { mode: 'url', url: 'https://x.example/m' }],
    [
      { saml_provider_metadata_content: '<x/>', saml_provider_metadata_url: '' },
      { mode: 'xml', xml: '<x/>' }
    ],
    [
      { saml_provider_cert_fingerprint: 'AB:'.repeat(31) + 'AB', saml_provider_issuer_url: 'i', saml_provider_sso_target_url: 's' },
      { mode: 'fingerprint', sha256: 'ab'.repeat(32), issuer: 'i', signOnUrl: 's', logoutUrl: '' }
    ],
    [
      { saml_provider_cert_fingerprint: 'ab'.repeat(20) },
      { mode: 'fingerprint', sha256: 'ab'.repeat(20), issuer: '', signOnUrl: '', logoutUrl: '' }
    ],
    [{ saml_provider_metadata_url: undefined, label: 'x' }, undefined]
  ])('%#', (fields, source) => {
    expect(sourceOfStrategy(fields)).toEqual(source)
  })
})
