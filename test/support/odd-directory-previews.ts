import type { DirectorySnapshot } from '../../src-main/core/preview/directory-snapshot.ts'
import type { PreviewRules } from '../../src-main/core/preview/preview-rules.ts'
import { runPreview } from '../../src-main/core/preview/run-preview.ts'
import { summarizePreview } from '../../src-main/core/preview/summary.ts'
import { createRandom } from '../bench/seeded-random.ts'
import { groupNames, type OddDirectory } from './odd-directory.ts'
import { type PlainGroup, type PlainPerson, plainRules, plainSite, type PlainUser } from './plain-snapshot.ts'

/** The known directory in the order in which it was read: rows are numbers, and several connections mix them. */
export interface ArrangedDirectory {
  readonly people: readonly PlainPerson[]
  readonly groups: readonly PlainGroup[]
}

/** `keyOf` says which entry a name of the reading is, by what another program has read. */
export function arranged(directory: OddDirectory, snapshot: DirectorySnapshot, keyOf: ReadonlyMap<string, string>): ArrangedDirectory {
  const personRows = new Map<string, number>()
  for (let row = 0; row < snapshot.people.count; row += 1) personRows.set(keyOf.get(snapshot.people.text(row, 'dn')) ?? '?', row)
  const groupRows = new Map<string, number>()
  for (let row = 0; row < snapshot.groups.count; row += 1) groupRows.set(keyOf.get(snapshot.groups.dn(row)) ?? '?', row)
  const rowOfPerson = (index: number): number => personRows.get(`p${String(index)}`) ?? -1
  const rowOfGroup = (index: number): number => groupRows.get(`g${String(index)}`) ?? -1

  const people: PlainPerson[] = []
  directory.people.forEach(({ plain }, index) => (people[rowOfPerson(index)] = plain))
  const groups: PlainGroup[] = []
  directory.groups.forEach(({ name, people: inside, groups: nested, unknown, foreign }, index) => {
    groups[rowOfGroup(index)] = {
      name,
      people: ascending([...inside].map(rowOfPerson)),
      groups: ascending([...nested].map(rowOfGroup)),
      unknown,
      foreign
    }
  })
  return { people, groups }
}

/** Everything that a snapshot says, as plain values. */
export function plainly({ people, groups, memberships }: DirectorySnapshot): ArrangedDirectory {
  return {
    people: Array.from({ length: people.count }, (_, person) => ({
      username: people.text(person, 'username'),
      uid: people.text(person, 'uid'),
      extraUsernames: people.extraUsernames(person),
      mail: people.text(person, 'mail'),
      displayName: people.text(person, 'displayName'),
      commonName: people.text(person, 'commonName'),
      givenName: people.text(person, 'givenName'),
      surname: people.text(person, 'surname'),
      principalName: people.text(person, 'principalName'),
      state: people.state(person)
    })),
    groups: Array.from({ length: groups.count }, (_, group) => ({
      name: groups.name(group),
      people: ascending([...memberships.peopleIn(group)]),
      groups: ascending([...memberships.groupsIn(group)]),
      unknown: memberships.unknownIn(group),
      foreign: memberships.foreignIn(group)
    }))
  }
}

/** A site that knows many of these people, some of them otherwise, and people who are none of them. */
export function siteOf(directory: OddDirectory, seed: number): readonly PlainUser[] {
  const random = createRandom(seed)
  const names = ['gone-1', 'gone-2', 'old-name', 'anna', 'ANNA', ...directory.people.map(({ plain }) => plain.username ?? '')]
  return names.flatMap((name): readonly PlainUser[] => {
    if (random.below(3) === 0) return []
    const like = random.oneOf(directory.people)
    const strategy = random.oneOf([0, 0, 0, 7, 8])
    return [
      {
        username: random.oneOf([name, name, name.toUpperCase().toLowerCase(), `${name}@corp.example`]),
        email: random.oneOf([like.plain.mail ?? '', 'anna@corp.example', '']),
        name: random.oneOf([like.plain.displayName ?? '', like.plain.commonName ?? '', 'Anna Li']),
        state: random.oneOf([4, 4, 4, 5, 0, 6]),
        groups: Array.from({ length: random.below(4) }, () => random.oneOf([...groupNames, 'Only here'])),
        authenticationMethod: random.oneOf(['none', 'sso', 'password']),
        ...(strategy === 0 ? {} : { ssoStrategyId: strategy })
      }
    ]
  })
}

const lists = [
  '',
  '',
  '',
  'Staff',
  'sales*',
  '*',
  'Nobody',
  'Ops, staff',
  ' *north\nZ*rich,',
  '*s*t*',
  '開発部',
  'команда*',
  'stars * here',
  'R, D & "Labs"'
]

export function rulesOf(seed: number): PreviewRules {
  const random = createRandom(seed)
  return plainRules({
    domain: random.oneOf(['', '', 'corp.example']),
    requiredGroups: random.oneOf(lists),
    includedGroups: random.oneOf(lists),
    excludedGroups: random.oneOf(lists),
    directMembersOnly: random.below(2) === 0,
    managedBy: random.oneOf([{ kind: 'site-ldap' }, { kind: 'site-ldap' }, { kind: 'strategy', id: 7 }]),
    provisionsUsers: random.below(4) !== 0,
    provisionsGroups: random.below(4) !== 0,
    whenGone: random.oneOf(['disable', 'disable', 'delete', 'nothing'])
  })
}

/** A preview in the words of the oracle. */
export function previewInWords(snapshot: DirectorySnapshot, users: readonly PlainUser[], rules: PreviewRules) {
  const preview = runPreview(snapshot, plainSite(users), rules, { now: new Date(0) })
  const folded = (names: readonly string[]): readonly string[] =>
    [...new Set(names.map((name) => name.normalize('NFC').toLowerCase().trim()))].sort()
  const rows = Array.from({ length: preview.rowCount }, (_, index) => {
    const { outcome, reason, changes, groupsGained, groupsLost } = preview.row(index)
    const who = { person: preview.personOf(index), user: preview.userOf(index) }
    return { ...who, outcome, reason, changes: changes.map(({ field }) => field), gained: folded(groupsGained), lost: folded(groupsLost) }
  })
  return { preview, rows, summary: summarizePreview(preview) }
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...numbers].sort((one, other) => one - other)
}
