import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJournal } from '../../../../src-main/core/journal/parse-journal.ts'
import { linesOf, wholeRun } from './sample-run.ts'

const text = linesOf(wholeRun)
const bytes = new Uint8Array(Buffer.from(text, 'utf8'))
/** As JSON has them: what is absent is not there. */
const kept: unknown[] = wholeRun.map((record) => JSON.parse(JSON.stringify(record)) as unknown)
const endOfLine = Array.from(bytes.entries()).flatMap(([index, byte]) => (byte === 0x0a ? [index + 1] : []))

describe('parseJournal', () => {
  it('gives back what was written, from bytes and from text', () => {
    expect(parseJournal(bytes)).toEqual({ records: kept, cutBytes: 0, brokenLine: undefined })
    expect(parseJournal(text)).toEqual({ records: kept, cutBytes: 0, brokenLine: undefined })
    expect(parseJournal('')).toEqual({ records: [], cutBytes: 0, brokenLine: undefined })
  })

  it('knows the whole records, and how much is cut, wherever a write was cut', () => {
    for (let length = 0; length <= bytes.length; length += 1) {
      const whole = endOfLine.filter((end) => end <= length)
      const { records, cutBytes, brokenLine } = parseJournal(bytes.subarray(0, length))
      expect(records).toHaveLength(whole.length)
      expect(cutBytes).toBe(length - (whole.at(-1) ?? 0))
      expect(brokenLine).toBeUndefined()
    }
  })

  it('counts cut bytes of a text in UTF-8', () => {
    const cut = `${linesOf(wholeRun.slice(0, 1))}{"ü東\u{1f69a}`
    expect(parseJournal(cut).cutBytes).toBe(Buffer.byteLength('{"ü東\u{1f69a}'))
  })

  it.each([
    ['no JSON', 'what?'],
    ['an empty line', ''],
    ['no record', '{"type":"sending"}'],
    ['a record of an unknown type', '{"type":"erased","at":"2026-11-21T12:00:00Z","changeId":"x"}'],
    ['a run of another version', JSON.stringify({ ...wholeRun[0], version: 2 })],
    ['two records in one line', JSON.stringify(wholeRun[1]) + JSON.stringify(wholeRun[1])]
  ])('trusts nothing behind a line that is %s, and says so', (_, line) => {
    const damaged = [linesOf(wholeRun.slice(0, 2)), line, '\n', linesOf(wholeRun.slice(2))].join('')
    const { records, cutBytes, brokenLine } = parseJournal(Buffer.from(damaged, 'utf8'))
    expect(records).toEqual(kept.slice(0, 2))
    expect(cutBytes).toBe(Buffer.byteLength(damaged) - Buffer.byteLength(linesOf(wholeRun.slice(0, 2))))
    expect(brokenLine).toBe(3)
  })

  it('takes bytes that are no UTF-8 for damage, not for text', () => {
    const damaged = Uint8Array.from(bytes)
    damaged[bytes.indexOf(0xc3)] = 0xff
    expect(parseJournal(damaged)).toMatchObject({ records: [], brokenLine: 1 })
  })

  it('never throws, and keeps what stands before the damage, whatever a byte turns into', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (place, byte) => {
        const damaged = Uint8Array.from(bytes)
        damaged[place] = byte
        const line = endOfLine.filter((end) => end <= place).length
        const { records, cutBytes } = parseJournal(damaged)
        expect(records.slice(0, line)).toEqual(kept.slice(0, line))
        expect(records.length === kept.length).toBe(cutBytes === 0)
      })
    )
  })

  it('ends on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (any) => void parseJournal(any)))
  })
})
