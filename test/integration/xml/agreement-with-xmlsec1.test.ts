import { beforeAll, describe, expect, it } from 'vitest'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { algorithms, signXml } from '../../support/saml/sign-xml.ts'
import { signTemplate } from '../../support/saml/sign-template.ts'
import { signatureTemplate, transform, uris } from '../../support/saml/signature-template.ts'
import { assertionTemplate, responseXml, trusted, verdictOf, verified } from '../../support/saml/signed-samples.ts'
import { signByXmlsec1, verifyByXmlsec1 } from '../../support/saml/xmlsec1.ts'

/** Another implementation over libxml2 and OpenSSL says the same about every signature; where ours is stricter, that is said. */
const keys = new Map<string, SigningKey>()

beforeAll(async () => {
  keys.set('RSA', await makeSigningKey())
  keys.set('RSA 3072', await makeSigningKey({ bits: 3072 }))
  for (const curve of ['P-256', 'P-384', 'P-521'] as const) keys.set(curve, await makeSigningKey({ kind: 'ec', curve }))
})

function key(name: string): SigningKey {
  const found = keys.get(name)
  if (found === undefined) throw new Error(`No key ${name}`)
  return found
}

const algorithmsByKey: readonly (readonly [string, string])[] = [
  ...['RSA', 'RSA 3072'].flatMap((name) => [
    [name, `${uris.dsig}rsa-sha1`] as const,
    ...['sha256', 'sha384', 'sha512'].map((hash) => [name, `${uris.more}rsa-${hash}`] as const)
  ]),
  ...['P-256', 'P-384', 'P-521'].flatMap((name) =>
    ['sha1', 'sha256', 'sha384', 'sha512'].map((hash) => [name, `${uris.more}ecdsa-${hash}`] as const)
  )
]

const digests = [`${uris.dsig}sha1`, uris.sha256, `${uris.more}sha384`, 'http://www.w3.org/2001/04/xmlenc#sha512']
const list = (prefixes: string) => `<ec:InclusiveNamespaces xmlns:ec="${uris.exclusive}" PrefixList="${prefixes}"/>`

/** Ways to write what is signed and SignedInfo itself. */
const canonicalizations: readonly (readonly [name: string, transforms: string, canonicalization: string, content: string])[] = [
  ['exclusive', transform(uris.enveloped) + transform(uris.exclusive), uris.exclusive, ''],
  ['exclusive with comments', transform(uris.enveloped) + transform(uris.exclusiveWithComments), uris.exclusiveWithComments, ''],
  ['prefixes', transform(uris.enveloped) + transform(uris.exclusive, list('samlp unused #default')), uris.exclusive, list('samlp saml')],
  ['inclusive', transform(uris.enveloped), uris.inclusive, ''],
  ['inclusive with comments', transform(uris.enveloped), uris.inclusiveWithComments, '']
]

describe('a signature made by xmlsec1', () => {
  it.each(algorithmsByKey)('is valid for us, and tampered with for neither: %s, %s', async (name, algorithm) => {
    const template = responseXml({ inAssertion: assertionTemplate(key(name), { algorithm }) })
    await expectSame(await signByXmlsec1(template, key(name).privatePem), key(name))
  })

  it.each(digests)('over each digest is valid for us: %s', async (digest) => {
    await expectSame(
      await signByXmlsec1(responseXml({ inAssertion: assertionTemplate(key('RSA'), { digest }) }), key('RSA').privatePem),
      key('RSA')
    )
  })

  it.each(canonicalizations)(
    'in each canonical form is valid for us: %s',
    async (_name, transforms, canonicalization, canonicalizationContent) => {
      const template = assertionTemplate(key('P-256'), { transforms, canonicalization, canonicalizationContent })
      await expectSame(await signByXmlsec1(awkward(template), key('P-256').privatePem), key('P-256'))
    }
  )

  it('over the whole document is valid for us', async () => {
    const template = signatureTemplate({ algorithm: `${uris.more}rsa-sha256`, uri: '', prefix: '' })
    await expectSame(await signByXmlsec1(responseXml({ inResponse: template }), key('RSA').privatePem), key('RSA'))
  })
})

describe('a signature that we made', () => {
  it.each(algorithmsByKey)('is valid for xmlsec1, and tampered with for neither: %s, %s', async (name, algorithm) => {
    await expectSame(signTemplate(responseXml({ inAssertion: assertionTemplate(key(name), { algorithm }) }), key(name)), key(name))
  })

  it.each(canonicalizations)(
    'in each canonical form is valid for xmlsec1: %s',
    async (_name, transforms, canonicalization, canonicalizationContent) => {
      const template = assertionTemplate(key('RSA'), { transforms, canonicalization, canonicalizationContent })
      await expectSame(signTemplate(awkward(template), key('RSA')), key('RSA'))
    }
  )
})

describe('a signature made by xml-crypto', () => {
  it.each([
    ['RSA', algorithms.rsaSha1],
    ['RSA', algorithms.rsaSha256],
    ['RSA', algorithms.rsaSha384],
    ['RSA', algorithms.rsaSha512],
    ['P-256', algorithms.ecdsaSha256],
    ['P-384', algorithms.ecdsaSha384],
    ['P-521', algorithms.ecdsaSha512]
  ])('is valid for both: %s, %s', async (name, algorithm) => {
    await expectSame(signXml(responseXml(), { name: 'Assertion', id: '_a' }, key(name), { algorithm }), key(name))
  })

  it('by RSA-PSS, which this xmlsec1 does not know, is valid for us', () => {
    expect(verdictOf(signXml(responseXml(), { name: 'Assertion', id: '_a' }, key('RSA'), { algorithm: algorithms.rsaPss256 })).kind).toBe(
      'valid'
    )
  })
})

describe('where we are stricter, as SAML is', () => {
  const signedBy = (wishes: Parameters<typeof assertionTemplate>[1]) =>
    signByXmlsec1(responseXml({ inAssertion: assertionTemplate(key('RSA'), wishes) }), key('RSA').privatePem)
  const genuine = () => signedBy({})

  it.each<[string, string, () => Promise<string>]>([
    ['a forged assertion around the genuine one', 'wrapped', async () => wrapped(await genuine())],
    [
      'inclusive canonicalization as a transform',
      'transform-not-allowed',
      () => signedBy({ transforms: transform(uris.enveloped) + transform(uris.inclusive) })
    ],
    ['canonicalization 1.1', 'canonicalization-not-allowed', () => signedBy({ canonicalization: uris.inclusive11 })],
    [
      'XPath',
      'transform-not-allowed',
      () =>
        signedBy({
          transforms:
            transform(uris.enveloped) +
            transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>not(self::text())</ds:XPath>') +
            transform(uris.exclusive)
        })
    ],
    [
      'a comment in a value',
      'comment-in-value',
      async () => {
        const template = responseXml({ inAssertion: assertionTemplate(key('RSA')), nameId: 'ann@example.com.evil.test' })
        return (await signByXmlsec1(template, key('RSA').privatePem)).replace('ann@example.com', 'ann@example.com<!---->')
      }
    ],
    [
      'an id that another element has in another attribute',
      'duplicate-id',
      async () => (await genuine()).replace('<saml:Subject>', '<saml:Subject Id="_a">')
    ],
    [
      'an Object in the signature',
      'foreign-content',
      async () => (await genuine()).replace('</ds:Signature>', '<ds:Object/></ds:Signature>')
    ]
  ])('xmlsec1 finds it valid or in order as far as it looks, and we refuse it: %s', async (_what, shape, make) => {
    const xml = await make()
    const ours = verified(xml, trusted(key('RSA')))

    expect(ours.map(({ facts }) => facts.verdict.kind)).toEqual(['refused'])
    expect(ours[0]?.facts.verdict).toMatchObject({ shape })
    // Parts that were put in later are no longer what was signed for xmlsec1 either; what was signed like this is.
    const theirs = (await verifyByXmlsec1(xml, key('RSA').certificatePem)).kind
    expect(theirs).toBe(shape === 'duplicate-id' ? 'not-valid' : 'valid')
  })

  it('base64 with bits that nobody uses is one value for xmlsec1 and none for us', async () => {
    const xml = await signByXmlsec1(responseXml({ inAssertion: assertionTemplate(key('RSA')) }), key('RSA').privatePem)
    const value = /SignatureValue>([^<]+)</.exec(xml)?.[1] ?? ''
    const at = value.search(/.==\s*$/)
    const rewritten = `${value.slice(0, at)}${String.fromCharCode(value.charCodeAt(at) + 1)}${value.slice(at + 1)}`

    expect((await verifyByXmlsec1(xml.replace(value, rewritten), key('RSA').certificatePem)).kind).toBe('valid')
    expect(verdictOf(xml.replace(value, rewritten), trusted(key('RSA'))).kind).toBe('signature-differs')
  })
})

/** Both find it valid; and both find it not, with the value, the attribute, SignedInfo or the signature changed, and with another key. */
async function expectSame(xml: string, by: SigningKey): Promise<void> {
  expect(await both(xml, by)).toEqual(['valid', 'valid'])
  const changed = [
    xml.replace('ann@example.com', 'bob@example.com'),
    xml.replace('Format="urn:x"', 'Format="urn:y"'),
    xml.replace(
      /(DigestMethod Algorithm="[^"]*)(sha\d+)"/,
      (_all, start: string, hash: string) => `${start}${hash === 'sha256' ? 'sha512' : 'sha256'}"`
    ),
    xml.replace(/(SignatureValue>\s*)(.)/, (_all, start: string, first: string) => `${start}${first === 'A' ? 'B' : 'A'}`)
  ]
  for (const other of changed) {
    expect(other).not.toBe(xml)
    const [ours, theirs] = await both(other, by)
    expect([ours === 'valid', theirs]).toEqual([false, 'not-valid'])
  }
  const stranger = key(by.kind === 'rsa' ? (by === key('RSA') ? 'RSA 3072' : 'RSA') : by === key('P-256') ? 'P-384' : 'P-256')
  expect(await both(xml, stranger)).toEqual(['signature-differs', 'not-valid'])
}

async function both(xml: string, by: SigningKey): Promise<readonly [string, string]> {
  return [verdictOf(xml, trusted(by)).kind, (await verifyByXmlsec1(xml, by.certificatePem)).kind]
}

/** Everything that canonical forms treat in their own ways. */
function awkward(template: string): string {
  return responseXml({ inAssertion: template })
    .replace('<samlp:Response ', '<samlp:Response xmlns="urn:default" xmlns:unused="urn:u" xml:lang="de" xml:space="preserve" ')
    .replace(
      '<saml:Subject>',
      `<!-- c --><p:x xmlns:p="urn:p" xmlns:q="urn:a" q:z="1" p:a="2" b="&lt;&#10;&#9;&#13;&quot;'>" a="&amp;">\r\n<![CDATA[<&>]]>&#13;&#x1F600;<y xmlns=""><z xmlns="urn:default"/></y></p:x><saml:Subject>`
    )
}

/** The forged assertion stands where it is read; the genuine one is put into it, unchanged. */
function wrapped(xml: string): string {
  const assertion = /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? ''
  const forged = `<saml:Assertion ID="_evil" Version="2.0"><saml:Issuer>https://idp.test/</saml:Issuer><saml:Advice>${assertion}</saml:Advice><saml:Subject><saml:NameID>admin@example.com</saml:NameID></saml:Subject></saml:Assertion>`
  return xml.replace(assertion, () => forged)
}
