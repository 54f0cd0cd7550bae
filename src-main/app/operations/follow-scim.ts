import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { seen } from '../../core/evidence.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { printableText } from '../../core/report/printable-text.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { followVerdict, isAboutPerson } from '../../core/scim/log/follow-verdict.ts'
import type { ReadScimEntry } from '../../core/scim/log/group-scim-causes.ts'
import { readEntries } from '../../core/scim/log/scim-log-view.ts'
import type { ScimFollowEvent, ScimFollowUp } from '../../core/scim/scim-views.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { ScimLogFacts, UserFacts } from '../../core/service/service-facts.ts'
import { isSame } from '../../core/trace/find-traced-person.ts'
import { newestScimEntries, readScimProviders } from './read-scim-log.ts'

export interface FollowScimPorts {
  readonly clock: ClockPort
  /** Throws `Cancelled` when the signal fires. */
  wait(ms: number, signal: CancelSignal): Promise<void>
}

export interface FollowScimLimits {
  readonly timeoutMs: number
  readonly pollMs: number
  /** No request for this long: Entra ID is through. Its steps follow each other within seconds. */
  readonly settledMs: number
  /** Readings that fail one after the other until it gives up. */
  readonly mostFailures: number
}

const usualLimits: FollowScimLimits = { timeoutMs: 600_000, pollMs: 3000, settledMs: 12_000, mostFailures: 6 }

/** As many as one person can make within a wait, with those of everybody else beside them. */
const MOST_NEW = 500

/**
 * “Provision on demand”: waits for the requests that Entra ID sends for one person, and says what became of them. New is what the site’s own
 * log did not have before: the clocks of the service and of this computer are never compared. Reads only. Throws `Cancelled`.
 */
export async function* followScim(
  ports: FollowScimPorts,
  { reader, person }: { readonly reader: FilesReader; readonly person: string },
  signal: CancelSignal,
  limits: FollowScimLimits = usualLimits
): AsyncGenerator<ScimFollowEvent, Result<ScimFollowUp, Problem>> {
  const providers = await readScimProviders(reader, signal)
  if (!providers.ok) return providers
  if (!providers.value.isOn) return fail(problem('scim-log.not-on', { site: reader.address.host }))
  const before = await newestScimEntries(reader, undefined, signal, MOST_BEFORE)
  if (before.problem !== undefined) return fail(before.problem)
  const known = new Set(before.entries.map(({ id }) => id))
  const newestBefore = before.entries[0]
  const ids = await idsOf(reader, person, before.entries, signal)
  throwIfCancelled(signal)
  yield { type: 'waiting-since', at: new Date(ports.clock.now()).toISOString() }

  const startedMs = ports.clock.monotonicMs()
  const waitedMs = (): number => Math.round(ports.clock.monotonicMs() - startedMs)
  // Kept from reading to reading: what is many requests ago is no longer read.
  const about = new Map<number, ReadScimEntry>()
  let newestMs = 0
  let readings = 0
  let failures = 0
  for (;;) {
    const isSettled = about.size > 0 && waitedMs() - newestMs >= limits.settledMs
    const leftMs = limits.timeoutMs - waitedMs()
    if (isSettled || leftMs <= 0) break
    await ports.wait(Math.min(limits.pollMs, leftMs), signal)
    const newest = await newestScimEntries(reader, newestBefore?.createdAt, signal, MOST_NEW)
    if (newest.problem !== undefined) {
      failures += 1
      if (failures >= limits.mostFailures) return fail(newest.problem)
      yield { type: 'waiting', waitedMs: waitedMs(), readings }
      continue
    }
    failures = 0
    readings += 1
    // Oldest first. Read together: who has a number is told by the entries before.
    const fresh = readEntries(newest.entries.filter(({ id }) => !known.has(id))).toReversed()
    learnIds(fresh, person, ids)
    for (const entry of fresh.filter((each) => isAboutPerson(each, person, ids))) {
      const isNew = !about.has(entry.view.id)
      about.set(entry.view.id, entry)
      if (!isNew) continue
      newestMs = waitedMs()
      yield { type: 'seen', entry: entry.view }
    }
    yield { type: 'waiting', waitedMs: waitedMs(), readings }
  }
  const now = new Date(ports.clock.now()).toISOString()
  const found = [...about.values()]
  if (found.length > 0) {
    const verdict = followVerdict(found, {
      person,
      now,
      tokenEndsAt: providers.value.tokenEndsAt,
      isByPassword: providers.value.isByPassword
    })
    return succeed({ ...verdict, entries: found.map(({ view }) => view) })
  }
  const minutes = Math.max(1, Math.round(limits.timeoutMs / 60_000))
  const evidence = [
    seen('Log read', `${String(readings)} times`),
    seen('Newest entry before', newestBefore === undefined ? 'none' : `number ${String(newestBefore.id)}, ${newestBefore.createdAt}`)
  ]
  return succeed({
    kind: 'not-seen',
    problem: problem('scim-log.follow.not-seen', { person: printableText(person), minutes }, evidence)
  })
}

const MOST_BEFORE = 1000

/** Numbers that are the person’s: by what the log has told so far, and by the user of that name. A change names the number alone. */
async function idsOf(reader: FilesReader, person: string, before: readonly ScimLogFacts[], signal: CancelSignal): Promise<Set<string>> {
  const ids = new Set<string>()
  learnIds(readEntries(before), person, ids)
  const pages = reader.users({ username: person.trim(), pageSize: 5 }, signal)
  const first = await pages.next()
  if (first.done === true) return ids
  await pages.return({ kind: 'complete' })
  // That the number in SCIM is the number of the user is not documented; where it is not, nothing is found by it.
  const users: readonly UserFacts[] = first.value
  for (const { id, username } of users) if (isSame(username, person)) ids.add(String(id))
  return ids
}

function learnIds(entries: readonly ReadScimEntry[], person: string, ids: Set<string>): void {
  const none = new Set<string>()
  for (const entry of entries) if (entry.reading.userId !== undefined && isAboutPerson(entry, person, none)) ids.add(entry.reading.userId)
}
