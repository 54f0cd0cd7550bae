import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SignedContent } from '../../../src-main/core/saml/response-facts.ts'
import { makeResponse } from '../../support/saml/make-response.ts'
import { makeSigningKey, type SigningKey } from '../../support/saml/signing-key.ts'
import { read } from '../../support/saml/xray.ts'

let rsa: SigningKey
let ec: SigningKey

beforeAll(async () => {
  rsa = await makeSigningKey()
  ec = await makeSigningKey({ kind: 'ec' })
})

describe.each(['assertion', 'response', 'both'] as const)('a response, signed: %s', (sign) => {
  it.each(['rsa', 'ec'] as const)('gives the original signed facts or none, whatever bit is flipped (%s)', async (kind) => {
    const key = kind === 'rsa' ? rsa : ec
    const original = Buffer.from(makeResponse(key, { sign }))
    const expected = await signedFacts(original, key)

    await fc.assert(
      fc.asyncProperty(fc.nat(original.length - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const flipped = Buffer.from(original)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit)
        await expectOriginalOrNothing(flipped, key, expected)
      }),
      { numRuns: 250 }
    )
  })

  it('gives the original signed facts or none, whatever characters are cut out, doubled or put in', async () => {
    const original = makeResponse(rsa, { sign })
    const expected = await signedFacts(original, rsa)
    const pieces = [
      '',
      ' ',
      '<!---->',
      '<!-- x -->',
      '&#x20;',
      '<x/>',
      '"',
      '\n',
      '<![CDATA[]]>',
      ' ID="_x"',
      ' xmlns="urn:x"',
      '</Assertion>',
      '\u00e9',
      '&amp;'
    ]

    await fc.assert(
      fc.asyncProperty(
        fc.nat(original.length),
        fc.nat(40),
        fc.constantFrom(...pieces),
        fc.boolean(),
        async (at, length, piece, isDoubled) => {
          const between = isDoubled ? original.slice(at, at + length) : ''
          const changed = original.slice(0, at) + piece + between + original.slice(isDoubled ? at : at + length)
          await expectOriginalOrNothing(changed, rsa, expected)
        }
      ),
      { numRuns: 250 }
    )
  })

  it('gives the original signed facts or none, whatever two parts change places', async () => {
    const original = makeResponse(rsa, { sign })
    const expected = await signedFacts(original, rsa)
    const tags = [...original.matchAll(/<[^>]*>/g)].map(({ index }) => index)

    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...tags), { minLength: 4, maxLength: 4 }), async (places) => {
        const [a = 0, b = 0, c = 0, d = 0] = [...places].sort((one, other) => one - other)
        const changed = original.slice(0, a) + original.slice(c, d) + original.slice(b, c) + original.slice(a, b) + original.slice(d)
        await expectOriginalOrNothing(changed, rsa, expected)
      }),
      { numRuns: 250 }
    )
  })
})

type SignedFacts = Pick<Exclude<SignedContent, { kind: 'nothing' }>, 'kind'> | { readonly kind: 'nothing' }

async function signedFacts(content: Uint8Array | string, key: SigningKey): Promise<SignedFacts> {
  const reading = await read(content, [key])
  return reading.ok ? reading.value.signed : { kind: 'nothing' }
}

/** Of a response signed twice, one signature may be left: then its part is what it was. */
async function expectOriginalOrNothing(content: Uint8Array | string, key: SigningKey, expected: SignedFacts): Promise<void> {
  const found = (await signedFacts(content, key)) as SignedContent
  if (found.kind === 'nothing') return
  const original = expected as SignedContent
  if (found.kind === 'assertion' && original.kind === 'response')
    expect(found).toEqual({ kind: 'assertion', assertion: original.response.assertions[0], by: original.by })
  else expect(found).toEqual(original)
}
