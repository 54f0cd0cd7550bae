import type { UserFacts } from '../service/service-facts.ts'
import { consequencesOf, notLookedAt } from './consequences.ts'
import { joined } from './joined.ts'
import { ownedCount, type OwnedKind, ownedKinds, ownedPaths, ownedWords } from '../model/owned-kinds.ts'
import type { Leaver, LeaverOwns, Leavers, LeaversOwned, OwnedTotal } from './owned-views.ts'

/** What was read of one kind for the leavers. */
export interface KindRead {
  /** By the number of the user; nobody else than leavers. */
  readonly counts: ReadonlyMap<number, number>
  /** Of so many leavers it is known. */
  readonly knownOf: number
  /** A sentence; absent: it is known of everybody. */
  readonly cutBecause: string | undefined
}

export interface LeaversOwnedFacts {
  readonly site: string
  readonly leavers: Leavers
  /** The leavers whom the site has still, by number. */
  readonly users: ReadonlyMap<number, UserFacts>
  /** A sentence; absent: everybody was looked for. */
  readonly usersCutBecause: string | undefined
  readonly kinds: Readonly<Record<OwnedKind, KindRead>>
  readonly now: string
}

/** What everybody owns who would go, as totals and by person. Pure. */
export function leaversOwned(facts: LeaversOwnedFacts): LeaversOwned {
  const { site, leavers, users, usersCutBecause, kinds, now } = facts
  const { people, isComplete } = leavers
  const totals = ownedKinds.map((kind) => totalOf(kind, kinds[kind], people.length))
  const everyOwner = people.map((leaver) => ownsOf(leaver, facts)).filter(hasSomething)
  const owners = everyOwner.toSorted((one, other) => weightOf(other) - weightOf(one))
  const administrators = owners.filter(({ isAdministrator }) => isAdministrator).length
  const disabled = people.filter(({ outcome }) => outcome === 'disable').length
  const gone = usersCutBecause === undefined ? people.length - users.size : 0
  const isAll = isComplete && usersCutBecause === undefined && gone === 0 && totals.every(({ state }) => state === 'read')
  return {
    site,
    readAt: now,
    disabled,
    deleted: people.length - disabled,
    headline: headlineOf(disabled, people.length - disabled, totals, isAll),
    isComplete: isAll,
    totals,
    administrators,
    groupAdministrators: owners.filter(({ groupsAdministered }) => groupsAdministered > 0).length,
    owners: owners.slice(0, MOST_OWNERS),
    moreOwners: Math.max(0, owners.length - MOST_OWNERS),
    consequences: consequencesOf(
      [...new Set(people.map(({ outcome }) => outcome))],
      owners.some(({ isAdministrator, outcome }) => isAdministrator && outcome === 'disable')
    ),
    notRead: [
      ...(isComplete ? [] : ['The preview is incomplete: some of these people may stay, and others may be missing here.']),
      ...(usersCutBecause === undefined ? [] : [usersCutBecause]),
      ...(gone === 0 ? [] : [`The site does not have ${String(gone)} of these accounts any more: the preview is older than that.`]),
      ...totals.flatMap(({ kind, because }) => (because === '' ? [] : [`${capital(ownedWords[kind].many)}: ${because}`])),
      ...notLookedAt
    ]
  }
}

const MOST_OWNERS = 50

function totalOf(kind: OwnedKind, { counts, knownOf, cutBecause }: KindRead, people: number): OwnedTotal {
  const state = cutBecause === undefined ? 'read' : knownOf === 0 && people > 0 ? 'not-read' : 'cut'
  return {
    kind,
    state,
    count: [...counts.values()].reduce((sum, count) => sum + count, 0),
    owners: [...counts.values()].filter((count) => count > 0).length,
    knownOf,
    source: leaversSource(kind),
    because: cutBecause ?? ''
  }
}

/** Keys are counted by the accounts themselves; the rest is listed. */
function leaversSource(kind: OwnedKind): string {
  if (kind === 'api-key') return 'GET /users, api_keys_count'
  if (kind === 'ssh-key') return 'GET /users, public_keys_count'
  return kind === 'automation' || kind === 'sync' ? `GET /${ownedPaths[kind]}` : `GET /${ownedPaths[kind]}?user_id=…`
}

function ownsOf(leaver: Leaver, { users, kinds }: LeaversOwnedFacts): LeaverOwns {
  const user = users.get(leaver.userId)
  return {
    ...leaver,
    isAdministrator: user?.siteAdmin === true,
    groupsAdministered: user?.adminGroupIds?.length ?? 0,
    owns: ownedKinds.flatMap((kind) => {
      const count = kinds[kind].counts.get(leaver.userId) ?? 0
      return count === 0 ? [] : [{ kind, count }]
    })
  }
}

function hasSomething({ isAdministrator, groupsAdministered, owns }: LeaverOwns): boolean {
  return isAdministrator || groupsAdministered > 0 || owns.length > 0
}

/** An administrator who would go is what somebody has to see first. */
function weightOf({ isAdministrator, groupsAdministered, owns }: LeaverOwns): number {
  return (isAdministrator ? 1_000_000 : 0) + groupsAdministered + owns.reduce((sum, { count }) => sum + count, 0)
}

function headlineOf(disabled: number, deleted: number, totals: readonly OwnedTotal[], isAll: boolean): string {
  if (disabled + deleted === 0) return 'Nobody would be disabled or deleted.'
  const who = joined([
    ...(disabled === 0 ? [] : [`${people(disabled)} would be disabled`]),
    ...(deleted === 0 ? [] : [`${people(deleted)} ${disabled === 0 ? 'would be ' : ''}deleted`])
  ])
  const found = totals.filter(({ count }) => count > 0).map(({ kind, count }) => ownedCount(kind, count))
  if (found.length === 0)
    return `${who}. ${isAll ? 'They own no key, share link, automation or file sync.' : 'Nothing was found that they own, and not everything could be read.'}`
  return `${who}. They own ${isAll ? '' : 'at least '}${joined(found)}.`
}

function people(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'person' : 'people'}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
