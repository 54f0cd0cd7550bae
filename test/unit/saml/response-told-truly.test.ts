import { beforeAll, describe, expect, it } from 'vitest'
import { assertionId, makeResponse, sampleIssuer } from '../../support/saml/make-response.ts'
import { signXml } from '../../support/saml/sign-xml.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { trustIn, xray } from '../../support/saml/xray.ts'

let key: SigningKey
let other: SigningKey

beforeAll(async () => {
  ;[key, other] = await Promise.all([makeSigningKey(), makeSigningKey({ name: 'Another application' })])
})

describe('white space that nobody sees', () => {
  it('around the issuer makes it another one, and is named', async () => {
    const found = await xray(makeResponse(key, { issuer: ` ${sampleIssuer}\n` }), trustIn([key]))
    expect(found.findings).toEqual(['issuer-exact: fail saml.response.issuer-wrong'])
    expect(JSON.stringify(found.outcome('issuer-exact'))).toContain('White space stands around it.')
  })

  it('around the audience is no letter-by-letter match', async () => {
    const found = await xray(makeResponse(key, { audience: '\n https://app.files.com/saml/metadata ' }), trustIn([key]))
    expect(found.findings).toEqual(['audience-exact: fail saml.response.audience-wrong'])
    expect(JSON.stringify(found.outcome('audience-exact'))).toContain('White space stands around it.')
  })
})

describe('who signed', () => {
  it('is only what KeyInfo claims as long as the signature was not verified', async () => {
    const lie = signXml(makeResponse(key, { sign: 'none' }), { name: 'Assertion', id: assertionId }, other, { carry: key })
    const found = await xray(lie, trustIn([key]))

    expect(found.verdict('signature-valid')).toBe('fail saml.signature.signature-differs')
    const claimed = JSON.stringify(found.outcome('key-known'))
    expect(claimed).toContain('Says it is signed with')
    expect(claimed).not.toContain('"Signed with"')
  })

  it('stays open when only a fingerprint is known and no certificate came along', async () => {
    const trust = trustIn([], { mode: 'fingerprint', keys: [{ kind: 'fingerprint', sha256: key.sha256 }] })
    const found = await xray(makeResponse(key, { signing: { carry: 'none' } }), trust)
    expect(found.verdict('key-known')).toBe('fail saml.signature.no-key')
  })
})

describe('why no user name results', () => {
  it('is the encryption, when nothing but that hides the name', async () => {
    const { view } = await xray(makeResponse(key, { encryptFor: other }), trustIn([key]))
    expect(view?.username).toEqual({ kind: 'none', because: 'The assertion is encrypted, so the name cannot be read here.' })
  })

  it('is the refusal, when nobody is named at all', async () => {
    const refused = makeResponse(key, { withoutAssertion: true, status: ['urn:oasis:names:tc:SAML:2.0:status:Responder'] })
    const { view } = await xray(refused, trustIn([key]))
    expect(view?.username).toEqual({ kind: 'none', because: 'The response has no assertion, so it names nobody.' })
  })
})

describe('what is counted', () => {
  it('are encrypted assertions too', async () => {
    const two = makeResponse(key).replace(
      '</samlp:Response>',
      '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/></samlp:Response>'
    )
    const found = await xray(two, trustIn([key]))
    expect(JSON.stringify(found.outcome('nothing-hidden'))).toContain('2 assertions stand side by side')
  })

  it('are groups, without a link that nobody sent', async () => {
    const groups = Array.from({ length: 151 }, (_, index) => `Team ${String(index)}`)
    const attributes = { 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups': groups }
    const outcome = JSON.stringify((await xray(makeResponse(key, { attributes }), trustIn([key]))).outcome('groups-named'))
    expect(outcome).toContain('names 151 groups')
    expect(outcome).not.toContain('a link was sent instead')
  })
})
