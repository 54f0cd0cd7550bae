import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../../../src-main/adapters/profile/parse-json.ts'

describe('JSON of a profile', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, undefined, space)
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown })
      })
    )
  })

  it('is refused where JSON.parse refuses it, and nowhere else', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '\\',
      '1',
      '-',
      '01',
      '1.5e3',
      '.',
      'true',
      'nul',
      'null',
      ' ',
      '\n',
      '\u00a0'
    )
    const text = fc.oneof(
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.tuple(fc.json(), fc.nat()).map(([json, at]) => json.slice(0, at % (json.length + 1)))
    )
    fc.assert(
      fc.property(text, (tried) => {
        const parsed = parseJson(tried)
        expect(parsed.ok || parsed.error.reason === 'this name stands there twice').toBe(isJson(tried))
      }),
      { numRuns: 2000 }
    )
  })

  it('names the place of a fault, and never quotes the text', () => {
    expect(parseJson('{\n  "name": "x",\n  "secret" "hunter2"\n}')).toEqual(fault('line 3, column 12', 'a colon is missing here'))
    expect(parseJson('{"a": 1,}')).toEqual(fault('line 1, column 9', 'a name in double quotes is missing here'))
    expect(parseJson("{'a': 1}")).toEqual(fault('line 1, column 2', 'a name in double quotes is missing here'))
    expect(parseJson('{"a": "x\ny"}').ok).toBe(false)
    expect(parseJson('{"a": [1, 2')).toEqual(fault('line 1, column 12', 'the file ends too early'))
    expect(parseJson('{} {}')).toEqual(fault('line 1, column 4', 'something follows the end'))
  })

  it('is refused when a name stands there twice, also when it is written differently', () => {
    expect(parseJson('{"a": 1,\r\n "\\u0061": 2}')).toEqual(fault('line 2, column 2', 'this name stands there twice'))
    expect(parseJson('[{"a": 1}, {"a": 2}]').ok).toBe(true)
  })

  it('is refused when it is nested too deeply, instead of using up the stack', () => {
    expect(parseJson('['.repeat(100_000))).toMatchObject({ ok: false, error: { reason: 'it is nested too deeply' } })
  })
})

function fault(where: string, reason: string) {
  return { ok: false, error: { where, reason } }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
