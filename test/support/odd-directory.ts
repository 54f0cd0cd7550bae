import { createRandom, type Random } from '../bench/seeded-random.ts'
import { entry, line } from './odd-ldif.ts'
import { type NameStep, spelled } from './odd-names.ts'
import { type MadePerson, type OddPerson, oddPerson } from './odd-person.ts'

export interface OddSize {
  readonly seed: number
  readonly people: number
  readonly groups: number
  /** Everybody has a user name: what a directory must have to be read in parts. */
  readonly allNamed?: boolean
}

export interface OddGroup {
  readonly key: string
  readonly steps: readonly NameStep[]
  readonly name: string
  readonly people: ReadonlySet<number>
  readonly groups: ReadonlySet<number>
  /** Members that are nobody's. */
  readonly unknown: number
  readonly foreign: number
}

/** A directory of which everything is known without reading it, with all that makes reading one hard; and the same as LDIF. */
export interface OddDirectory {
  readonly base: string
  readonly people: readonly OddPerson[]
  readonly groups: readonly OddGroup[]
  readonly ldif: string
}

const suffix: readonly NameStep[] = ['corp', 'example', 'test'].map((value) => [{ type: 'dc', value }])
export const oddSuffix = 'dc=corp,dc=example,dc=test'

/** Everything lies below `ou=d{seed}`, so that one server holds many of them, and each is a stranger to the others. */
export function oddDirectory({ seed, people: peopleCount, groups: groupCount, allNamed = false }: OddSize): OddDirectory {
  const random = createRandom(seed)
  const base: readonly NameStep[] = [[{ type: 'ou', value: `d${String(seed)}` }], ...suffix]
  const people = Array.from({ length: peopleCount }, (_, index) => oddPerson(index, base, random, allNamed))
  const names = Array.from({ length: groupCount }, () => random.oneOf(groupNames))
  const places = names.map((name, index): readonly NameStep[] => [
    [{ type: 'cn', value: `${name}${random.oneOf([' ', '-'])}g${String(index)}` }],
    [{ type: 'ou', value: 'groups' }],
    ...base
  ])
  const made = names.map((name, index) => oddGroup(index, name, places, people, base, random))
  const container = (value: string): string =>
    entry([`dn: ou=${value},ou=d${String(seed)},${oddSuffix}`, 'objectClass: organizationalUnit', `ou: ${value}`])
  return {
    base: `ou=d${String(seed)},${oddSuffix}`,
    people: people.map(({ person }) => person),
    groups: made.map(({ group }) => group),
    ldif: [
      entry([`dn: ou=d${String(seed)},${oddSuffix}`, 'objectClass: organizationalUnit', `ou: d${String(seed)}`]),
      container('people'),
      container('groups'),
      ...people.map(({ text }) => text),
      ...others(seed),
      ...made.map(({ text }) => text)
    ].join('\n')
  }
}

/** Few different ones on purpose: two groups of one name, and names that patterns reach together. */
export const groupNames: readonly string[] = [
  'Staff',
  'STAFF',
  'Sales North',
  'Sales South',
  'Zürich',
  'Zu\u0308rich',
  'Ops',
  'R, D & "Labs"',
  '開発部',
  'Команда #1',
  'a+b',
  'stars * here'
]

function oddGroup(
  index: number,
  name: string,
  places: readonly (readonly NameStep[])[],
  people: readonly MadePerson[],
  base: readonly NameStep[],
  random: Random
): { readonly group: OddGroup; readonly text: string } {
  const steps = places[index] ?? []
  const key = `g${String(index)}`
  const kind = random.oneOf(['groupOfNames', 'groupOfNames', 'groupOfUniqueNames', 'posixGroup'] as const)
  const lines = [
    line('dn', spelled(steps, random)),
    `objectClass: ${kind}`,
    line('cn', name),
    line('cn', `${name} also`),
    `description: ${key}`
  ]
  // The part that the name is made of has to be a value.
  lines.push(line('cn', steps[0]?.[0]?.value ?? ''))
  const inGroup = new Set<number>()
  const groups = new Set<number>()
  const some = <T>(list: readonly T[], most: number): readonly T[] => [
    ...new Set(Array.from({ length: random.below(most + 1) }, () => random.oneOf(list)))
  ]
  const rows = people.map((_, row) => row)

  if (kind === 'posixGroup') {
    const gid = 100 + random.below(9)
    lines.push(`gidNumber: ${String(gid)}`)
    people.forEach(({ person }, row) => {
      if (person.gid === gid) inGroup.add(row)
    })
    const written = new Set(some(rows, 6).flatMap((row) => people[row]?.person.uids.filter((uid) => /^[!-~ ]+$/.test(uid)) ?? []))
    const nobody = some(['nobody-1', 'NOBODY-2', 'Anna'], 2)
    for (const uid of [...written, ...nobody]) lines.push(line('memberUid', uid))
    for (const uid of written) people.forEach(({ person }, row) => person.uids.includes(uid) && inGroup.add(row))
    const unknown = nobody.filter((uid) => !people.some(({ person }) => person.uids.includes(uid)))
    return { group: { key, steps, name, people: inGroup, groups, unknown: unknown.length, foreign: 0 }, text: entry(lines) }
  }

  const attribute = kind === 'groupOfNames' ? 'member' : 'uniqueMember'
  const bits = (): string => (attribute === 'uniqueMember' && random.below(3) === 0 ? "#'0101'B" : '')
  for (const row of some(rows, 10)) {
    inGroup.add(row)
    lines.push(line(attribute, spelled(people[row]?.person.steps ?? [], random) + bits()))
  }
  for (const other of some(
    places.map((_, place) => place),
    3
  )) {
    groups.add(other)
    lines.push(line(attribute, spelled(places[other] ?? [], random) + bits()))
  }
  const dangling = some(
    [
      `cn=gone,ou=people,${oddSuffix}`,
      `cn=Weg\\2C Jo\\c3\\abl,ou=people,${oddSuffix}`,
      `cn=device,${spelled([[{ type: 'ou', value: 'people' }], ...base], random)}`,
      FOREIGN
    ],
    2
  )
  for (const dn of dangling) lines.push(line(attribute, dn))
  const isEmpty = inGroup.size + groups.size + dangling.length === 0
  if (isEmpty) lines.push(`${attribute}:`)
  return {
    group: { key, steps, name, people: inGroup, groups, unknown: dangling.length, foreign: dangling.includes(FOREIGN) ? 1 : 0 },
    text: entry(lines)
  }
}

const FOREIGN = `CN=S-1-5-21-1-2-3-1105,CN=ForeignSecurityPrincipals,${oddSuffix}`

/** Neither people nor groups, and members of groups all the same. */
function others(seed: number): readonly string[] {
  return [entry([`dn: cn=device,ou=people,ou=d${String(seed)},${oddSuffix}`, 'objectClass: device', 'cn: device', 'description: neither'])]
}
