import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { ReadState, TakenName } from '../../core/plan/plan.ts'
import { readStateOf } from '../../core/plan/read-state.ts'
import { type NameWish, renamedAlready } from '../../core/plan/resources/renamed-already.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { WantedGroup, WantedUser } from '../../core/profile/profile.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { GroupFacts, StrategyFacts, UserFacts } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

/** Which users and groups a plan is about: those of a profile, or by the service's numbers from a receipt; who is not there is left out. */
export type NamedToRead =
  | { readonly kind: 'wishes'; readonly users: readonly UserToRead[]; readonly groups: readonly WantedGroup[] }
  | { readonly kind: 'ids'; readonly users: readonly number[]; readonly groups: readonly number[] }

export type UserToRead = Pick<WantedUser, 'username' | 'newUsername'>

/**
 * The site, all its single sign-on providers and the named users and groups, by GET requests only. A list that was cut is a problem. Throws `Cancelled`.
 * `isManaged` tells the providers that are read one by one: that the list shows every field in full is not documented, and what it left out would
 * be planned from as if it were empty.
 */
export async function readSiteState(
  reader: FilesReader,
  named: NamedToRead,
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
  const users = named.kind === 'ids' ? await usersById(reader, named.users, signal) : await wantedUsers(reader, named.users, signal)
  if (!users.ok) return users
  const groups = named.kind === 'ids' ? await groupsById(reader, named.groups, signal) : await wantedGroups(reader, named.groups, signal)
  if (!groups.ok) return groups
  return succeed(
    readStateOf({
      site: site.value,
      host,
      strategies: providers.value,
      users: users.value.meant,
      groups: groups.value.meant,
      taken: [...users.value.taken, ...groups.value.taken]
    })
  )
}

/** `taken`: others whose names decide whether a rename is possible. */
export interface Found<T> {
  readonly meant: readonly T[]
  readonly taken: readonly TakenName[]
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

async function usersById(reader: FilesReader, ids: readonly number[], signal: CancelSignal): Promise<Result<Found<UserFacts>, Problem>> {
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
  return succeed({ meant: users, taken: [] })
}

/** Whoever has the old name, or, where nobody has it any more, the new one: renamed already. */
async function wantedUsers(
  reader: FilesReader,
  wishes: readonly UserToRead[],
  signal: CancelSignal
): Promise<Result<Found<UserFacts>, Problem>> {
  const names = wishes.flatMap(({ username, newUsername }) => (newUsername === undefined ? [username] : [username, newUsername]))
  const read = await usersByName(reader, names, signal)
  if (!read.ok) return read
  const there = new Set(read.value.map(({ username }) => comparableUsername(username)))
  const meant = namesNow(
    wishes.map(({ username, newUsername }) => ({ name: username, newName: newUsername })),
    there
  )
  return succeed({
    meant: read.value.filter(({ username }) => meant.has(comparableUsername(username))),
    taken: read.value.flatMap(({ id, username }): TakenName[] =>
      meant.has(comparableUsername(username)) ? [] : [{ resource: 'user', id, name: username }]
    )
  })
}

/** By which of the two names each is found. */
function namesNow(wishes: readonly NameWish[], there: ReadonlySet<string>): ReadonlySet<string> {
  const renamed = renamedAlready(wishes, there)
  return new Set(wishes.map((wish) => comparableUsername(renamed.has(wish) ? (wish.newName ?? wish.name) : wish.name)))
}

async function groupsById(reader: FilesReader, ids: readonly number[], signal: CancelSignal): Promise<Result<Found<GroupFacts>, Problem>> {
  const groups: GroupFacts[] = []
  for (const id of ids) {
    const group = await reader.group(id, signal)
    if (group.ok) groups.push(group.value)
    else if (group.error.kind !== 'refused' || group.error.status !== 404)
      return fail(
        serviceProblem(group.error, { host: reader.address.host, action: 'read a group', what: `group with the number ${String(id)}` })
      )
  }
  return succeed({ meant: groups, taken: [] })
}

/** All groups are read, because a new name must be nobody’s; only those that are meant count for the plan’s baseline. */
async function wantedGroups(
  reader: FilesReader,
  wishes: readonly WantedGroup[],
  signal: CancelSignal
): Promise<Result<Found<GroupFacts>, Problem>> {
  if (wishes.length === 0) return succeed({ meant: [], taken: [] })
  const { items, failure } = await collectPages(reader.groups(signal))
  if (failure !== undefined) return fail(cutProblem(failure, reader.address.host, 'the groups'))
  const there = new Set(items.map(({ name }) => comparableUsername(name)))
  const ids = new Set(wishes.flatMap(({ id }) => id ?? []))
  const names = namesNow(
    wishes.filter(({ id }) => id === undefined),
    there
  )
  const isMeant = ({ id, name }: GroupFacts): boolean => ids.has(id) || names.has(comparableUsername(name))
  return succeed({
    meant: items.filter(isMeant),
    taken: items.flatMap((group): TakenName[] => (isMeant(group) ? [] : [{ resource: 'group', id: group.id, name: group.name }]))
  })
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
