import { describe, expect, it } from 'vitest'
import { RowBatches } from '../../../src-renderer/lib/table/row-batches.svelte.ts'

describe('the rows that come into the page', () => {
  it('are a few at a time until all that is wanted is there, in their order', async () => {
    const batches = new RowBatches(3)

    batches.want(rows(0, 10), { first: 0, atOnce: 0 })

    expect(batches.shown).toEqual([0, 1, 2])
    await expect.poll(() => batches.shown).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('begin with what is in sight and with the row that the focus goes to', () => {
    const batches = new RowBatches(2)

    batches.want([...rows(50, 60), ...rows(90, 91)], { first: 54, atOnce: 90 })

    expect(batches.shown).toEqual([54, 55, 90])
    batches.stop()
  })

  it('stay when others are wanted beside them, and go when they are not', () => {
    const batches = new RowBatches(4)
    batches.want(rows(0, 4), { first: 0, atOnce: 0 })

    batches.want(rows(2, 12), { first: 2, atOnce: 2 })

    expect(batches.shown).toEqual([2, 3, 4, 5, 6, 7])
    batches.stop()
  })

  it('do not come any more after the table has gone', async () => {
    const batches = new RowBatches(1)
    batches.want(rows(0, 3), { first: 0, atOnce: 0 })

    batches.stop()
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

    expect(batches.shown).toEqual([0])
  })
})

function rows(from: number, end: number): readonly number[] {
  return Array.from({ length: end - from }, (_, place) => from + place)
}
