import type { PreviewRules } from '../../src-main/core/preview/preview-rules.ts'
import type { PlainGroup, PlainPerson, PlainUser } from './plain-snapshot.ts'

/**
 * What a preview must say, worked out the slow and obvious way: every rule by itself, sets and nested loops, nothing of the engine's code.
 * Rows: people in their order, then users who are on no person's row.
 */
export interface OracleRow {
  readonly person: number | undefined
  readonly user: number | undefined
  readonly outcome: string
  readonly reason: string
  readonly changes: readonly string[]
  readonly gained: readonly string[]
  readonly lost: readonly string[]
}

export interface OracleResult {
  readonly rows: readonly OracleRow[]
  readonly effectiveMemberships: number
  readonly wouldLose: readonly string[]
}

export function previewOracle(
  people: readonly PlainPerson[],
  groups: readonly PlainGroup[],
  users: readonly PlainUser[],
  rules: PreviewRules
): OracleResult {
  const fold = (text: string): string => text.normalize('NFC').toLowerCase().normalize('NFC').trim()
  const closures = groups.map((_, group) => everybodyIn(groups, group, rules.directMembersOnly))

  const required = patterns(rules.requiredGroups, fold)
  const inRequired = (person: number): boolean =>
    required.length === 0 ||
    groups.some(({ name }, group) => required.some((pattern) => pattern(fold(name))) && closures[group]?.has(person))
  const included = patterns(rules.includedGroups, fold)
  const excluded = patterns(rules.excludedGroups, fold)
  const isKept = (name: string): boolean =>
    rules.provisionsGroups &&
    fold(name) !== '' &&
    (included.length === 0 || included.some((pattern) => pattern(fold(name)))) &&
    !excluded.some((pattern) => pattern(fold(name)))
  const keptNames = new Set(groups.filter(({ name }) => isKept(name)).map(({ name }) => fold(name)))
  const wantedGroups = (person: number): Set<string> =>
    new Set(groups.flatMap(({ name }, group) => (isKept(name) && closures[group]?.has(person) === true ? [fold(name)] : [])))

  const nameOf = (person: number): string => {
    const value = (people[person]?.username ?? '').trim()
    return value === '' || rules.domain === '' ? value : `${value}@${rules.domain}`
  }
  const managed = (user: number): boolean =>
    ((users[user]?.state ?? 4) & 4) !== 0 &&
    users[user]?.ssoStrategyId === (rules.managedBy.kind === 'strategy' ? rules.managedBy.id : undefined)
  const usersNamed = (name: string): readonly number[] =>
    name === '' ? [] : users.flatMap((user, index) => (fold(user.username) === name ? [index] : []))
  const bestUserNamed = (name: string): number | undefined => usersNamed(name).find(managed) ?? usersNamed(name)[0]

  const against = people.map((entry, person) => {
    const username = nameOf(person)
    if (!inRequired(person)) return 'not-in-required-groups'
    if (((entry.state ?? 0) & 1) !== 0) return 'disabled-in-directory'
    if (fold(username) === '') return 'no-username'
    if (usersNamed(fold(username)).length > 0) return undefined
    if (/[/\\,]/.test(username) || Array.from(username).some((character) => character < ' ')) return 'username-forbidden-characters'
    return Array.from(username).length > 255 ? 'username-too-long' : undefined
  })
  const isOutside = (person: number): boolean => against[person] === 'not-in-required-groups' || against[person] === 'disabled-in-directory'
  const takenWithName = (name: string): readonly number[] =>
    people.flatMap((_, person) => (against[person] === undefined && fold(nameOf(person)) === name ? [person] : []))
  const outsidersWithName = (name: string): readonly number[] =>
    name === '' ? [] : people.flatMap((_, person) => (isOutside(person) && fold(nameOf(person)) === name ? [person] : []))

  const userOf = new Map<number, number>()
  for (const name of new Set(users.map(({ username }) => fold(username)))) {
    const user = bestUserNamed(name)
    if (user === undefined) continue
    const taken = takenWithName(name)
    const outsider = outsidersWithName(name)[0]
    if (taken.length === 1 && taken[0] !== undefined) userOf.set(taken[0], user)
    else if (taken.length === 0 && outsider !== undefined && managed(user)) userOf.set(outsider, user)
  }
  const fullName = (person: number): string => {
    const entry = people[person]
    const choices = [entry?.displayName, entry?.commonName, `${entry?.givenName ?? ''} ${entry?.surname ?? ''}`]
    return choices.map((choice) => (choice ?? '').trim()).find((choice) => choice !== '') ?? ''
  }
  const newPeople = people.flatMap((_, person) => {
    const name = fold(nameOf(person))
    return against[person] === undefined && takenWithName(name).length === 1 && usersNamed(name).length === 0 ? [person] : []
  })
  const goneUsers = users.flatMap(({ username }, user) => {
    const name = fold(username)
    return name !== '' && managed(user) && takenWithName(name).length === 0 && outsidersWithName(name).length === 0 ? [user] : []
  })
  const samePerson = (person: number, user: number): boolean => {
    const mail = fold(people[person]?.mail ?? '')
    const name = fold(fullName(person))
    return mail !== '' && name !== '' && mail === fold(users[user]?.email ?? '') && name === fold(users[user]?.name ?? '')
  }
  const renamed = new Set<number>()
  for (const person of newPeople) {
    const alike = goneUsers.filter((user) => samePerson(person, user))
    const [user] = alike
    if (alike.length !== 1 || user === undefined || newPeople.filter((other) => samePerson(other, user)).length !== 1) continue
    userOf.set(person, user)
    renamed.add(person)
  }

  const gone = (user: number, reason: string): readonly [string, string] => {
    if (rules.whenGone === 'nothing') return ['unchanged', 'stays-when-gone']
    if (rules.whenGone === 'delete') return ['delete', reason]
    return [((users[user]?.state ?? 4) & 1) !== 0 ? 'unchanged' : 'disable', reason]
  }
  const outsideReason = (person: number): string =>
    against[person] === 'disabled-in-directory' ? 'disabled-in-directory' : 'no-longer-in-required-groups'
  const fields = (person: number, user: number): readonly string[] => {
    const entry = users[user]
    const mail = (people[person]?.mail ?? '').trim()
    return [
      ...(renamed.has(person) ? ['username'] : []),
      ...(mail !== '' && fold(mail) !== fold(entry?.email ?? '') ? ['email'] : []),
      ...(fullName(person) !== '' && fullName(person).normalize() !== (entry?.name ?? '').trim().normalize() ? ['name'] : []),
      ...(((entry?.state ?? 4) & 1) !== 0 ? ['disabled'] : [])
    ]
  }
  const groupsOf = (person: number, user: number | undefined): { readonly gained: readonly string[]; readonly lost: readonly string[] } => {
    const wanted = wantedGroups(person)
    const there = new Set((user === undefined ? [] : (users[user]?.groups ?? [])).map(fold))
    return {
      gained: [...wanted].filter((name) => !there.has(name)).sort(),
      lost: [...there].filter((name) => keptNames.has(name) && !wanted.has(name)).sort()
    }
  }
  const nothing = { changes: [], gained: [], lost: [] }

  const personRows = people.map((_, person): OracleRow => {
    const user = userOf.get(person)
    const row = { person, user, ...nothing }
    const reason = against[person]
    if (reason !== undefined) {
      if (user === undefined) return { ...row, outcome: 'left-out', reason }
      const [outcome, why] = gone(user, outsideReason(person))
      return { ...row, outcome, reason: why, changes: outcome === 'disable' ? ['disabled'] : [] }
    }
    if (takenWithName(fold(nameOf(person))).length > 1) return { ...row, outcome: 'left-out', reason: 'same-username-twice' }
    if (user === undefined)
      return rules.provisionsUsers
        ? { ...row, outcome: 'create', reason: 'new-person', ...groupsOf(person, undefined) }
        : { ...row, outcome: 'left-out', reason: 'user-provisioning-off' }
    if (!managed(user)) return { ...row, outcome: 'unchanged', reason: 'not-managed-by-this-sync' }
    const changes = fields(person, user)
    const { gained, lost } = groupsOf(person, user)
    const why = renamed.has(person)
      ? 'renamed'
      : changes.length > 0
        ? 'fields-differ'
        : gained.length + lost.length > 0
          ? 'groups-differ'
          : 'same'
    return { person, user, outcome: why === 'same' ? 'unchanged' : 'update', reason: why, changes, gained, lost }
  })
  const onRows = new Set(userOf.values())
  const userRows = users.flatMap(({ username }, user): readonly OracleRow[] => {
    if (onRows.has(user)) return []
    const row = { person: undefined, user, ...nothing }
    if (!managed(user)) return [{ ...row, outcome: 'unchanged', reason: 'not-managed-by-this-sync' }]
    const name = fold(username)
    if (name !== '' && takenWithName(name).length > 0) return [{ ...row, outcome: 'unchanged', reason: 'same-username-twice' }]
    const [outsider] = outsidersWithName(name)
    const [outcome, reason] = gone(user, outsider === undefined ? 'gone-from-directory' : outsideReason(outsider))
    return [{ ...row, outcome, reason, changes: outcome === 'disable' ? ['disabled'] : [] }]
  })
  const rows = [...personRows, ...userRows]
  const atRisk = rows.filter(({ outcome, reason, user }) => {
    if (user === undefined || rules.whenGone === 'nothing') return false
    if (outcome === 'disable' || outcome === 'delete') return true
    return reason === 'renamed' && (rules.whenGone === 'delete' || ((users[user]?.state ?? 4) & 1) === 0)
  })
  return {
    rows,
    effectiveMemberships: closures.reduce((sum, closure) => sum + closure.size, 0),
    wouldLose: atRisk.map(({ user }) => users[user ?? -1]?.username ?? '').sort()
  }
}

/** Adds until nothing more comes. */
function everybodyIn(groups: readonly PlainGroup[], start: number, directOnly: boolean): Set<number> {
  const inside = new Set([start])
  for (let before = 0; !directOnly && before !== inside.size;) {
    before = inside.size
    for (const group of [...inside]) for (const inner of groups[group]?.groups ?? []) inside.add(inner)
  }
  return new Set([...inside].flatMap((group) => groups[group]?.people ?? []))
}

function patterns(list: string, fold: (text: string) => string): readonly ((name: string) => boolean)[] {
  return list
    .split(/[,\r\n]/)
    .map(fold)
    .filter((item) => item !== '')
    .map((item) => {
      const source = Array.from(item).map((character) =>
        character === '*' ? '[^]*' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
      )
      const expression = new RegExp(`^${source.join('')}$`, 'u')
      return (name: string) => expression.test(name)
    })
}
