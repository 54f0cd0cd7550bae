import { assertNever } from '../result.ts'
import type { ServiceFailure } from '../service/service-failure.ts'
import type { PlannedChange } from './plan.ts'
import type { WriteAnswer } from './read-back.ts'

/** What the answer to a write proves by itself. Success is never among it: only reading back tells that. */
export interface JudgedAnswer {
  readonly answer: Exclude<WriteAnswer, 'not-sent'>
  /** Absent when it was accepted. */
  readonly failure: ServiceFailure | undefined
  /** The interface takes no such writes: a person has to enter it. */
  readonly isNotTaken: boolean
}

/** `refused` is only what has certainly not been done: by the service's own documented word, or because nothing can have arrived. */
export function judgeWriteAnswer(change: PlannedChange, failure: ServiceFailure | undefined): JudgedAnswer {
  if (failure === undefined) return { answer: 'accepted', failure, isNotTaken: false }
  switch (failure.kind) {
    case 'no-answer':
      return { answer: failure.sent === 'no' ? 'refused' : 'lost', failure, isNotTaken: false }
    case 'foreign-answer':
      // A proxy may have passed the request on before it answered by itself.
      return { answer: 'lost', failure, isNotTaken: false }
    case 'refused':
      // An internal fault says nothing about how far the service had come.
      return failure.status >= 500
        ? { answer: 'lost', failure, isNotTaken: false }
        : { answer: 'refused', failure, isNotTaken: isNotTaken(change, failure) }
    default:
      return assertNever(failure)
  }
}

/** A single sign-on provider that was read a moment ago and cannot be written. */
function isNotTaken({ resource }: PlannedChange, { status, type }: Extract<ServiceFailure, { kind: 'refused' }>): boolean {
  if (resource !== 'sso-strategy') return false
  if (type === 'bad-request/method-not-allowed' || status === 404 || status === 405) return true
  return status === 403 && !ABOUT_WHOEVER_ASKS.test(type)
}

/** These speak of the key or the person, and not of what is asked. */
const ABOUT_WHOEVER_ASKS =
  /two-factor|reauthentication|api-key|read-only|site-admin-required|insufficient-permission|full-permission|user-id|password-change|session/
