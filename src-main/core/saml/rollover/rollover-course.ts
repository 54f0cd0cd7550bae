import { assertNever } from '../../result.ts'
import type { SamlMode } from '../saml-source.ts'
import type { RolloverMoment } from '../saml-views.ts'
import { type KeyDates, type RolloverSituation, signInAt } from './sign-in-at.ts'
import { signInBecause } from './sign-in-because.ts'

export interface RolloverCourse {
  readonly mode: SamlMode
  readonly nowMs: number
  readonly dates: KeyDates
  /** The stored document holds the new key already. */
  readonly isNextStored: boolean
  /** What was given as the new document holds the old key as well. */
  readonly doesNextHoldOld: boolean
}

/**
 * The moments of a roll-over that follows the advice, in the order of time, and beside them what happens otherwise. Decisions stand where
 * they can be made at the earliest: after the new key has become valid.
 */
export function rolloverMoments(course: RolloverCourse): readonly RolloverMoment[] {
  const planned = [...plannedMoments(course)].sort((one, other) => one.atMs - other.atMs || one.order - other.order)
  let situation: RolloverSituation = startOf(course)
  return planned.map(({ atMs, title, isDecision, isEnd, change, instead }) => {
    // A moment that is told “otherwise” starts from where things stand, and leaves no trace.
    const imagined = { ...(instead ?? { ...situation, ...change }), atMs: isEnd === true ? atMs + 1 : atMs }
    if (instead === undefined) situation = imagined
    const forecast = signInAt(course.mode, imagined, course.dates)
    return {
      at: isDecision ? undefined : new Date(atMs).toISOString(),
      title,
      signIn: forecast.signIn,
      because: signInBecause(course.mode, forecast),
      ...(instead === undefined ? {} : { isOtherwise: true as const })
    }
  })
}

/** When sign-in breaks if nobody does anything; `undefined`: it does not, or that is not known. ISO 8601. */
export function breaksWithoutAction(course: RolloverCourse): string | undefined {
  const { oldUntilMs, newFromMs, newUntilMs } = course.dates
  const turns = [oldUntilMs, newFromMs, newUntilMs].sort((one, other) => one - other)
  const turn = turns.find((turnMs) => signInAt(course.mode, { ...startOf(course), atMs: turnMs + 1 }, course.dates).signIn === 'breaks')
  return turn === undefined ? undefined : new Date(turn).toISOString()
}

function startOf({ mode, nowMs, isNextStored }: RolloverCourse): RolloverSituation {
  return { atMs: nowMs, isNewActive: false, isOldRemoved: false, stored: isNextStored && mode === 'xml' ? 'both' : 'old' }
}

interface PlannedMoment {
  readonly atMs: number
  /** Among moments of the same time. */
  readonly order: number
  readonly title: string
  readonly isDecision: boolean
  /** Of a certificate, which is still valid in its last moment. */
  readonly isEnd?: true
  readonly change: Partial<RolloverSituation>
  readonly instead?: RolloverSituation
}

function plannedMoments(course: RolloverCourse): readonly PlannedMoment[] {
  const { nowMs, dates } = course
  const start = startOf(course)
  const readyMs = Math.max(nowMs, dates.newFromMs)
  return [
    { atMs: nowMs, order: 0, title: 'Today', isDecision: false, change: {} },
    ...ahead(dates.newFromMs, nowMs, {
      order: 1,
      title: 'The new key becomes valid',
      isDecision: false,
      change: {}
    }),
    ...decisionsOf(course, readyMs),
    { atMs: readyMs, order: 8, title: 'The old certificate is deleted in Entra ID', isDecision: true, change: { isOldRemoved: true } },
    ...ahead(dates.oldUntilMs, nowMs, {
      order: 9,
      title: 'The old key has ended',
      isDecision: false,
      isEnd: true,
      change: {}
    }),
    ...ahead(dates.oldUntilMs, readyMs, {
      order: 10,
      title: 'The old key has ended, and nobody has done anything',
      isDecision: false,
      isEnd: true,
      change: {},
      instead: start
    }),
    ...ahead(dates.newUntilMs, nowMs, {
      order: 11,
      title: 'The new key has ended',
      isDecision: false,
      isEnd: true,
      change: {}
    })
  ]
}

/** What is over before today is told by the problems of the keys. */
function ahead(atMs: number, nowMs: number, moment: Omit<PlannedMoment, 'atMs'>): readonly PlannedMoment[] {
  // In its last moment a certificate is still valid: that end lies ahead.
  return atMs > nowMs || (atMs === nowMs && moment.isEnd === true) ? [{ atMs, ...moment }] : []
}

function decisionsOf(course: RolloverCourse, readyMs: number): readonly PlannedMoment[] {
  const { mode, nowMs, doesNextHoldOld } = course
  const start = startOf(course)
  const activate = (atMs: number, title = '“Make certificate active” for the new one'): PlannedMoment => ({
    atMs,
    order: 5,
    title,
    isDecision: true,
    change: { isNewActive: true }
  })
  const otherwise = (atMs: number, order: number, title: string, instead: Partial<RolloverSituation>): PlannedMoment => ({
    atMs,
    order,
    title,
    isDecision: true,
    change: {},
    instead: { ...start, ...instead }
  })
  switch (mode) {
    case 'url':
      return [
        activate(readyMs),
        { atMs: readyMs, order: 6, title: 'Files.com has read the address again', isDecision: true, change: { stored: 'both' } }
      ]
    case 'xml':
      if (start.stored === 'both') return [activate(readyMs)]
      return [
        { atMs: nowMs, order: 1, title: 'A document with both keys is stored in Files.com', isDecision: true, change: { stored: 'both' } },
        ...(doesNextHoldOld ? [] : [otherwise(nowMs, 2, 'The given document, without the old key, is stored now', { stored: 'new' })]),
        otherwise(readyMs, 4, '“Make certificate active” before the document is stored', { isNewActive: true }),
        activate(readyMs)
      ]
    case 'fingerprint':
      return [
        otherwise(readyMs, 4, 'The new fingerprint is stored before “Make certificate active”', { stored: 'new' }),
        activate(readyMs),
        { atMs: readyMs, order: 6, title: 'The new fingerprint is stored in Files.com', isDecision: true, change: { stored: 'new' } }
      ]
    default:
      return assertNever(mode)
  }
}
