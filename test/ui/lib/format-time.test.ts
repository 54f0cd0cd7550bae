import { describe, expect, it } from 'vitest'
import { duration, relativeTime, wholeNumber } from '../../../src-renderer/lib/format-time.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

describe('times and numbers', () => {
  it.each([
    [0, '< 1 ms'],
    [12, '12 ms'],
    [1234, '1.2 s'],
    [75_400, '75 s']
  ])('%i ms reads %s', (durationMs, text) => {
    expect(duration(durationMs)).toBe(text)
  })

  it.each([
    [-20_000, 'just now'],
    [-5 * minuteMs, '5 minutes ago'],
    [-dayMs, 'yesterday'],
    [-40 * dayMs, 'last month'],
    [54 * dayMs, 'next month'],
    [20 * dayMs, 'in 20 days']
  ])('%i ms from now reads %s', (offsetMs, text) => {
    expect(relativeTime(offsetMs, 0)).toBe(text)
  })

  it('groups large numbers', () => {
    expect(wholeNumber(1800)).toBe('1,800')
  })
})
