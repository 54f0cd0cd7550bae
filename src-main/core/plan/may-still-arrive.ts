import type { ServiceFailure } from '../service/service-failure.ts'
import type { ChangeState } from './receipt.ts'

/** How long a request that nobody answered may be on its way: longer than any proxy or service keeps one. */
const LONGEST_WAY_MS = 60_000

/** Sent so far in the future, it was sent by a clock that was wrong: waiting for that moment would leave the change unknown for ever. */
const CLOCK_WAS_WRONG_MS = 86_400_000

/** Whether somebody merely stopped waiting: then old values prove nothing yet, because the service may still be at work on the change. */
export function mayStillArrive(failure: ServiceFailure | undefined): boolean {
  if (failure === undefined) return false
  if (failure.kind === 'no-answer') return failure.sent === 'maybe' && failure.reason === 'timeout'
  return failure.status === GATEWAY_TIMEOUT || failure.status === REQUEST_TIMEOUT
}

/** The same by the time since it was sent, for a run whose process is gone. */
export function mayStillBeOnItsWay(sentAt: string, now: number): boolean {
  const sinceMs = now - Date.parse(sentAt)
  return sinceMs < LONGEST_WAY_MS && sinceMs > -CLOCK_WAS_WRONG_MS
}

/** What may still arrive is not known to be not done; everything else is as it was read. */
export function unlessOnItsWay(state: ChangeState, isOnItsWay: boolean): ChangeState {
  return state === 'not-done' && isOnItsWay ? 'unknown' : state
}

const REQUEST_TIMEOUT = 408
const GATEWAY_TIMEOUT = 504
