import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coalesce, type Schedule } from '../../../src-main/app/coalesce.ts'

describe('coalesce', () => {
  it('sends what belongs together together', () => {
    const { groups, events, runScheduled } = byHand()

    events.add(1)
    events.add(2)
    runScheduled()
    events.add(3)
    runScheduled()

    expect(groups).toEqual([[1, 2], [3]])
  })

  it('keeps the order and loses nothing, whenever it may send', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('add', 'run', 'flush')), (steps) => {
        const { groups, events, runScheduled } = byHand()
        let added = 0

        for (const step of steps) {
          if (step === 'add') events.add(added++)
          else if (step === 'run') runScheduled()
          else events.flush()
        }
        events.flush()

        expect(groups.flat()).toEqual(Array.from({ length: added }, (_, index) => index))
        expect(groups.every((group) => group.length > 0)).toBe(true)
      })
    )
  })

  it('does not send twice what was flushed before its time', () => {
    const { groups, events, runScheduled } = byHand()

    events.add(1)
    events.flush()
    runScheduled()

    expect(groups).toEqual([[1]])
  })

  it('sends nothing more once it is closed', () => {
    const { groups, events, runScheduled } = byHand()

    events.add(1)
    events.close()
    runScheduled()
    events.add(2)
    events.flush()
    runScheduled()

    expect(groups).toEqual([])
  })

  it('by itself sends after the current turn', async () => {
    const groups: (readonly number[])[] = []
    const events = coalesce<number>((group) => groups.push(group))

    events.add(1)
    events.add(2)
    expect(groups).toEqual([])
    await new Promise((resolve) => setImmediate(resolve))

    expect(groups).toEqual([[1, 2]])
  })
})

function byHand() {
  const groups: (readonly number[])[] = []
  const waiting: (() => void)[] = []
  const schedule: Schedule = (run) => waiting.push(run)
  return {
    groups,
    events: coalesce<number>((group) => groups.push(group), schedule),
    runScheduled: () => waiting.splice(0).forEach((run) => run())
  }
}
