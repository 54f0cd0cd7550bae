import { Cancelled, type CancelSignal, throwIfCancelled } from '../cancel.ts'
import { problem } from '../errors.ts'
import { seen } from '../evidence.ts'
import { assertNever } from '../result.ts'
import type { BoundCheck, CheckEvent, CheckOutcome, CheckResult } from './check.ts'

/**
 * Runs a ladder in order and reports each rung as it happens. A rung whose needs are not met is `blocked`, never red;
 * a check that throws is a `crash` row, and the rest goes on. Throws `Cancelled` only.
 */
export async function* runChecks(
  checks: readonly BoundCheck[],
  clock: { monotonicMs(): number },
  signal: CancelSignal
): AsyncGenerator<CheckEvent, readonly CheckResult[]> {
  yield { type: 'listed', checks: checks.map(({ id, title, origin }) => ({ id, title, origin })) }
  const results = new Map<string, CheckResult>()
  for (const check of checks) {
    throwIfCancelled(signal)
    const blocker = check.needs.map((id) => results.get(id)).find((result) => result !== undefined && !opensTheNext(result.outcome))
    if (blocker === undefined) yield { type: 'started', id: check.id }
    const startedMs = clock.monotonicMs()
    const outcome = blocker === undefined ? await outcomeOf(check, signal) : blockedBy(blocker)
    const durationMs = Math.round(clock.monotonicMs() - startedMs)
    const result = { id: check.id, title: check.title, origin: check.origin, durationMs, outcome }
    results.set(check.id, result)
    yield { type: 'finished', result }
  }
  return [...results.values()]
}

async function outcomeOf(check: BoundCheck, signal: CancelSignal): Promise<CheckOutcome> {
  try {
    return await check.run(signal)
  } catch (thrown) {
    // Whatever a probe throws once the signal has fired is a consequence of the cancel.
    if (thrown instanceof Cancelled || signal.aborted) throw new Cancelled()
    const error = thrown instanceof Error ? thrown : new Error(String(thrown))
    const where =
      error.stack
        ?.split('\n')
        .slice(1, 4)
        .map((line) => line.trim().replace(FOLDER, '$1')) ?? []
    return {
      status: 'crash',
      problem: problem('app.check-crashed', { check: check.id, message: error.message }, [
        seen('Error', `${error.name}: ${error.message}`),
        ...where.map((line) => seen('Where', line))
      ])
    }
  }
}

// Folders of this computer, in POSIX, Windows, share and URL form: they often hold the name of its user, and reports travel.
const FOLDER = /(^|[\s(])(?:file:\/\/|[A-Za-z]:[\\/]|\\\\|\/).*[\\/](?=[^\\/]+:\d+:\d+)/

function opensTheNext(outcome: CheckOutcome): boolean {
  switch (outcome.status) {
    case 'pass':
    case 'warn':
    case 'skip':
    case 'not-provable-here':
      return true
    case 'fail':
    case 'blocked':
    case 'crash':
      return false
    default:
      return assertNever(outcome)
  }
}

/** A blocked rung names the rung that really failed, not the blocked one in between. */
function blockedBy(result: CheckResult): CheckOutcome {
  if (result.outcome.status === 'blocked') return result.outcome
  return { status: 'blocked', by: result.id, because: result.title }
}
