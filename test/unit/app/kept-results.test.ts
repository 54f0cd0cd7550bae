import { expect, it } from 'vitest'
import { createKeptResults } from '../../../src-main/app/kept-results.ts'

it('finds what was kept by the id it gave', () => {
  const results = createKeptResults<string>(counting())

  expect([results.keep('a'), results.keep('b')]).toEqual(['1', '2'])
  expect([results.find('1'), results.find('2'), results.find('3'), results.find('__proto__')]).toEqual(['a', 'b', undefined, undefined])
})

it('lets the oldest go when there are too many', () => {
  const results = createKeptResults<number>(counting(), 3)
  const ids = [10, 20, 30, 40, 50].map((result) => results.keep(result))

  expect(ids.map((id) => results.find(id))).toEqual([undefined, undefined, 30, 40, 50])
})

it('keeps twenty unless told otherwise', () => {
  const results = createKeptResults<number>(counting())
  const ids = Array.from({ length: 25 }, (_, index) => results.keep(index))

  expect(ids.filter((id) => results.find(id) !== undefined)).toEqual(ids.slice(5))
})

function counting(): () => string {
  let last = 0
  return () => String((last += 1))
}
