import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTokenShape } from '../../../src-main/core/scim/read-token-shape.ts'
import { Secret } from '../../../src-main/core/secret.ts'

const GOOD = '0123456789abcdef0123456789abcdef'

describe('the look of a SCIM token', () => {
  it.each([
    '',
    '   ',
    `Bearer ${GOOD}`,
    `authorization: bearer ${GOOD}`,
    ` ${GOOD}`,
    `${GOOD}\n`,
    `${GOOD}\n${GOOD}`,
    'a b c d',
    '••••••••••••',
    '************',
    `"${GOOD}"`,
    'tökén-with-letters-0123',
    'x'.repeat(9000)
  ])('is malformed: %j', (text) => {
    expect(readTokenShape(new Secret(text)).kind).toBe('malformed')
  })

  it.each([
    ['https://app.files.com/api/scim', 'an address'],
    ['8adf8e6e-67b2-4cf2-a259-e3dc5476c621', 'an id'],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl', 'JSON Web Token'],
    ['anna.smith@corp.example', 'mail'],
    ['short', 'password']
  ])('looks like something else: %s', (text, like) => {
    expect(readTokenShape(new Secret(text))).toMatchObject({ kind: 'whole', looksLike: expect.stringContaining(like) as string })
  })

  it('is the API key of the site, when it is the same', () => {
    expect(readTokenShape(new Secret(GOOD), [{ name: 'the API key of this site', secret: new Secret(GOOD) }])).toMatchObject({
      looksLike: 'the API key of this site'
    })
    expect(readTokenShape(new Secret(GOOD), [{ name: 'the API key of this site', secret: new Secret('') }])).toEqual({
      kind: 'whole',
      length: 32,
      looksLike: undefined
    })
  })

  it('can always be sent in a header when it is whole, and says nothing of its text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.base64String({ minLength: 12 })), (text) => {
        const shape = readTokenShape(new Secret(text))
        if (shape.kind === 'whole') expect(() => new Headers({ authorization: `Bearer ${text}` })).not.toThrow()
        if (text.length > 12) expect(JSON.stringify(shape)).not.toContain(text)
      })
    )
  })
})
