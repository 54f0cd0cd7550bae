import type { BulkProgress } from '../../core/ports/bulk-directory.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import type { FirstPerson, PreviewProgress } from '../../core/preview/preview-desk.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'

/** Both sides of a reading say how far they are; what is told out of it is told at most a few times a second. */
export interface ProgressTeller {
  /** Numbers that are known from then on. With the first people it is told at once. */
  directory(numbers: DirectoryNumbers, firstPeople?: readonly FirstPerson[]): void
  site(numbers: { readonly pages: number; readonly users: number }): void
  /** The last good run, as soon as it is known: from it the time that is left is worked out. */
  expect(run: PreviewRunHead | undefined): void
  directoryDone(): void
  siteDone(): void
}

export type DirectoryNumbers = Partial<Pick<BulkProgress, 'pages' | 'people' | 'groups' | 'members'>> & { readonly perSecond?: number }

export function createProgressTeller(tell: (progress: PreviewProgress) => void, clock: ClockPort, hasSite: boolean): ProgressTeller {
  let directory: PreviewProgress['directory'] = { state: 'waiting', pages: 0, people: 0, groups: 0, members: 0, perSecond: 0 }
  let site: PreviewProgress['site'] = hasSite ? { state: 'reading', pages: 0, users: 0 } : undefined
  let expected: PreviewRunHead['summary'] | undefined
  let lastToldMs = Number.NEGATIVE_INFINITY
  const startedMs = clock.monotonicMs()

  function say(firstPeople?: readonly FirstPerson[]): void {
    lastToldMs = clock.monotonicMs()
    tell({ directory, site, secondsLeft: secondsLeft(), firstPeople })
  }

  function sayUnlessJustNow(): void {
    if (clock.monotonicMs() - lastToldMs >= PAUSE_MS) say()
  }

  function secondsLeft(): number | undefined {
    if (expected === undefined) return undefined
    const entries = expected.people + expected.groups.total - directory.people - directory.groups
    const ofDirectory = directory.state === 'done' ? 0 : directory.perSecond === 0 ? undefined : Math.max(0, entries) / directory.perSecond
    const ofSite = siteSecondsLeft(expected.users)
    return ofDirectory === undefined || ofSite === undefined ? undefined : Math.ceil(Math.max(ofDirectory, ofSite))
  }

  function siteSecondsLeft(users: number): number | undefined {
    if (site === undefined || site.state === 'done') return 0
    if (site.users === 0) return undefined
    const perSecond = (site.users * 1000) / Math.max(1, clock.monotonicMs() - startedMs)
    return Math.max(0, users - site.users) / perSecond
  }

  say()
  return {
    directory(numbers, firstPeople) {
      directory = { ...directory, state: 'reading', ...numbers }
      if (firstPeople === undefined) sayUnlessJustNow()
      else say(firstPeople)
    },
    site({ pages, users }) {
      site = { state: 'reading', pages, users }
      sayUnlessJustNow()
    },
    expect(run) {
      expected = run?.summary
    },
    directoryDone() {
      directory = { ...directory, state: 'done' }
      say()
    },
    siteDone() {
      if (site !== undefined) site = { ...site, state: 'done' }
      say()
    }
  }
}

/** Nobody reads faster, and each one wakes the window. */
const PAUSE_MS = 200
