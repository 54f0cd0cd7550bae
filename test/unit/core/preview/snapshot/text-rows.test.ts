import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TextRows } from '../../../../../src-main/core/preview/snapshot/text-rows.ts'
import { encodeUtf8 } from '../../../../../src-main/core/preview/snapshot/utf8.ts'

describe('TextRows', () => {
  it('gives every text back, empty, repeated or long', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', 'same'),
      fc.nat({ max: 40_000 }).map((length) => 'x'.repeat(length))
    )
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 4, maxLength: 4 }), { maxLength: 20 }), (rows) => {
        const kept = new TextRows(4)
        for (const row of rows) add(kept, row)
        expect(rows.map((_, row) => [0, 1, 2, 3].map((column) => kept.text(row, column)))).toEqual(rows)
      })
    )
  })

  it('keeps texts of several megabytes beside short ones', () => {
    const rows = [
      ['a', 'b'],
      ['x'.repeat(3_000_000), 'y'.repeat(2_500_000)],
      ['c', 'd'],
      ['z'.repeat(1_048_577), 'e'],
      ['f', 'g']
    ]
    const kept = new TextRows(2)
    for (const row of rows) add(kept, row)
    expect(rows.every((row, index) => row.every((text, column) => kept.text(index, column) === text))).toBe(true)
  })

  it('takes no room for a text that its row has already', () => {
    const once = new TextRows(2)
    const twice = new TextRows(2)
    for (let row = 0; row < 10_000; row += 1) {
      add(once, [`anna.${row}@corp.example.test`, ''])
      add(twice, [`anna.${row}@corp.example.test`, `anna.${row}@corp.example.test`])
    }
    expect(twice.byteLength).toBe(once.byteLength)
  })
})

function add(rows: TextRows, texts: readonly string[]): void {
  const bytes = encodeUtf8(texts.join(''))
  let at = 0
  const spans = texts.flatMap((text) => {
    const start = at
    at += encodeUtf8(text).length
    return [start, at]
  })
  rows.add(bytes, spans)
}
