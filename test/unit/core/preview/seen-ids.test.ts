import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SeenIds } from '../../../../src-main/core/preview/seen-ids.ts'

it('knows each id again and takes none for another, however many and however large', () => {
  const id = fc.oneof(fc.integer({ min: -5, max: 50 }), fc.maxSafeInteger(), fc.constantFrom(0, -1, 2 ** 32, 2 ** 32 - 1, 2 ** 53 - 2))
  fc.assert(
    fc.property(fc.array(id, { maxLength: 5000, size: 'max' }), (ids) => {
      const seen = new SeenIds()
      const known = new Set<number>()
      for (const each of ids) {
        const isNew = !known.has(each)
        known.add(each)
        if (seen.add(each) !== isNew) throw new Error(`${String(each)} was taken for another`)
      }
    }),
    { numRuns: 60 }
  )
  const many = new SeenIds()
  for (let each = 0; each < 200_000; each += 1) if (!many.add(each * 3)) throw new Error(`${String(each)} was taken for another`)
  expect([many.add(3), many.add(4)]).toEqual([false, true])
})
