import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader, UserFilter } from '../../core/service/files-service.ts'
import { foundUser, type FoundUsers } from '../../core/service/found-user.ts'
import type { StrategyFacts, UserFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'

export interface FindUsersRequest {
  /** It has no way to write. */
  readonly reader: FilesReader
  /** What a user name begins with; of an empty text nobody is found. */
  readonly text: string
  /** For the labels of providers. */
  readonly strategies: readonly Pick<StrategyFacts, 'id' | 'label'>[]
}

/**
 * The users whose name begins so, at most twenty; who is called exactly so is always among them, and first. Nothing but GET requests.
 * Throws `Cancelled`.
 */
export async function findUsers(
  ports: { readonly clock: ClockPort },
  { reader, text, strategies }: FindUsersRequest,
  signal: CancelSignal
): Promise<Result<FoundUsers, Problem>> {
  const prefix = text.trim()
  if (prefix === '') return succeed({ users: [], hasMore: false })
  let found: readonly UserFacts[] = []
  let spelling = prefix
  // Whether the service minds capitals is documented nowhere; user names are mostly written without.
  for (const usernamePrefix of new Set([prefix, prefix.toLowerCase()])) {
    const users = await firstUsers(reader, { usernamePrefix }, signal)
    if (!users.ok) return users
    found = users.value
    spelling = usernamePrefix
    if (found.length > 0) break
  }
  const hasMore = found.length > MOST_USERS
  if (hasMore && !found.some(({ username }) => isSame(username, prefix))) {
    const exact = await firstUsers(reader, { username: spelling }, signal)
    if (!exact.ok) return exact
    found = [...exact.value.filter(({ username }) => isSame(username, prefix)), ...found]
  }
  const now = new Date(ports.clock.now())
  const ordered = [...found].sort(
    (one, other) =>
      Number(isSame(other.username, prefix)) - Number(isSame(one.username, prefix)) || (one.username < other.username ? -1 : 1)
  )
  return succeed({ users: ordered.slice(0, MOST_USERS).map((user) => foundUser(user, strategies, now)), hasMore })
}

const MOST_USERS = 20

/** One page; one more than is shown tells whether there are others. */
async function firstUsers(reader: FilesReader, filter: UserFilter, signal: CancelSignal): Promise<Result<readonly UserFacts[], Problem>> {
  const pages = reader.users({ ...filter, pageSize: MOST_USERS + 1 }, signal)
  const first = await pages.next()
  if (first.done !== true) {
    await pages.return({ kind: 'complete' })
    return succeed(first.value)
  }
  if (first.value.kind === 'complete') return succeed([])
  return fail(serviceProblem(first.value.failure, { host: reader.address.host, action: 'look for users' }))
}

function isSame(one: string, other: string): boolean {
  return comparableUsername(one) === comparableUsername(other)
}
