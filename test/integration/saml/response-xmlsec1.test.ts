import { beforeAll, describe, expect, it } from 'vitest'
import { changedDigest, changedName, commentInNameId, duplicateId, hmacConfusion, wrappings } from '../../support/saml/attack-response.ts'
import { makeResponse, type ResponseWishes } from '../../support/saml/make-response.ts'
import { algorithms } from '../../support/saml/sign-xml.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { verifyByXmlsec1 } from '../../support/saml/xmlsec1.ts'
import { read } from '../../support/saml/xray.ts'

/** Another implementation judges the same files: xmlsec1 of Debian, over libxml2 and OpenSSL. */
let rsa: SigningKey
let ec: SigningKey
let ec384: SigningKey
let stranger: SigningKey

beforeAll(async () => {
  ;[rsa, ec, ec384, stranger] = await Promise.all([
    makeSigningKey(),
    makeSigningKey({ kind: 'ec' }),
    makeSigningKey({ kind: 'ec', curve: 'P-384' }),
    makeSigningKey()
  ])
})

const agreed: readonly (readonly [string, () => readonly [SigningKey, ResponseWishes]])[] = [
  ['RSA, the assertion', () => [rsa, {}]],
  ['RSA, the response', () => [rsa, { sign: 'response' }]],
  ['RSA with SHA-384', () => [rsa, { signing: { algorithm: algorithms.rsaSha384 } }]],
  ['RSA with SHA-512', () => [rsa, { signing: { algorithm: algorithms.rsaSha512, digest: algorithms.sha512 } }]],
  [
    'RSA with inclusive canonicalization',
    () => [
      rsa,
      { sign: 'response', signing: { canonicalization: algorithms.inclusive, transforms: [algorithms.enveloped, algorithms.exclusive] } }
    ]
  ],
  ['an elliptic curve', () => [ec, {}]],
  ['another elliptic curve', () => [ec384, { signing: { algorithm: algorithms.ecdsaSha384 } }]],
  ['names of many scripts', () => [rsa, { nameId: 'Анна 李 <&">\r\n\t é', attributes: { 'a"&<': ['\u00a0', ' x ', ''] } }]]
]

describe('xmlsec1 and this application', () => {
  it.each(agreed)('agree that a signature is valid: %s', async (_what, make) => {
    const [key, wishes] = make()
    const xml = makeResponse(key, wishes)

    expect(await ourVerdict(xml, key)).toBe('valid')
    expect(await xmlsecVerdict(xml, key)).toBe('valid')
  })

  it.each<readonly [string, (xml: string) => string]>([
    ['another name', changedName],
    ['another digest', changedDigest],
    ['another signature value', (xml) => xml.replace(/(<SignatureValue>)(....)(....)/, '$1$3$2')],
    ['another algorithm', (xml) => xml.replace(algorithms.rsaSha256, algorithms.rsaSha512)],
    ['another time', (xml) => xml.replace('NotBefore="2026', 'NotBefore="2025')],
    ['white space between elements', (xml) => xml.replace('<Subject>', ' <Subject>')],
    ['an HMAC by the public certificate', (xml) => hmacConfusion(rsa)(xml)]
  ])('agree that a signature is not: %s', async (_what, tamper) => {
    const xml = tamper(makeResponse(rsa))

    expect(await ourVerdict(xml, rsa)).not.toBe('valid')
    expect(await xmlsecVerdict(xml, rsa)).toBe('not-valid')
  })

  it('agree that another key is not the one', async () => {
    const xml = makeResponse(rsa)
    expect(await ourVerdict(xml, stranger)).toBe('signature-differs')
    expect(await xmlsecVerdict(xml, stranger)).toBe('not-valid')
  })

  it.each<readonly [string, () => string]>([
    ['a comment inside the name, which canonicalization drops', () => commentInNameId(makeResponse(rsa))],
    ['a forged assertion before the signed one (XSW3)', () => wrapped('XSW3')],
    ['a signed assertion inside a forged one (XSW4)', () => wrapped('XSW4')],
    ['a forged assertion in Extensions (XSW7)', () => wrapped('XSW7 with')]
  ])('differ where the signature is right and the document is an attack: %s', async (_what, make) => {
    const xml = make()
    const reading = await read(xml, [rsa])

    expect(await xmlsecVerdict(xml, rsa)).toBe('valid')
    expect(reading.ok && reading.value.attacks.length).toBeGreaterThan(0)
  })

  it('both refuse an id that occurs twice', async () => {
    const xml = duplicateId(makeResponse(rsa))
    expect(await ourVerdict(xml, rsa)).toBe('refused')
    expect(await xmlsecVerdict(xml, rsa)).toBe('not-valid')
  })
})

function wrapped(name: string): string {
  const found = Object.entries(wrappings).find(([title]) => title.startsWith(name))?.[1]
  if (found === undefined) throw new TypeError(`No attack ${name}`)
  return found.attack(makeResponse(rsa, { sign: found.needs }))
}

/** The verdict on the first signature. */
async function ourVerdict(xml: string, key: SigningKey): Promise<string> {
  const reading = await read(xml, [key])
  if (!reading.ok) return reading.error.kind
  return reading.value.signatures[0]?.verdict.kind ?? 'no signature'
}

async function xmlsecVerdict(xml: string, key: SigningKey): Promise<'valid' | 'not-valid'> {
  return (await verifyByXmlsec1(xml, key.certificatePem)).kind
}
