import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { type KindRead, leaversOwned } from '../../core/owned/leavers-owned.ts'
import { type OwnedKindByUser, type OwnedKindOfSite, ownedWords } from '../../core/model/owned-kinds.ts'
import { ofUser } from '../../core/owned/owned-part.ts'
import type { Leaver, Leavers, LeaversOwned, OwnedProgress } from '../../core/owned/owned-views.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { UserFacts } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { type OwnedReader, readOwnedList } from './read-owned.ts'

export interface OwnedByLeaversRequest {
  /** It has no way to write. */
  readonly reader: OwnedReader
  readonly leavers: Leavers
  /** Whom the lists that exist for one user at a time are asked for: two requests each. Default 250. */
  readonly mostAsked?: number
}

/**
 * What everybody owns whom the sync would disable or delete. The requests are bounded, whatever the site: its users once, its automations and
 * file syncs once, and two lists for each of the first few hundred people, one after the other. What is not known is said. Throws `Cancelled`.
 */
export async function* ownedByLeavers(
  ports: { readonly clock: ClockPort },
  { reader, leavers, mostAsked = MOST_ASKED }: OwnedByLeaversRequest,
  signal: CancelSignal
): AsyncGenerator<OwnedProgress, Result<LeaversOwned, Problem>> {
  const { host } = reader.address
  const ids = new Set(leavers.people.map(({ userId }) => userId))
  const now = new Date(ports.clock.now()).toISOString()

  const users = new Map<number, UserFacts>()
  let usersCutBecause: string | undefined
  let looked = 0
  const pages = reader.users({}, signal)
  while (users.size < ids.size) {
    const page = await pages.next()
    if (page.done === true) {
      if (page.value.kind === 'complete') break
      const because = serviceProblem(page.value.failure, { host, action: 'read the users' })
      if (looked === 0) return fail(because)
      usersCutBecause = `The users of the site were not read to the end. ${because.cause}`
      break
    }
    for (const user of page.value) if (ids.has(user.id)) users.set(user.id, user)
    looked += page.value.length
    yield { doing: `looking for the accounts: ${looked.toLocaleString('en-US')} users read` }
  }
  await pages.return({ kind: 'complete' })

  const ofSite = async (kind: OwnedKindOfSite): Promise<KindRead> => {
    const about = {
      host,
      what: `the ${ownedWords[kind].many}`,
      keep: ({ userId }: { readonly userId: number | undefined }) => ids.has(userId ?? NaN)
    }
    const { items, cutBecause, isNotRead } = await readOwnedList(reader.ownedOfSite(kind, signal), about)
    return { counts: countsOf(items.map(({ userId }) => userId ?? NaN)), knownOf: isNotRead ? 0 : ids.size, cutBecause }
  }
  const isAnybody = ids.size > 0
  yield { doing: 'reading the automations' }
  const automations = isAnybody ? await ofSite('automation') : nothingToKnow
  yield { doing: 'reading the file syncs' }
  const syncs = isAnybody ? await ofSite('sync') : nothingToKnow

  const lists = [new AskedList('share-link'), new AskedList('gpg-key')]
  for (const [index, leaver] of leavers.people.slice(0, mostAsked).entries()) {
    yield { doing: `asking person by person: ${String(index + 1)} of ${String(Math.min(mostAsked, leavers.people.length))}` }
    for (const list of lists) await list.ask(reader, leaver, signal)
    if (lists.every(({ isOver }) => isOver)) break
  }
  const [shareLinks, gpgKeys] = lists.map((list) => list.read(leavers.people.length))
  const told = (count: (user: UserFacts) => number | undefined) => toldByAccounts([...users.values()], count, usersCutBecause)
  return succeed(
    leaversOwned({
      site: host,
      leavers,
      users,
      usersCutBecause,
      kinds: {
        'api-key': told(({ apiKeysCount }) => apiKeysCount),
        'ssh-key': told(({ publicKeysCount }) => publicKeysCount),
        'gpg-key': gpgKeys ?? nothingToKnow,
        'share-link': shareLinks ?? nothingToKnow,
        automation: automations,
        sync: syncs
      },
      now
    })
  )
}

const MOST_ASKED = 250
const nothingToKnow: KindRead = { counts: new Map(), knownOf: 0, cutBecause: undefined }

function countsOf(owners: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>()
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1)
  return counts
}

function toldByAccounts(
  users: readonly UserFacts[],
  count: (user: UserFacts) => number | undefined,
  usersCutBecause: string | undefined
): KindRead {
  const counts = new Map<number, number>()
  for (const user of users) {
    const told = count(user)
    if (told !== undefined) counts.set(user.id, told)
  }
  const silent = users.length - counts.size
  return {
    counts,
    knownOf: counts.size,
    cutBecause:
      silent > 0
        ? `The site does not tell their number for ${silent.toLocaleString('en-US')} of these accounts.`
        : usersCutBecause === undefined
          ? undefined
          : 'Not every account was found, because the users were not read to the end.'
  }
}

/** One list that is asked for person by person. It ends when the site refuses it: everybody else’s would be refused, too. */
class AskedList {
  readonly #kind: OwnedKindByUser
  readonly #counts = new Map<number, number>()
  #knownOf = 0
  #cutBecause: string | undefined
  #isOver = false

  constructor(kind: OwnedKindByUser) {
    this.#kind = kind
  }

  get isOver(): boolean {
    return this.#isOver
  }

  async ask(reader: OwnedReader, { userId }: Leaver, signal: CancelSignal): Promise<void> {
    if (this.#isOver) return
    const what = `the ${ownedWords[this.#kind].many}`
    const read = await readOwnedList(reader.ownedBy(this.#kind, userId, signal), { host: reader.address.host, what })
    const { items, isNotRead, cutBecause } = ofUser(read, userId)
    if (items.length > 0) this.#counts.set(userId, items.length)
    if (!isNotRead) this.#knownOf += 1
    if (cutBecause === undefined) return
    this.#cutBecause = cutBecause
    // Whatever stopped it after all its repetitions would stop hundreds more.
    this.#isOver = true
  }

  read(people: number): KindRead {
    const left = people - this.#knownOf
    const known = `They are known of ${this.#knownOf.toLocaleString('en-US')} of ${people.toLocaleString('en-US')} people.`
    const because =
      this.#cutBecause ?? (left > 0 ? 'The site lists them for one person at a time only, and more are not asked for here.' : undefined)
    return {
      counts: this.#counts,
      knownOf: this.#knownOf,
      cutBecause: because === undefined ? undefined : left > 0 ? `${because} ${known}` : because
    }
  }
}
