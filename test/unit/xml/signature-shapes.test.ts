import { beforeAll, describe, expect, it } from 'vitest'
import { signatureProblem } from '../../../src-main/core/saml/signature-problem.ts'
import type { SignatureShape } from '../../../src-main/core/saml/xml-signature.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { signTemplate } from '../../support/saml/sign-template.ts'
import { transform, uris } from '../../support/saml/signature-template.ts'
import { assertionTemplate, responseXml, trusted, verified } from '../../support/saml/signed-samples.ts'

let key: SigningKey
let signed: string
let signature: string
let assertion: string

beforeAll(async () => {
  key = await makeSigningKey()
  signed = signTemplate(responseXml({ inAssertion: assertionTemplate(key) }), key)
  signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] ?? ''
  assertion = /<saml:Assertion .*<\/saml:Assertion>/s.exec(signed)?.[0] ?? ''
})

/** Wraps and forges; each starts from a signature that is valid. */
const shapes: readonly (readonly [what: string, shape: SignatureShape, because: RegExp, make: () => string])[] = [
  [
    'a forged assertion in which the genuine one is hidden',
    'wrapped',
    /it covers Assertion “_a”, which stands in Assertion “_evil”/,
    () => response(forged(assertion))
  ],
  [
    'a forged assertion that carries the signature, beside the genuine one without',
    'wrapped',
    /covers Assertion “_a” and stands in Assertion “_evil”/,
    () => response(forged(signature) + assertion.replace(signature, ''))
  ],
  [
    'a forged assertion before the genuine one, which is put into Extensions',
    'wrapped',
    /which stands in Extensions/,
    () => response(`<samlp:Extensions>${assertion}</samlp:Extensions>${forged('')}`)
  ],
  ['a genuine response inside of a forged one', 'wrapped', /which stands in Response “_evil”/, () => response(signedResponse(), '_evil')],
  [
    'the genuine assertion inside of the signature',
    'foreign-content',
    /SignedInfo, SignatureValue, KeyInfo, Object/,
    () => response(forged(insideSignature()))
  ],
  [
    'a signature over the document that stands in an assertion',
    'wrapped',
    /covers Response “_r” and stands in Assertion/,
    () => signed.replace('URI="#_a"', 'URI=""')
  ],
  ['two assertions with one id', 'duplicate-id', /the id “_a”/, () => response(assertion + forged('').replace('_evil', '_a'))],
  ['an id that only differs in the name of its attribute', 'duplicate-id', /the id “_a”/, () => response(`${assertion}<x Id="_a"/>`)],
  ['the same with xml:id', 'duplicate-id', /the id “_a”/, () => response(`${assertion}<x xml:id="_a"/>`)],
  ['an id twice that the signature does not use', 'duplicate-id', /the id “q”/, () => response(`${assertion}<x id="q"/><x id="q"/>`)],
  ['two references', 'reference-count', /2 references/, () => signed.replace(/(<ds:Reference .*<\/ds:Reference>)/s, '$1$1')],
  ['no reference', 'reference-count', /covers nothing/, () => signed.replace(/<ds:Reference .*<\/ds:Reference>/s, '')],
  ['a reference to nothing', 'reference-unresolved', /“#_b”/, () => signed.replace('URI="#_a"', 'URI="#_b"')],
  ['an empty id', 'reference-unresolved', /“#”/, () => signed.replace('URI="#_a"', 'URI="#"')],
  ['no URI', 'reference-unresolved', /no URI/, () => signed.replace(' URI="#_a"', '')],
  ['an XPointer', 'reference-unresolved', /xpointer/, () => signed.replace('URI="#_a"', `URI="#xpointer(id('_a'))"`)],
  ['a file', 'reference-unresolved', /does not point into this document/, () => signed.replace('URI="#_a"', 'URI="file:///etc/passwd"')],
  [
    'a web address',
    'reference-unresolved',
    /does not point into this document/,
    () => signed.replace('URI="#_a"', 'URI="http://h.test/a"')
  ],
  ['an id without #', 'reference-unresolved', /does not point/, () => signed.replace('URI="#_a"', 'URI="_a"')],
  ['XSLT', 'transform-not-allowed', /REC-xslt/, () => withTransforms(transform('http://www.w3.org/TR/1999/REC-xslt-19991116') + usual())],
  [
    'XPath',
    'transform-not-allowed',
    /xpath/,
    () => withTransforms(usual() + transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>1</ds:XPath>'))
  ],
  [
    'XPath, version 2',
    'transform-not-allowed',
    /xmldsig-filter2/,
    () => withTransforms(transform('http://www.w3.org/2002/06/xmldsig-filter2'))
  ],
  ['base64', 'transform-not-allowed', /base64/, () => withTransforms(transform(`${uris.dsig}base64`))],
  [
    'inclusive canonicalization as a transform',
    'transform-not-allowed',
    /REC-xml-c14n/,
    () => withTransforms(transform(uris.enveloped) + transform(uris.inclusive))
  ],
  ['no transform', 'transform-not-allowed', /not that of an enveloped/, () => withTransforms('')],
  ['no enveloped signature', 'transform-not-allowed', /not that of an enveloped/, () => withTransforms(transform(uris.exclusive))],
  [
    'the transforms turned round',
    'transform-not-allowed',
    /not that of an enveloped/,
    () => withTransforms(transform(uris.exclusive) + transform(uris.enveloped))
  ],
  ['a transform twice', 'transform-not-allowed', /3 transforms/, () => withTransforms(usual() + transform(uris.exclusive))],
  [
    'enveloped signature twice',
    'transform-not-allowed',
    /2 transforms/,
    () => withTransforms(transform(uris.enveloped) + transform(uris.enveloped))
  ],
  [
    'XPath inside of an allowed transform',
    'transform-not-allowed',
    /not that of an enveloped/,
    () => withTransforms(transform(uris.enveloped, '<ds:XPath/>') + transform(uris.exclusive))
  ],
  ['canonicalization 1.1', 'canonicalization-not-allowed', /xml-c14n11/, () => withCanonicalization(uris.inclusive11)],
  ['a canonicalization that nobody knows', 'canonicalization-not-allowed', /urn:x/, () => withCanonicalization('urn:x')],
  [
    'SignedInfo by the enveloped transform',
    'canonicalization-not-allowed',
    /enveloped-signature/,
    () => withCanonicalization(uris.enveloped)
  ],
  [
    'SignedInfo by XSLT',
    'canonicalization-not-allowed',
    /REC-xslt/,
    () => withCanonicalization('http://www.w3.org/TR/1999/REC-xslt-19991116')
  ],
  [
    'canonicalization with parameters',
    'canonicalization-not-allowed',
    /with parameters/,
    () => signed.replace(/(<ds:CanonicalizationMethod [^>]*>)/, '$1<x/>')
  ],
  ['HMAC with SHA-1', 'algorithm-confusion', /works with a secret/, () => withAlgorithm(`${uris.dsig}hmac-sha1`)],
  ['HMAC with SHA-256', 'algorithm-confusion', /works with a secret/, () => withAlgorithm(`${uris.more}hmac-sha256`)],
  [
    'a shortened output',
    'algorithm-confusion',
    /HMACOutputLength/,
    () => withMethodContent('<ds:HMACOutputLength>8</ds:HMACOutputLength>')
  ],
  ['DSA', 'algorithm-unknown', /dsa-sha1/, () => withAlgorithm(`${uris.dsig}dsa-sha1`)],
  ['MD5', 'algorithm-unknown', /rsa-md5/, () => withAlgorithm(`${uris.more}rsa-md5`)],
  ['no algorithm', 'algorithm-unknown', /“”/, () => withAlgorithm('')],
  ['PSS with parameters', 'algorithm-unknown', /RSAPSSParams/, () => withMethodContent('<x:RSAPSSParams xmlns:x="urn:x"/>')],
  ['an unknown digest', 'algorithm-unknown', /digest algorithm/, () => signed.replace(uris.sha256, `${uris.more}md5`)],
  [
    'two signatures in one assertion',
    'several-signatures',
    /Assertion “_a” has 2 signatures/,
    () => signed.replace(signature, signature + signature)
  ],
  ['signed parts nested many times over', 'several-signatures', /inside of each other/, nestedSignatures],
  ['a comment in the name', 'comment-in-value', /in NameID/, () => signed.replace('ann@example.com', 'ann@example.com<!---->.evil.test')],
  ['a comment before a value', 'comment-in-value', /in Issuer/, () => signed.replace('<saml:Issuer>', '<saml:Issuer><!-- x -->')],
  ['a comment in the digest', 'comment-in-value', /in DigestValue/, () => signed.replace('<ds:DigestValue>', '<ds:DigestValue><!-- x -->')],
  ['an Object', 'foreign-content', /Object/, () => signed.replace('</ds:Signature>', '<ds:Object/></ds:Signature>')],
  ['a Manifest in KeyInfo', 'foreign-content', /Manifest/, () => signed.replace('<ds:KeyInfo>', '<ds:KeyInfo><ds:Manifest/>')],
  [
    'a RetrievalMethod',
    'foreign-content',
    /RetrievalMethod/,
    () => signed.replace('<ds:KeyInfo>', '<ds:KeyInfo><ds:RetrievalMethod URI="http://h.test/"/>')
  ],
  [
    'a signature inside of a signature',
    'foreign-content',
    /another signature/,
    () => signed.replace('<ds:KeyInfo>', `<ds:KeyInfo>${signature}`)
  ],
  ['SignedInfo twice', 'foreign-content', /SignedInfo, SignedInfo/, () => signed.replace(/(<ds:SignedInfo>.*<\/ds:SignedInfo>)/s, '$1$1')],
  [
    'a signature without a value',
    'foreign-content',
    /SignedInfo, KeyInfo/,
    () => signed.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/s, '')
  ],
  ['an empty signature', 'foreign-content', /parts are none/, () => signed.replace(signature, `<ds:Signature xmlns:ds="${uris.dsig}"/>`)],
  [
    'text between the parts',
    'foreign-content',
    /text directly inside of SignedInfo/,
    () => signed.replace('<ds:SignedInfo>', '<ds:SignedInfo>x')
  ],
  ['two digests', 'foreign-content', /DigestValue DigestValue/, () => signed.replace(/(<ds:DigestValue>.*<\/ds:DigestValue>)/s, '$1$1')],
  ['a signature that is the document', 'reference-unresolved', /“#_a”/, () => signature]
]

describe('the shape of a signature', () => {
  it('is sound before anything is done to it', () => {
    expect(verified(signed, trusted(key)).map(({ facts }) => facts.verdict.kind)).toEqual(['valid'])
  })

  it.each(shapes)('is refused before it is verified: %s', (_what, shape, because, make) => {
    const found = verified(make(), trusted(key))
    const refused = found.filter(({ facts }) => facts.verdict.kind === 'refused' && facts.verdict.shape === shape)
    const problem = refused[0] === undefined ? undefined : signatureProblem(refused[0].facts, 'the response')

    // no signature of the document is taken for valid, and the refused one gives nothing away as signed
    expect(found.flatMap(({ facts }) => (facts.verdict.kind === 'valid' ? [facts] : []))).toEqual([])
    expect(found.map(({ signedXml }) => signedXml).filter((text) => text !== undefined)).toEqual([])
    expect(refused.map(({ facts }) => (facts.verdict.kind === 'refused' ? facts.verdict.because : ''))[0]).toMatch(because)
    expect(problem?.code).toBe(`saml.signature.${shape}`)
    expect(problem?.evidence.find(({ label }) => label === 'Found')?.value).toMatch(because)
  })

  it('says where a wrapped signature points', () => {
    const [found] = verified(response(forged(signature) + assertion.replace(signature, '')), trusted(key))
    expect(found?.facts.covers).toEqual({ element: 'Assertion', id: '_a' })
  })
})

function response(content: string, id = '_r'): string {
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0">${content}</samlp:Response>`
}

function forged(content: string): string {
  return `<saml:Assertion ID="_evil" Version="2.0"><saml:Issuer>https://idp.test/</saml:Issuer>${content}<saml:Subject><saml:NameID>admin@example.com</saml:NameID></saml:Subject></saml:Assertion>`
}

function insideSignature(): string {
  return signature.replace('</ds:Signature>', `<ds:Object>${assertion.replace(signature, '')}</ds:Object></ds:Signature>`)
}

function signedResponse(): string {
  return signTemplate(responseXml({ inResponse: assertionTemplate(key, { uri: '#_r' }) }), key)
}

function usual(): string {
  return transform(uris.enveloped) + transform(uris.exclusive)
}

function withTransforms(transforms: string): string {
  return signed.replace(/<ds:Transforms>.*<\/ds:Transforms>/s, `<ds:Transforms>${transforms}</ds:Transforms>`)
}

function withCanonicalization(uri: string): string {
  return signed.replace(/(<ds:CanonicalizationMethod Algorithm=")[^"]*/, `$1${uri}`)
}

function withAlgorithm(uri: string): string {
  return signed.replace(/(<ds:SignatureMethod Algorithm=")[^"]*/, `$1${uri}`)
}

function withMethodContent(content: string): string {
  return signed.replace(/(<ds:SignatureMethod [^>]*)\/>/, `$1>${content}</ds:SignatureMethod>`)
}

/** Each signature would have to digest all that is below it. */
function nestedSignatures(): string {
  let xml = ''
  for (let level = 0; level < 8; level += 1) xml = `<p ID="l${level}">${signature.replace('#_a', `#l${level}`)}${xml}</p>`
  return xml
}
