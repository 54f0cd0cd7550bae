import { beforeAll, describe, expect, it } from 'vitest'
import { RowsInSight } from '../../../src-renderer/lib/table/rows-in-sight.svelte.ts'
import { scrollBy, supportLayout } from '../support/layout.ts'

const heights = { header: 34, row: 32 }

beforeAll(() => supportLayout(354))

describe('the rows in sight', () => {
  it('are unknown until the list is drawn, and then as many as fit', async () => {
    const { inSight, scroller } = list(500_000)

    const stop = inSight.watch(scroller)
    expect(inSight.span).toBeUndefined()
    await expect.poll(() => inSight.span).toEqual({ first: 0, last: 9 })

    expect(inSight.page).toBe(9)
    stop()
  })

  it('follow the scrolling, with the rows that are seen in part, up to the last one', async () => {
    const { inSight, scroller } = list(500_000)
    const stop = inSight.watch(scroller)
    await expect.poll(() => inSight.span).toBeDefined()

    scrollBy(scroller, 34 + 100 * 32)
    const whole = inSight.span
    scrollBy(scroller, 34 + 100 * 32 + 1)
    const inPart = inSight.span
    scrollBy(scroller, 500_000 * 32)

    expect([whole, inPart, inSight.span]).toEqual([
      { first: 100, last: 111 },
      { first: 100, last: 111 },
      { first: 499_998, last: 499_999 }
    ])
    stop()
  })

  it('begin where somebody was before', async () => {
    const { inSight, scroller } = list(500_000, 1000)

    const stop = inSight.watch(scroller)
    await expect.poll(() => inSight.span?.first).toBe(1000)

    expect(scroller.scrollTop).toBe(34 + 1000 * 32)
    stop()
  })

  it('are none without rows, and are followed no more after the list has gone', async () => {
    const empty = list(0)
    const { inSight, scroller } = list(500)
    empty.inSight.watch(empty.scroller)
    const stop = inSight.watch(scroller)
    await expect.poll(() => inSight.span).toBeDefined()

    stop()
    scrollBy(scroller, 3200)

    expect(empty.inSight.span).toBeUndefined()
    expect(inSight.span?.first).toBe(0)
  })
})

function list(count: number, firstRow = 0): { readonly inSight: RowsInSight; readonly scroller: HTMLElement } {
  return { inSight: new RowsInSight(heights, () => count, firstRow), scroller: document.createElement('div') }
}
