import { describe, expect, it } from 'vitest'
import { dayText, daysUntil, momentText, relativeDayText } from '../../../src-main/core/model/day-text.ts'

const now = '2026-11-21T12:00:00.000Z'

describe('days for people', () => {
  it.each([
    ['2027-01-14T23:59:59Z', '14 January 2027', 'in 54 days', 54],
    ['2026-11-22T12:00:00Z', '22 November 2026', 'in 1 day', 1],
    ['2026-11-21T12:00:01Z', '21 November 2026', 'within a day', 0],
    ['2026-11-21T11:59:59Z', '21 November 2026', 'less than a day ago', -1],
    ['2026-11-18T11:00:00Z', '18 November 2026', '3 days ago', -4],
    ['9999-12-31T23:59:59Z', '31 December 9999', 'in about 7,973 years', 2_912_118]
  ])('tells %s as %s, %s', (moment, day, relative, days) => {
    expect([dayText(moment), relativeDayText(moment, now), daysUntil(moment, now)]).toEqual([day, relative, days])
  })

  it('writes moments to the second, in UTC', () => {
    expect(momentText('2027-01-14T12:00:00.999+01:00')).toBe('2027-01-14 11:00:00 UTC')
  })
})
