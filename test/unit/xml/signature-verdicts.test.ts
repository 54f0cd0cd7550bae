import { beforeAll, describe, expect, it } from 'vitest'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { signTemplate } from '../../support/saml/sign-template.ts'
import { signatureTemplate, transform, uris } from '../../support/saml/signature-template.ts'
import { assertionTemplate, responseXml, trusted, verdictOf, verified } from '../../support/saml/signed-samples.ts'

let rsa: SigningKey
let other: SigningKey
let ec: SigningKey

beforeAll(async () => {
  ;[rsa, other, ec] = await Promise.all([makeSigningKey(), makeSigningKey({ name: 'Other' }), makeSigningKey({ kind: 'ec' })])
})

const signed = () => signTemplate(responseXml({ inAssertion: assertionTemplate(rsa) }), rsa)

describe('a signature', () => {
  it('is valid by the key that made it, says what it covers and gives the signed text', () => {
    const [found, ...more] = verified(signed(), trusted(rsa))

    expect(more).toEqual([])
    expect(found?.facts).toMatchObject({
      place: 'assertion',
      covers: { element: 'Assertion', id: '_a' },
      algorithm: { name: 'RSA with SHA-256', isWeak: false },
      digest: { name: 'SHA-256', isWeak: false },
      canonicalization: uris.exclusive,
      verdict: { kind: 'valid', by: rsa.sha256 }
    })
    expect(found?.facts.carried?.fingerprintSha256).toBe(rsa.sha256)
    expect(found?.covered?.localName).toBe('Assertion')
    expect(found?.signedXml).toMatch(
      /^<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2\.0:assertion" ID="_a" Version="2\.0"><saml:Issuer>/
    )
    expect(found?.signedXml).not.toContain('Signature')
  })

  it('is no longer valid when one character of the signed part differs, and then gives no signed text', () => {
    const [found] = verified(signed().replace('ann@', 'bob@'), trusted(rsa))

    expect(found?.facts.verdict).toMatchObject({ kind: 'digest-differs' })
    expect(found?.signedXml).toBeUndefined()
  })

  it('tells both digests when they differ', () => {
    const xml = signed()
    const written = /DigestValue>([^<]+)</.exec(xml)?.[1] ?? ''
    const verdict = verdictOf(xml.replace('ann@', 'bob@'), trusted(rsa))
    const computed = verdict.kind === 'digest-differs' ? verdict.computed : ''

    expect(verdict).toEqual({ kind: 'digest-differs', written, computed })
    expect(computed).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(computed).not.toBe(written)
  })

  it('is not valid when what it says about itself was changed', () => {
    expect(verdictOf(signed().replace('#rsa-sha256', '#rsa-sha512'), trusted(rsa))).toEqual({
      kind: 'signature-differs',
      tried: [rsa.sha256]
    })
  })

  it('with a certificate of somebody else in it is not made valid by it', () => {
    const forged = signTemplate(responseXml({ inAssertion: assertionTemplate(other) }), other)

    expect(verdictOf(forged, 'carried')).toEqual({ kind: 'valid', by: other.sha256 })
    expect(verdictOf(forged, trusted(rsa))).toEqual({ kind: 'signature-differs', tried: [rsa.sha256] })
  })

  it('is verified by the certificate that comes along when a bare fingerprint is trusted and fits', () => {
    const xml = signed()

    expect(verdictOf(xml, [{ kind: 'fingerprint', sha256: rsa.sha256.toUpperCase() }])).toEqual({ kind: 'valid', by: rsa.sha256 })
    expect(verdictOf(xml, [{ kind: 'fingerprint', sha256: other.sha256 }])).toEqual({ kind: 'no-key' })
    expect(verdictOf(xml, [])).toEqual({ kind: 'no-key' })
  })

  it('finds its key among several, each tried once', () => {
    const keys = [...trusted(other), ...trusted(ec), ...trusted(rsa), { kind: 'fingerprint' as const, sha256: rsa.sha256 }]

    expect(verdictOf(signed(), keys)).toEqual({ kind: 'valid', by: rsa.sha256 })
    expect(verdictOf(signed(), [...trusted(other), ...trusted(ec), ...trusted(other)])).toEqual({
      kind: 'signature-differs',
      tried: [other.sha256, ec.sha256]
    })
  })

  it('without a certificate is verified by a known key, and by nothing otherwise', () => {
    const { certificateBase64: _left, ...bare } = { algorithm: `${uris.more}rsa-sha256`, uri: '#_a', certificateBase64: '' }
    const xml = signTemplate(responseXml({ inAssertion: signatureTemplate(bare) }), rsa)

    expect(verdictOf(xml, trusted(rsa)).kind).toBe('valid')
    expect(verdictOf(xml, 'carried')).toEqual({ kind: 'no-key' })
    expect(verified(xml)[0]?.facts.carried).toBeUndefined()
  })

  it('finds the one that fits among several certificates that came along', () => {
    const chain = `${other.certificateBase64}</ds:X509Certificate><ds:X509Certificate>${rsa.certificateBase64}`
    const xml = signTemplate(responseXml({ inAssertion: assertionTemplate(rsa, { certificateBase64: chain }) }), rsa)

    expect(verified(xml)[0]?.facts).toMatchObject({
      verdict: { kind: 'valid', by: rsa.sha256 },
      carried: { fingerprintSha256: rsa.sha256 }
    })
  })

  it('may have a certificate that cannot be read', () => {
    const xml = signTemplate(responseXml({ inAssertion: assertionTemplate(rsa, { certificateBase64: 'AAAA' }) }), rsa)
    expect(verdictOf(xml, trusted(rsa)).kind).toBe('valid')
  })

  it('has one text for one value: base64 with unused bits, or without its end, is another', () => {
    const key = ec
    const xml = signTemplate(responseXml({ inAssertion: assertionTemplate(key) }), key)
    const value = /SignatureValue>([^<]+)</.exec(xml)?.[1] ?? ''
    expect(value.endsWith('==')).toBe(true)
    // given the same bytes, written otherwise
    const last = value.charAt(value.length - 3)
    const twin = String.fromCharCode(last.charCodeAt(0) + 1)
    const rewritten = `${value.slice(0, -3)}${twin}==`
    expect(Buffer.from(rewritten, 'base64')).toEqual(Buffer.from(value, 'base64'))

    expect(verdictOf(xml).kind).toBe('valid')
    expect(verdictOf(xml.replace(value, rewritten)).kind).toBe('signature-differs')
    expect(verdictOf(xml.replace(value, value.slice(0, -2))).kind).toBe('signature-differs')
    expect(verdictOf(xml.replace(value, `${value.slice(0, 10)}\n  ${value.slice(10)}`)).kind).toBe('valid')
  })

  it.each(['', '!', 'AAAA'])('with the value “%s” differs', (value) => {
    expect(verdictOf(signed().replace(/(<ds:SignatureValue>)[^<]+/, `$1${value}`), trusted(rsa)).kind).toBe('signature-differs')
  })

  it('by a key of another kind than its algorithm differs, and is not verified by what the key can do', () => {
    // given what an ECDSA key signed, under the name of RSA
    const xml = signTemplate(responseXml({ inAssertion: assertionTemplate(ec, { algorithm: `${uris.more}ecdsa-sha256` }) }), ec)
    const renamed = xml.replace('#ecdsa-sha256', '#rsa-sha256')
    expect(verdictOf(renamed, trusted(ec)).kind).toBe('signature-differs')
  })
})

describe('the algorithms', () => {
  const rsaNames = ['sha256', 'sha384', 'sha512'].map((hash) => `${uris.more}rsa-${hash}`)
  const pssNames = ['sha1', 'sha256', 'sha384', 'sha512'].map((hash) => `${uris.more2007}${hash}-rsa-MGF1`)

  it.each([...rsaNames, ...pssNames, `${uris.dsig}rsa-sha1`])('of RSA are verified: %s', (algorithm) => {
    const [found] = verified(signTemplate(responseXml({ inAssertion: assertionTemplate(rsa, { algorithm }) }), rsa), trusted(rsa))
    expect(found?.facts.verdict.kind).toBe('valid')
    expect(found?.facts.algorithm.isWeak).toBe(/sha1/.test(algorithm))
  })

  it.each(
    (['P-256', 'P-384', 'P-521'] as const).flatMap((curve) => ['sha1', 'sha256', 'sha384', 'sha512'].map((hash) => [curve, hash] as const))
  )('of elliptic curves are verified: %s with %s', async (curve, hash) => {
    const key = await makeSigningKey({ kind: 'ec', curve })
    const xml = signTemplate(responseXml({ inAssertion: assertionTemplate(key, { algorithm: `${uris.more}ecdsa-${hash}` }) }), key)
    expect(verdictOf(xml).kind).toBe('valid')
    expect(verdictOf(xml.replace('ann@', 'bob@')).kind).toBe('digest-differs')
  })

  it.each([`${uris.dsig}sha1`, uris.sha256, `${uris.more}sha384`, 'http://www.w3.org/2001/04/xmlenc#sha512'])(
    'of digests are verified: %s',
    (digest) => {
      const [found] = verified(signTemplate(responseXml({ inAssertion: assertionTemplate(rsa, { digest }) }), rsa))
      expect(found?.facts).toMatchObject({ verdict: { kind: 'valid' }, digest: { uri: digest, isWeak: digest.endsWith('sha1') } })
    }
  )
})

describe('canonicalization', () => {
  it.each([
    ['exclusive', uris.exclusive, ''],
    ['exclusive with comments', uris.exclusiveWithComments, ''],
    [
      'exclusive with a list of prefixes',
      uris.exclusive,
      `<ec:InclusiveNamespaces xmlns:ec="${uris.exclusive}" PrefixList="samlp #default xs"/>`
    ],
    ['inclusive', uris.inclusive, ''],
    ['inclusive with comments', uris.inclusiveWithComments, '']
  ])('of SignedInfo may be %s', (_name, canonicalization, canonicalizationContent) => {
    const template = assertionTemplate(rsa, { canonicalization, canonicalizationContent })
    expect(verdictOf(signTemplate(responseXml({ inAssertion: template }), rsa)).kind).toBe('valid')
  })

  it('of what is covered is the inclusive one when none is named', () => {
    const template = assertionTemplate(rsa, { transforms: transform(uris.enveloped) })
    const [found] = verified(signTemplate(responseXml({ inAssertion: template }), rsa))

    expect(found?.facts.verdict.kind).toBe('valid')
    expect(found?.signedXml).toMatch(/^<saml:Assertion xmlns:saml="[^"]+" xmlns:samlp="/)
  })

  it('keeps a comment between elements out of the signed text, and a signature valid whether it is there or not', () => {
    const xml = signed()
    const commented = xml.replace('<saml:Subject>', '<!-- x --><saml:Subject>')

    expect(verified(commented)[0]?.signedXml).toBe(verified(xml)[0]?.signedXml)
  })
})

describe('where signatures stand', () => {
  it('is told: response and assertion, each with its own', () => {
    const inner = responseXml({ inAssertion: signatureIn(signed()) })
    const both = signTemplate(inner.replace('Version="2.0">', `Version="2.0">${assertionTemplate(rsa, { uri: '#_r' })}`), rsa)

    expect(verified(both).map(({ facts }) => [facts.place, facts.covers?.id, facts.verdict.kind])).toEqual([
      ['response', '_r', 'valid'],
      ['assertion', '_a', 'valid']
    ])
  })

  it('is told: a document of metadata, and an entity in it', () => {
    const md = 'xmlns="urn:oasis:names:tc:SAML:2.0:metadata"'
    const entity = signTemplate(`<EntityDescriptor ${md} ID="_e">${assertionTemplate(rsa, { uri: '#_e' })}</EntityDescriptor>`, rsa)
    const group = signTemplate(
      `<EntitiesDescriptor ${md} ID="_g">${assertionTemplate(rsa, { uri: '' })}${entity}</EntitiesDescriptor>`,
      rsa
    )

    expect(verified(entity).map(({ facts }) => [facts.place, facts.verdict.kind])).toEqual([['document', 'valid']])
    expect(verified(group).map(({ facts }) => [facts.place, facts.covers, facts.verdict.kind])).toEqual([
      ['document', { element: 'EntitiesDescriptor', id: '_g' }, 'valid'],
      ['entity', { element: 'EntityDescriptor', id: '_e' }, 'valid']
    ])
  })

  it('is told: elsewhere, in what is no part of SAML', () => {
    const xml = signTemplate(`<x><y ID="_a">${assertionTemplate(rsa)}</y></x>`, rsa)
    expect(verified(xml)[0]?.facts).toMatchObject({ place: 'elsewhere', verdict: { kind: 'valid' } })
  })

  it('is nowhere in a document without any', () => {
    expect(verified(responseXml())).toEqual([])
  })
})

function signatureIn(xml: string): string {
  return /<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? ''
}
