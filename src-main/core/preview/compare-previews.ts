import { accountState, type DirectorySnapshot, type PersonText } from './directory-snapshot.ts'
import { comparableText } from './name-person.ts'
import { outcomeAt, reasonAt } from './preview-codes.ts'
import type { Outcome, ReasonCode } from './preview-result.ts'
import type { Preview } from './run-preview.ts'
import { siteUserState } from './site-users.ts'

/** Somebody whose outcome or deciding reason is another one than in the earlier run. */
export interface ChangedOutcome {
  /** Rows in the two previews; absent where the person was not there. */
  readonly before: number | undefined
  readonly now: number | undefined
  readonly username: string
  readonly outcomeBefore: Outcome | undefined
  readonly outcomeNow: Outcome | undefined
  readonly reasonBefore: ReasonCode | undefined
  readonly reasonNow: ReasonCode | undefined
  /** What was edited meanwhile. Empty: nothing of this person, so the settings did it, or others who have the same name. */
  readonly causes: readonly Cause[]
}

export type Cause =
  | { readonly kind: 'appeared' | 'vanished'; readonly where: 'directory' | 'site' }
  | { readonly kind: 'attribute'; readonly attribute: string; readonly before: string; readonly after: string }
  | { readonly kind: 'site-field'; readonly field: string; readonly before: string; readonly after: string }
  /** A direct membership. */
  | { readonly kind: 'joined' | 'left'; readonly group: string }
  /** By way of another group that was edited. */
  | { readonly kind: 'joined-by-way-of' | 'left-by-way-of'; readonly group: string }

export interface PreviewComparison {
  readonly changed: readonly ChangedOutcome[]
  /** Settings that differ between the two runs: they can change anybody. */
  readonly rules: readonly { readonly rule: string; readonly before: string; readonly after: string }[]
  /** False: one of the readings was cut, and whoever it misses looks gone. */
  readonly isReliable: boolean
}

/** What is different since an earlier run, and why. People are known again by their stable id, then by DN; users by their id. */
export function comparePreviews(before: Preview, now: Preview): PreviewComparison {
  const pairs = pairRows(before, now)
  const groupEdits = createGroupEdits(before.snapshot, now.snapshot)
  const changed = pairs.flatMap(([rowBefore, rowNow]): readonly ChangedOutcome[] => {
    const outcomeBefore = rowBefore === undefined ? undefined : outcomeAt(before.outcomes[rowBefore])
    const outcomeNow = rowNow === undefined ? undefined : outcomeAt(now.outcomes[rowNow])
    const reasonBefore = rowBefore === undefined ? undefined : reasonAt(before.reasons[rowBefore])
    const reasonNow = rowNow === undefined ? undefined : reasonAt(now.reasons[rowNow])
    if (outcomeBefore === outcomeNow && reasonBefore === reasonNow) return []
    const username = rowNow === undefined ? before.username(rowBefore ?? 0) : now.username(rowNow)
    const causes = [...personCauses(before, rowBefore, now, rowNow, groupEdits), ...userCauses(before, rowBefore, now, rowNow)]
    return [{ before: rowBefore, now: rowNow, username, outcomeBefore, outcomeNow, reasonBefore, reasonNow, causes }]
  })
  const isReliable = [before, now].every(({ snapshot, site }) => snapshot.reading.end.kind === 'complete' && site?.isComplete !== false)
  return { changed, rules: changedRules(before, now), isReliable }
}

type RowPair = readonly [before: number | undefined, now: number | undefined]

/** A person and a user who had two rows and are one now belong to the same change, and the other way round. */
function pairRows(before: Preview, now: Preview): readonly RowPair[] {
  const rowsBefore = rowsById(before)
  const rowsNow = rowsById(now)
  const isPaired = new Uint8Array(before.rowCount)
  const pairs: RowPair[] = []
  for (let row = 0; row < now.rowCount; row += 1) {
    const earlier = firstRow(rowsBefore, idsOf(now, row))
    if (earlier !== undefined) isPaired[earlier] = 1
    pairs.push([earlier, row])
  }
  isPaired.forEach((paired, row) => {
    if (paired !== 1) pairs.push([row, firstRow(rowsNow, idsOf(before, row))])
  })
  return pairs
}

function rowsById(preview: Preview): ReadonlyMap<string, number> {
  const rows = new Map<string, number>()
  for (let row = 0; row < preview.rowCount; row += 1) for (const id of idsOf(preview, row)) if (!rows.has(id)) rows.set(id, row)
  return rows
}

function firstRow(rows: ReadonlyMap<string, number>, ids: readonly string[]): number | undefined {
  return ids.map((id) => rows.get(id)).find((row) => row !== undefined)
}

/** The surest first. */
function idsOf(preview: Preview, row: number): readonly string[] {
  const ids: string[] = []
  const person = preview.personOf(row)
  const user = preview.userOf(row)
  if (person !== undefined) {
    const stableId = preview.snapshot.people.text(person, 'stableId')
    if (stableId !== '') ids.push(`id ${stableId.toLowerCase()}`)
    ids.push(`dn ${comparableText(preview.snapshot.people.text(person, 'dn'))}`)
  }
  if (user !== undefined && preview.site !== undefined) ids.push(`user ${String(preview.site.id(user))}`)
  return ids
}

const attributes: readonly (readonly [column: PersonText, called: string | undefined])[] = [
  ['dn', 'DN'],
  ['username', undefined],
  ['mail', 'mail'],
  ['displayName', 'displayName'],
  ['commonName', 'cn'],
  ['givenName', 'givenName'],
  ['surname', 'sn']
]

function personCauses(
  before: Preview,
  rowBefore: number | undefined,
  now: Preview,
  rowNow: number | undefined,
  groupEdits: GroupEdits
): readonly Cause[] {
  const earlier = rowBefore === undefined ? undefined : before.personOf(rowBefore)
  const later = rowNow === undefined ? undefined : now.personOf(rowNow)
  if (earlier === undefined && later === undefined) return []
  if (earlier === undefined) return [{ kind: 'appeared', where: 'directory' }]
  if (later === undefined) return [{ kind: 'vanished', where: 'directory' }]
  const texts = attributes.flatMap(([column, called]): readonly Cause[] => {
    const was = before.snapshot.people.text(earlier, column)
    const is = now.snapshot.people.text(later, column)
    return was === is ? [] : [{ kind: 'attribute', attribute: called ?? now.rules.usernameField, before: was, after: is }]
  })
  const wasState = before.snapshot.people.state(earlier)
  const isState = now.snapshot.people.state(later)
  const states = Object.entries(accountState).flatMap(([name, bit]): readonly Cause[] =>
    (wasState & bit) === (isState & bit)
      ? []
      : [{ kind: 'attribute', attribute: name, before: yesNo((wasState & bit) !== 0), after: yesNo((isState & bit) !== 0) }]
  )
  return [...texts, ...states, ...groupEdits(earlier, later)]
}

type GroupEdits = (earlier: number, later: number) => readonly Cause[]

function createGroupEdits(before: DirectorySnapshot, now: DirectorySnapshot): GroupEdits {
  return (earlier, later) => {
    const [directBefore, allBefore] = groupNames(before, earlier)
    const [directNow, allNow] = groupNames(now, later)
    const only = (some: ReadonlyMap<string, string>, others: ReadonlyMap<string, string>): readonly (readonly [string, string])[] =>
      [...some].filter(([key]) => !others.has(key))
    const joined = only(directNow, directBefore)
    const left = only(directBefore, directNow)
    const isDirect = new Set([...joined, ...left].map(([key]) => key))
    const byWay = (list: readonly (readonly [string, string])[], kind: 'joined-by-way-of' | 'left-by-way-of'): readonly Cause[] =>
      list.flatMap(([key, group]) => (isDirect.has(key) ? [] : [{ kind, group }]))
    return [
      ...joined.map(([, group]): Cause => ({ kind: 'joined', group })),
      ...left.map(([, group]): Cause => ({ kind: 'left', group })),
      ...byWay(only(allNow, allBefore), 'joined-by-way-of'),
      ...byWay(only(allBefore, allNow), 'left-by-way-of')
    ]
  }
}

/** Names by comparable DN: those that the person is in directly, and all. */
function groupNames(
  { memberships, groups }: DirectorySnapshot,
  person: number
): readonly [direct: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>] {
  const rows = new Set(memberships.groupsOf(person))
  const named = (list: Iterable<number>): ReadonlyMap<string, string> =>
    new Map(Array.from(list, (group) => [comparableText(groups.dn(group)), groups.name(group)] as const))
  const direct = named(rows)
  // A set grows while it is walked, and knows what it has.
  for (const group of rows) for (const above of memberships.groupsAbove(group)) rows.add(above)
  return [direct, named(rows)]
}

function userCauses(before: Preview, rowBefore: number | undefined, now: Preview, rowNow: number | undefined): readonly Cause[] {
  if (before.site === undefined || now.site === undefined) return []
  const earlier = rowBefore === undefined ? undefined : before.userOf(rowBefore)
  const later = rowNow === undefined ? undefined : now.userOf(rowNow)
  if (earlier === undefined && later === undefined) return []
  if (earlier === undefined) return [{ kind: 'appeared', where: 'site' }]
  if (later === undefined) return [{ kind: 'vanished', where: 'site' }]
  const was = userFields(before.site, earlier)
  const is = userFields(now.site, later)
  return was.flatMap(([field, value], index): readonly Cause[] => {
    const after = is[index]?.[1] ?? ''
    return value === after ? [] : [{ kind: 'site-field', field, before: value, after }]
  })
}

function userFields(site: NonNullable<Preview['site']>, user: number): readonly (readonly [field: string, value: string])[] {
  const state = site.state(user)
  return [
    ['username', site.text(user, 'username')],
    ['email', site.text(user, 'email')],
    ['name', site.text(user, 'name')],
    ['disabled', yesNo((state & siteUserState.disabled) !== 0)],
    ['externally managed', yesNo((state & siteUserState.externallyManaged) !== 0)],
    ['single sign-on provider', String(site.ssoStrategyId(user) ?? 'none')],
    ['groups', [...site.groups(user)].sort().join(', ')]
  ]
}

function changedRules({ rules: before, site: usersBefore }: Preview, { rules: now, site: usersNow }: Preview): PreviewComparison['rules'] {
  const names = Object.keys(now).filter((name): name is keyof typeof now => name in before)
  const changed = names.flatMap((rule) => {
    const was = JSON.stringify(before[rule])
    const is = JSON.stringify(now[rule])
    return was === is ? [] : [{ rule, before: was, after: is }]
  })
  const compared = (users: Preview['site']): string => JSON.stringify(users === undefined ? 'not compared' : 'compared')
  if (compared(usersBefore) === compared(usersNow)) return changed
  return [{ rule: 'Users of a site', before: compared(usersBefore), after: compared(usersNow) }, ...changed]
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no'
}
