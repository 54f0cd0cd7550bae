import { beforeAll, describe, expect, it } from 'vitest'
import {
  changedDigest,
  changedName,
  commentInAttribute,
  commentInAudience,
  commentInNameId,
  documentType,
  duplicateId,
  entityBomb,
  forgedName,
  hmacConfusion,
  severalSignatures,
  signatureMisplaced,
  strippedSignature,
  wrappings,
  type Attack
} from '../../support/saml/attack-response.ts'
import { makeResponse } from '../../support/saml/make-response.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { read, trustIn, xray } from '../../support/saml/xray.ts'

let key: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
})

describe('signature wrapping', () => {
  it.each(Object.entries(wrappings))('never makes a forged part signed: %s', async (_name, { needs, attack }) => {
    // given a response that was signed, and then wrapped around a forged one
    const xml = attack(makeResponse(key, { sign: needs }))

    // when it is read with the right key
    const reading = await read(xml, [key])
    const { view, report, findings, verdict } = await xray(xml, trustIn([key]))

    // then what is called signed is nothing, or the original
    if (!reading.ok) throw new TypeError('It should be readable')
    expect(JSON.stringify(reading.value.signed)).not.toContain(forgedName)
    expect(JSON.stringify(view?.signedRows)).not.toContain(forgedName)
    // and the forged part is shown as what it is, refused by name, and no user name results
    expect(JSON.stringify(view?.unsignedRows)).toContain(forgedName)
    expect(verdict('nothing-hidden')).toMatch(/^fail saml\.response\./)
    expect(findings.length).toBeGreaterThan(0)
    expect(view?.username.kind).toBe('none')
    expect(report.summary.outcome).toBe('failed')
  })

  it('names each shape', async () => {
    const verdicts = await Promise.all(
      Object.entries(wrappings).map(async ([name, { needs, attack }]) => {
        const found = await xray(attack(makeResponse(key, { sign: needs })), trustIn([key]))
        return [name.split(':')[0], found.verdict('nothing-hidden'), found.verdict('signature-sound'), found.verdict('signature-valid')]
      })
    )
    expect(verdicts).toMatchInlineSnapshot(`
      [
        [
          "XSW1",
          "fail saml.response.assertion-misplaced",
          "fail saml.signature.foreign-content",
          "blocked",
        ],
        [
          "XSW2",
          "fail saml.response.assertion-misplaced",
          "fail saml.signature.duplicate-id",
          "blocked",
        ],
        [
          "XSW3",
          "fail saml.response.several-assertions",
          "blocked",
          "blocked",
        ],
        [
          "XSW4",
          "fail saml.response.assertion-misplaced",
          "fail saml.signature.wrapped",
          "blocked",
        ],
        [
          "XSW5",
          "fail saml.response.several-assertions",
          "blocked",
          "blocked",
        ],
        [
          "XSW6",
          "fail saml.response.assertion-misplaced",
          "fail saml.signature.foreign-content",
          "blocked",
        ],
        [
          "XSW7",
          "fail saml.response.assertion-misplaced",
          "fail saml.signature.duplicate-id",
          "blocked",
        ],
        [
          "XSW8",
          "fail saml.response.assertion-misplaced",
          "fail saml.signature.foreign-content",
          "blocked",
        ],
        [
          "XSW7 with an id of its own",
          "fail saml.response.assertion-misplaced",
          "pass",
          "blocked",
        ],
      ]
    `)
  })

  it('keeps the signed original when the forged one only stands beside it in Extensions', async () => {
    const attack = wrappings['XSW7 with an id of its own']?.attack
    if (attack === undefined) throw new TypeError('No such attack')
    const reading = await read(attack(makeResponse(key)), [key])

    expect(reading.ok && reading.value.signed).toMatchObject({
      kind: 'assertion',
      assertion: { nameId: { value: 'anna.li@corp.example' } },
      by: key.sha256
    })
    expect(reading.ok && reading.value.misplaced.map(({ nameId }) => nameId?.value)).toEqual([forgedName])
  })
})

describe('a tampered response', () => {
  it.each<readonly [string, Attack, string]>([
    ['a comment in the name', commentInNameId, 'nothing-hidden: fail saml.response.comment-in-value'],
    ['a comment in the audience', commentInAudience, 'nothing-hidden: fail saml.response.comment-in-value'],
    ['a comment in an attribute', commentInAttribute, 'nothing-hidden: fail saml.response.comment-in-value'],
    ['one id twice', duplicateId, 'nothing-hidden: fail saml.response.duplicate-id'],
    ['a signature in the subject', signatureMisplaced, 'nothing-hidden: fail saml.response.signature-misplaced'],
    ['two signatures', severalSignatures, 'signature-sound: fail saml.signature.several-signatures'],
    ['another name', changedName, 'signature-valid: fail saml.signature.digest-differs'],
    ['another digest', changedDigest, 'signature-valid: fail saml.signature.digest-differs'],
    ['no signature any more', strippedSignature, 'signature-present: fail saml.response.unsigned'],
    ['a document type with an entity', documentType, 'xml-sound: fail saml.xml.document-type'],
    ['a bomb of entities', entityBomb, 'xml-sound: fail saml.xml.document-type']
  ])('is refused by name: %s', async (_what, attack, finding) => {
    const found = await xray(attack(makeResponse(key)), trustIn([key]))

    expect(found.findings).toContain(finding)
    expect(found.view?.signedRows ?? []).toEqual([])
    expect(found.view?.username.kind ?? 'none').toBe('none')
  })

  it('does not take the public certificate for a secret', async () => {
    const found = await xray(hmacConfusion(key)(makeResponse(key)), trustIn([key]))

    expect(found.findings).toContain('signature-sound: fail saml.signature.algorithm-confusion')
    expect(found.view?.username.kind).toBe('none')
  })

  it('shows the whole of a name with a comment in it, never its first part', async () => {
    const xml = makeResponse(key, { nameId: 'admin@corp.example.evil.example', attributes: {} }).replace(
      'admin@corp.example',
      'admin@corp.example<!---->'
    )
    const found = await xray(xml, trustIn([key]))

    expect(found.findings).toContain('nothing-hidden: fail saml.response.comment-in-value')
    expect(found.view?.unsignedRows.find(({ label }) => label.startsWith('Name identifier'))?.value).toBe('admin@corp.example.evil.example')
    expect(found.view?.username.kind).toBe('none')
  })

  it('does not let a CDATA section interrupt a name, although the signature holds', async () => {
    const signed = makeResponse(key, { nameId: 'admin@corp.example.evil.example', attributes: {} })
    const found = await xray(signed.replace('example.evil.example<', 'example<![CDATA[.evil.example]]><'), trustIn([key]))

    expect(found.findings).toContain('nothing-hidden: fail saml.response.comment-in-value')
    expect(found.view?.username.kind).toBe('none')
  })

  it.each(['response', 'assertion'])('gives no user name when only one of two signatures holds, and not that of the %s', async (broken) => {
    const found = await xray(withBrokenSignature(makeResponse(key, { sign: 'both' }), broken), trustIn([key]))

    expect(found.findings.some((finding) => finding.startsWith('signature-valid: fail') || finding.startsWith('key-known: fail'))).toBe(
      true
    )
    expect(found.view?.username.kind).toBe('none')
  })

  it('reads a name in a CDATA section whole', async () => {
    const reading = await read(
      makeResponse(key, { sign: 'none' }).replace('anna.li@corp.example</NameID>', '<![CDATA[anna.]]>li@corp.example</NameID>'),
      [key]
    )
    expect(reading.ok && reading.value.asSent.assertions[0]?.nameId?.value).toBe('anna.li@corp.example')
  })

  it('is not fooled by prefixes: only namespaces count', async () => {
    const foreign = makeResponse(key, { sign: 'none' }).replaceAll('urn:oasis:names:tc:SAML:2.0:assertion', 'urn:evil')
    const reading = await read(foreign, [key])
    expect(reading.ok && reading.value.asSent.assertions).toEqual([])
  })

  it('with its signed part in another response still is the same signed part', async () => {
    // given an assertion that was signed for one response and carried into another one, which anybody can write
    const carried = makeResponse(key).replace('<samlp:Response ', '<samlp:Response Consent="urn:x" ').replace('_request-1', '_request-2')
    const found = await xray(carried, trustIn([key]))

    // then the assertion is signed, and the change outside is noticed where it matters
    expect(found.findings).toEqual(['request-answered: fail saml.response.in-response-to-differs'])
    expect(found.view?.unsignedRows.find(({ label }) => label === 'Answers the request')?.value).toBe('_request-2')
  })
})

/** The value of one signature is another one; that of the response stands first. */
function withBrokenSignature(xml: string, which: string): string {
  const at = which === 'response' ? xml.indexOf('<SignatureValue>') : xml.lastIndexOf('<SignatureValue>')
  const value = at + '<SignatureValue>'.length
  return `${xml.slice(0, value)}${xml[value] === 'A' ? 'B' : 'A'}${xml.slice(value + 1)}`
}
