import { expect, it } from 'vitest'
import { retryAfterSeconds } from '../../../src-main/adapters/files-api/retry-after.ts'

const NOW_MS = Date.parse('2026-11-21T12:00:00Z')

it.each([
  ['0', 0],
  ['120', 120],
  [' 7 ', 7],
  ['Sat, 21 Nov 2026 12:00:30 GMT', 30],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['', undefined],
  ['99999999999', undefined]
])('“%s” asks to wait %s seconds', (text, expected) => {
  expect(retryAfterSeconds(new Headers({ 'retry-after': text }), NOW_MS)).toBe(expected)
})

it('without the header nothing is asked', () => {
  expect(retryAfterSeconds(new Headers())).toBeUndefined()
})
