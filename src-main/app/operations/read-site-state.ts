import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { ReadState } from '../../core/plan/plan.ts'
import { readStateOf } from '../../core/plan/read-state.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { StrategyFacts, UserFacts } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

/** Which users a plan is about: by name from a profile, by the service's id from a receipt; who is not there is left out. */
export type UsersToRead =
  { readonly kind: 'names'; readonly usernames: readonly string[] } | { readonly kind: 'ids'; readonly ids: readonly number[] }

/**
 * The site, all its single sign-on providers and the named users, by GET requests only. A list that was cut is a problem. Throws `Cancelled`.
 * `isManaged` tells the providers that are read one by one: that the list shows every field in full is not documented, and what it left out would
 * be planned from as if it were empty.
 */
export async function readSiteState(
  reader: FilesReader,
  users: UsersToRead,
  isManaged: (provider: StrategyFacts) => boolean,
  signal: CancelSignal
): Promise<Result<ReadState, Problem>> {
  const host = reader.address.host
  const site = await reader.site(signal)
  if (!site.ok) return fail(serviceProblem(site.error, { host, action: 'read the settings of the site' }))
  const strategies = await collectPages(reader.strategies(signal))
  if (strategies.failure !== undefined) return fail(cutProblem(strategies.failure, host, 'the single sign-on providers'))
  const providers = await inFull(reader, strategies.items, isManaged, signal)
  if (!providers.ok) return providers
  const found = users.kind === 'ids' ? await usersById(reader, users.ids, signal) : await usersByName(reader, users.usernames, signal)
  return found.ok ? succeed(readStateOf({ site: site.value, host, strategies: providers.value, users: found.value })) : found
}

async function inFull(
  reader: FilesReader,
  listed: readonly StrategyFacts[],
  isManaged: (provider: StrategyFacts) => boolean,
  signal: CancelSignal
): Promise<Result<readonly StrategyFacts[], Problem>> {
  const providers: StrategyFacts[] = []
  for (const provider of listed) {
    const read = isManaged(provider) ? await reader.strategy(provider.id, signal) : succeed(provider)
    if (!read.ok) {
      const what = `the single sign-on provider “${provider.label}” (${String(provider.id)})`
      return fail(serviceProblem(read.error, { host: reader.address.host, action: `read ${what}`, what }))
    }
    providers.push(read.value)
  }
  return succeed(providers)
}

/** A list that was cut is no base for anything. */
export function cutProblem(failure: ServiceFailure, host: string, what: string): Problem {
  const reason = serviceProblem(failure, { host, action: `read ${what}` })
  return problem('plan.read-incomplete', { what, reason: reason.title }, reason.evidence)
}

async function usersById(
  reader: FilesReader,
  ids: readonly number[],
  signal: CancelSignal
): Promise<Result<readonly UserFacts[], Problem>> {
  const users: UserFacts[] = []
  for (const id of ids) {
    const user = await reader.user(id, signal)
    if (user.ok) users.push(user.value)
    // Deleted meanwhile: whoever asked sees that somebody is missing.
    else if (user.error.kind !== 'refused' || user.error.status !== 404)
      return fail(
        serviceProblem(user.error, { host: reader.address.host, action: 'read a user', what: `user with the number ${String(id)}` })
      )
  }
  return succeed(users)
}

/** Asking by name is quick, and exact in a way that is not documented: whoever is not found so is looked for among all. */
async function usersByName(
  reader: FilesReader,
  usernames: readonly string[],
  signal: CancelSignal
): Promise<Result<readonly UserFacts[], Problem>> {
  const host = reader.address.host
  const found = new Map<number, UserFacts>()
  const missing = new Set(usernames.map(comparableUsername))
  for (const username of usernames.length > MOST_ASKED_BY_NAME ? [] : usernames) {
    const answer = await collectPages(reader.users({ username }, signal))
    if (answer.failure !== undefined) return fail(cutProblem(answer.failure, host, 'the users'))
    for (const user of answer.items) {
      if (comparableUsername(user.username) !== comparableUsername(username)) continue
      found.set(user.id, user)
      missing.delete(comparableUsername(username))
    }
  }
  if (missing.size === 0) return succeed([...found.values()])
  const pages = reader.users({}, signal)
  for (;;) {
    const page = await pages.next()
    if (page.done === true)
      return page.value.kind === 'cut' ? fail(cutProblem(page.value.failure, host, 'the users')) : succeed([...found.values()])
    for (const user of page.value) if (missing.has(comparableUsername(user.username))) found.set(user.id, user)
  }
}

/** Beyond this, reading all users in pages of a thousand is less work than asking for each. */
const MOST_ASKED_BY_NAME = 50
