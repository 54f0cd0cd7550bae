import { beforeAll, describe, expect, it } from 'vitest'
import { assertionId, makeResponse, type ResponseWishes } from '../../support/saml/make-response.ts'
import { signXml } from '../../support/saml/sign-xml.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { trustIn, type Xray, xray } from '../../support/saml/xray.ts'

let key: SigningKey

beforeAll(async () => {
  key = await makeSigningKey()
})

/** What stands there once is replaced before the assertion is signed, so that every signature holds. */
async function withParts(from: string, to: string, wishes: ResponseWishes = {}): Promise<Xray> {
  const plain = makeResponse(key, { sign: 'none', ...wishes })
  expect(plain).toContain(from)
  const signed = signXml(plain.replace(from, to), { name: 'Assertion', id: assertionId }, key)
  return xray(signed, trustIn([key]))
}

describe('a part that SAML allows once', () => {
  it.each<readonly [string, string, string, string]>([
    [
      'a second name',
      '<SubjectConfirmation ',
      '<NameID>admin@corp.example</NameID><SubjectConfirmation ',
      'BaseID, NameID or EncryptedID, 2 times in Subject'
    ],
    [
      'an encrypted name beside the readable one',
      '<SubjectConfirmation ',
      '<EncryptedID/><SubjectConfirmation ',
      'BaseID, NameID or EncryptedID, 2 times in Subject'
    ],
    ['a second subject', '</Subject>', '</Subject><Subject><NameID>admin@corp.example</NameID></Subject>', 'Subject, 2 times in Assertion'],
    [
      'other conditions, which have ended',
      '</Conditions>',
      '</Conditions><Conditions NotOnOrAfter="2020-01-01T00:00:00Z"/>',
      'Conditions, 2 times in Assertion'
    ],
    ['a second issuer', '<Subject>', '<Issuer>https://evil.example/</Issuer><Subject>', 'Issuer, 2 times in Assertion'],
    [
      'a second sign-in method',
      '</AuthnContext>',
      '</AuthnContext><AuthnContext><AuthnContextClassRef>x</AuthnContextClassRef></AuthnContext>',
      'AuthnContext, 2 times in AuthnStatement'
    ],
    [
      'a refusal behind the success',
      '</samlp:Status>',
      '</samlp:Status><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/></samlp:Status>',
      'Status, 2 times in Response'
    ],
    [
      'two status codes side by side',
      '</samlp:Status>',
      '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"/></samlp:Status>',
      'StatusCode, 2 times in Status'
    ]
  ])('is refused by name when it stands there twice: %s', async (_what, from, to, where) => {
    const found = await withParts(from, to)

    expect(found.verdict('nothing-hidden')).toBe('fail saml.response.part-repeated')
    expect(JSON.stringify(found.outcome('nothing-hidden'))).toContain(where)
    expect(found.view?.username.kind).toBe('none')
  })

  it('may well stand there several times where SAML wants lists', async () => {
    const confirmation =
      '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"><NameID>gateway</NameID></SubjectConfirmation></Subject>'
    const found = await withParts('</Subject>', confirmation)
    expect(found.verdict('nothing-hidden')).toBe('pass')
    expect(found.username).toBe('anna.li@corp.example')
  })
})

describe('an assertion with several bearer confirmations', () => {
  const fitting =
    '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData InResponseTo="_request-1" NotOnOrAfter="2026-11-22T06:30:00Z" Recipient="https://app.files.com/saml/consume"/></SubjectConfirmation></Subject>'

  it.each<readonly [string, ResponseWishes]>([
    ['one that has ended', { confirmedUntil: '2026-11-22T05:00:00Z' }],
    ['one for another service and request', { recipient: 'https://other.example/acs', confirmedInResponseTo: '_x' }]
  ])('is accepted by the one that fits, beside %s', async (_what, wishes) => {
    const found = await withParts('</Subject>', fitting, wishes)
    expect(found.findings).toEqual([])
    expect(found.username).toBe('anna.li@corp.example')
  })

  it('has ended when the last one that fits has', async () => {
    const ended = fitting.replace('06:30', '05:30')
    const found = await withParts('</Subject>', ended, { confirmedUntil: '2026-11-22T05:00:00Z' })
    expect(found.findings).toEqual(['within-times: fail saml.response.expired'])
  })
})
