import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeStrictUtf8, decodeUtf8, encodeUtf8 } from '../../../../../src-main/core/preview/snapshot/utf8.ts'

describe('UTF-8 by hand', () => {
  it('writes what every encoder writes, lone surrogates included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...encodeUtf8(text)]).toEqual([...new TextEncoder().encode(text)])
      })
    )
    expect([...encodeUtf8('a\ud800b')]).toEqual([...new TextEncoder().encode('a\ud800b')])
  })

  it('reads back any text, from the middle of other bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, before) => {
        const bytes = new TextEncoder().encode(before + text + before)
        const start = new TextEncoder().encode(before).length
        expect(decodeUtf8(bytes, start, bytes.length - start)).toBe(text)
      })
    )
  })

  it('agrees with a strict decoder on what is UTF-8 at all', () => {
    const interesting = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0xbf,
      0xc0,
      0xc2,
      0xdf,
      0xe0,
      0xa0,
      0x9f,
      0xed,
      0xef,
      0xf0,
      0x90,
      0x8f,
      0xf4,
      0xf5,
      0xff
    )
    fc.assert(
      fc.property(fc.array(interesting, { maxLength: 6 }), (values) => {
        const bytes = Uint8Array.from(values)
        expect(decodeStrictUtf8(bytes, 0, bytes.length)).toBe(strictlyDecoded(bytes))
      }),
      { numRuns: 3000 }
    )
  })

  it('reads a text of a megabyte', () => {
    const text = 'aé漢😀'.repeat(100_000)
    expect(decodeUtf8(encodeUtf8(text), 0, encodeUtf8(text).length)).toBe(text)
  })
})

function strictlyDecoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (problem) {
    if (problem instanceof TypeError) return undefined
    throw problem
  }
}
