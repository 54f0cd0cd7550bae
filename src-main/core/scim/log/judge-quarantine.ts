import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { isFailure } from './cause-of-entry.ts'
import type { ReadScimEntry } from './group-scim-causes.ts'

/**
 * Signs in the log that Entra ID has put the application into quarantine, or is about to: only its own page knows. Judged by the requests of
 * the last day before the newest one; what succeeded since is no sign. `entries`: newest first.
 */
export function judgeQuarantine(entries: readonly ReadScimEntry[]): readonly Problem[] {
  const newestMs = Date.parse(entries[0]?.entry.createdAt ?? '')
  const recent = entries.filter(({ entry }) => !(newestMs - Date.parse(entry.createdAt) > DAY_MS))
  const failures = recent.filter(({ entry }) => isFailure(entry))
  const sign = signOf(recent, failures)
  if (sign === undefined) return []
  const facts = { failures: failures.length, requests: recent.length, sign }
  return [
    problem('scim-log.quarantine', facts, [
      seen('Requests of the last day', recent.length),
      seen('Failed', failures.length),
      seen('Rule of Entra ID', 'more than 40 % failures, from 5,000 on, or answers that make the connection useless')
    ])
  ]
}

const DAY_MS = 86_400_000
const LEAST_IN_A_ROW = 3
const LEAST_REQUESTS = 10
const MOST_FAILURES_SHARE = 0.4

function signOf(recent: readonly ReadScimEntry[], failures: readonly ReadScimEntry[]): string | undefined {
  const firstGood = recent.findIndex(({ entry }) => !isFailure(entry))
  const inARow = firstGood === -1 ? recent : recent.slice(0, firstGood)
  const refused = inARow.filter(({ entry }) => entry.responseCode === 401).length
  if (refused >= LEAST_IN_A_ROW) return `the newest ${String(refused)} were refused with 401, and none succeeded since`
  const notFound = inARow.filter(({ view }) => view.cause === 'search-not-found').length
  if (notFound >= LEAST_IN_A_ROW) return `the newest ${String(notFound)} searches were answered with 404, and none succeeded since`
  if (recent.length < LEAST_REQUESTS || failures.length / recent.length <= MOST_FAILURES_SHARE) return undefined
  return `that is ${String(Math.round((100 * failures.length) / recent.length))} %`
}
