import { beforeAll, describe, expect, it } from 'vitest'
import { makePracticeTenant, type PracticeTenant } from '../../../src-main/practice/entra/practice-tenant.ts'
import type { StrategyTrust } from '../../../src-main/practice/service/sign-in/strategy-trust.ts'
import { verifyResponse } from '../../../src-main/practice/service/sign-in/verify-response.ts'

let tenant: PracticeTenant
let xml: string
let trust: StrategyTrust
beforeAll(async () => {
  tenant = await makePracticeTenant()
  const [person] = tenant.company.people
  if (person === undefined) throw new Error('nobody')
  const answer = tenant.signIn({ person, fault: undefined })
  if (answer.kind === 'refused') throw new Error(answer.text)
  xml = answer.xml
  trust = { issuer: tenant.names.issuer, fingerprints: [tenant.keys().current.sha256] }
})

const verify = (text: string, at = new Date()) => verifyResponse(Buffer.from(text).toString('base64'), trust, at)

/** The practice site is no proof of anything if it lets in whom a real one would refuse. */
describe('the practice site', () => {
  it('believes what the tenant has signed', () => {
    expect(verify(xml)).toMatchObject({ ok: true, value: { nameId: 'anna.smith@practice.example' } })
  })

  it.each<readonly [string, (text: string) => string]>([
    ['another name', (text) => text.replace('>anna.smith@', '>bob.admin@')],
    ['another audience', (text) => text.replace('<Audience>https://app', '<Audience>https://xpp')],
    ['a longer life', (text) => text.replace(/(<Conditions[^>]*NotOnOrAfter=")\d{4}/, '$12999')],
    ['another digest', (text) => text.replace(/<DigestValue>..../, '<DigestValue>AAAA')],
    ['another signature value', (text) => text.replace(/<SignatureValue>..../, '<SignatureValue>AAAA')],
    ['an id that the signature does not cover', (text) => text.replace(/<Assertion ID="_./, '<Assertion ID="_x')],
    ['no signature', (text) => text.replace(/<Signature[^]*<\/Signature>/, '')],
    ['two signatures', (text) => text.replace(/(<Signature[^]*<\/Signature>)/, '$1$1')],
    ['nothing at all', () => '']
  ])('refuses %s', (_what, change) => {
    expect(verify(change(xml))).toMatchObject({ ok: false })
  })

  it('reads the signed assertion, wherever another one stands', () => {
    const forged =
      /<Assertion [^]*<\/Assertion>/
        .exec(xml)?.[0]
        .replace(/<Signature[^]*<\/Signature>/, '')
        .replace('>anna.smith@', '>bob.admin@')
        .replace(/ID="_/, 'ID="_f') ?? ''

    const answer = verify(xml.replace('<Assertion ', `${forged}<Assertion `))

    expect(answer.ok ? answer.value.nameId : 'refused').not.toBe('bob.admin@practice.example')
  })

  it('keeps the times of the assertion', () => {
    const minutes = (count: number): Date => new Date(Date.now() + count * 60_000)

    const ended: unknown = expect.stringMatching(/was good until/)
    const early: unknown = expect.stringMatching(/good from/)
    expect(verify(xml, minutes(60))).toMatchObject({ ok: true })
    expect(verify(xml, minutes(66))).toMatchObject({ ok: false, error: ended })
    expect(verify(xml, minutes(-6))).toMatchObject({ ok: false, error: early })
  })
})
