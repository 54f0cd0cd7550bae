import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { type OwnedKind, ownedKinds, ownedKindsByUser, ownedPaths, ownedWords } from '../../core/model/owned-kinds.ts'
import { ownedPart } from '../../core/owned/owned-part.ts'
import type { LeaverOutcome, OwnedPart, PersonOwned } from '../../core/owned/owned-views.ts'
import { MOST_GROUPS, personOwned } from '../../core/owned/person-owned.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { UserFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { type OwnedReader, readOwnedList } from './read-owned.ts'

export interface OwnedByPersonRequest {
  /** It has no way to write. */
  readonly reader: OwnedReader
  readonly userId: number
  /** What the sync would do with the account; absent: nothing of that kind. */
  readonly outcome: LeaverOutcome | undefined
}

/** What one user of the site owns, list by list. A list that is refused is told as such; only an account that cannot be read is a problem. Throws `Cancelled`. */
export async function ownedByPerson(
  ports: { readonly clock: ClockPort },
  { reader, userId, outcome }: OwnedByPersonRequest,
  signal: CancelSignal
): Promise<Result<PersonOwned, Problem>> {
  const { host } = reader.address
  const user = await reader.user(userId, signal)
  if (!user.ok) return fail(serviceProblem(user.error, { host, action: 'read the account', what: `user ${String(userId)}` }))
  const now = new Date(ports.clock.now()).toISOString()
  const parts: OwnedPart[] = []
  for (const kind of ownedKinds) parts.push(await partOf(reader, kind, user.value, now, signal))
  const groupNames = await namesOfGroups(reader, user.value.adminGroupIds ?? [], signal)
  return succeed(personOwned({ site: host, user: user.value, groupNames, parts, outcome, now }))
}

async function partOf(reader: OwnedReader, kind: OwnedKind, user: UserFacts, now: string, signal: CancelSignal): Promise<OwnedPart> {
  const about = { host: reader.address.host, what: `the ${ownedWords[kind].many}` }
  const byUser = ownedKindsByUser.find((each) => each === kind)
  if (byUser !== undefined) {
    const reading = await readOwnedList(reader.ownedBy(byUser, user.id, signal), about)
    return ownedPart(kind, user.id, reading, {
      source: `GET /${ownedPaths[kind]}?user_id=${String(user.id)}`,
      toldCount: toldCount(kind, user),
      now
    })
  }
  const ofSite = kind === 'automation' ? 'automation' : 'sync'
  const reading = await readOwnedList(reader.ownedOfSite(ofSite, signal), { ...about, keep: ({ userId }) => userId === user.id })
  return ownedPart(kind, user.id, reading, { source: `GET /${ownedPaths[kind]}`, toldCount: undefined, now })
}

function toldCount(kind: OwnedKind, { apiKeysCount, publicKeysCount }: UserFacts): number | undefined {
  if (kind === 'api-key') return apiKeysCount
  return kind === 'ssh-key' ? publicKeysCount : undefined
}

/** A group whose name cannot be read keeps its number. */
async function namesOfGroups(reader: OwnedReader, ids: readonly number[], signal: CancelSignal): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>()
  for (const id of ids.slice(0, MOST_GROUPS)) {
    const group = await reader.group(id, signal)
    if (group.ok) names.set(id, group.value.name)
  }
  return names
}
