import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { windowsMinutes, windowsTime } from '../../../../src-main/core/directory/windows-time.ts'

describe('windowsTime', () => {
  it.each([
    ['0', 'never'],
    ['9223372036854775807', 'never'],
    ['9223372036854775808', 'never'],
    ['99999999999999999999', 'never'],
    ['116444736000000000', '1970-01-01T00:00:00.000Z'],
    ['132000000000000000', '2019-04-17T18:40:00.000Z'],
    ['133774848000000000', '2024-12-01T00:00:00.000Z'],
    ['133774848005550000', '2024-12-01T00:00:00.555Z'],
    ['9223372036854775806', '30828-09-14T02:48:05.477Z'],
    ['1', '1601-01-01T00:00:00.000Z'],
    ['', undefined],
    [' 0', undefined],
    ['1e17', undefined],
    ['0x10', undefined],
    ['20241201000000.0Z', undefined],
    ['111111111111111111111', undefined],
    ['never', undefined]
  ])('reads %s as %s', (text, time) => {
    expect(windowsTime(text)?.replace(/^\+0/, '')).toBe(time)
  })

  it('agrees with the difference of the two epochs for every moment there is a date for', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1601-01-02'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        const ticks = (BigInt(date.getTime()) + 11_644_473_600_000n) * 10_000n

        expect(windowsTime(String(ticks))).toBe(date.toISOString())
      })
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.bigInt().map(String)), (text) => {
        expect(() => windowsTime(text)).not.toThrow()
      })
    )
  })
})

describe('windowsMinutes', () => {
  it.each([
    ['-18000000000', 30],
    ['18000000000', 30],
    ['-600000000', 1],
    ['-599999999', 0],
    ['0', 0],
    ['-9223372036854775808', 15_372_286_728],
    ['half an hour', undefined],
    ['', undefined]
  ])('reads %s as %s', (text, minutes) => {
    expect(windowsMinutes(text)).toBe(minutes)
  })
})
