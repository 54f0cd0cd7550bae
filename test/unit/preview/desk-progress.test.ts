import { describe, expect, it } from 'vitest'
import { createProgressTeller } from '../../../src-main/app/preview/preview-progress.ts'
import type { PreviewProgress } from '../../../src-main/core/preview/preview-desk.ts'
import { samplePreviewRun } from '../../support/sample-preview-run.ts'

function teller(hasSite = true) {
  let nowMs = 0
  const told: PreviewProgress[] = []
  const clock = { now: () => nowMs, monotonicMs: () => nowMs }
  const progress = createProgressTeller((each) => told.push(each), clock, hasSite)
  return { progress, told, wait: (ms: number) => (nowMs += ms), last: () => told.at(-1) }
}

describe('progress', () => {
  it('is told at once, then at most five times a second, then once more at each end', () => {
    const { progress, told, wait } = teller()
    for (let page = 1; page <= 100; page += 1) {
      wait(10)
      progress.directory({ pages: page, people: page * 10 })
      progress.site({ pages: page, users: page })
    }
    expect(told).toHaveLength(1 + 5)
    wait(1)
    progress.directoryDone()
    progress.siteDone()

    expect(told).toHaveLength(1 + 5 + 2)
    expect(told.at(-1)).toMatchObject({
      directory: { state: 'done', pages: 100, people: 1000 },
      site: { state: 'done', pages: 100, users: 100 }
    })
  })

  it('has the first people as soon as they are there', () => {
    const { progress, last } = teller()
    const people = [{ dn: 'uid=a', username: 'a', name: 'A', mail: '' }]
    progress.directory({ pages: 1, people: 1 }, people)

    expect(last()?.firstPeople).toEqual(people)
    progress.directoryDone()
    expect(last()?.firstPeople).toBeUndefined()
  })

  it('has no site when none is compared', () => {
    const { progress, last } = teller(false)
    progress.siteDone()

    expect(last()?.site).toBeUndefined()
  })

  it('knows how long it takes from the last good run, and from nothing else', () => {
    const { progress, wait, last } = teller(false)
    const say = (people: number, perSecond: number) => {
      wait(1000)
      progress.directory({ people, perSecond })
      return last()?.secondsLeft
    }

    expect(say(100, 100)).toBeUndefined()
    const { head } = samplePreviewRun({ runId: 'run-1', at: '2026-11-21T10:00:00.000Z', people: 1000 })
    progress.expect(head)
    // 1,000 people and 3 groups then
    expect([say(200, 100), say(500, 100), say(900, 50), say(2000, 100)]).toEqual([9, 6, 3, 0])
  })

  it('takes the slower side for the time that is left', () => {
    const { progress, wait, last } = teller()
    const { head } = samplePreviewRun({ runId: 'run-1', at: '2026-11-21T10:00:00.000Z', people: 1000 })
    progress.expect({ ...head, summary: { ...head.summary, users: 1000 } })
    wait(1000)
    progress.directory({ people: 900, perSecond: 900 })
    // Nobody knows how fast the site is before its first page.
    expect(last()?.secondsLeft).toBeUndefined()
    wait(1000)
    progress.site({ pages: 1, users: 100 })

    expect(last()?.secondsLeft).toBe(18)
  })
})
