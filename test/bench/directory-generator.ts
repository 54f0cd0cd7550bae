import { createRandom, type Random } from './seeded-random.ts'
import { firstNames, lastNames, words } from './directory-words.ts'
import { createGroups, type GeneratedGroup } from './generated-groups.ts'

/** The same data for the same seed on every computer: sizes of groups follow a power law, some groups are nested, two are circular. */
export interface DirectorySize {
  readonly users: number
  readonly groups: number
  /** Groups that have groups as members. Default: 6 %. */
  readonly nested?: number
  /** Members of the largest group. Default: a fifth of the people. */
  readonly largest?: number
  readonly median?: number
  readonly suffix?: string
  readonly seed?: number
}

/** A user of the site, as `--users FILE.json` takes it. */
export interface GeneratedUser {
  readonly id: number
  readonly username: string
  readonly name: string
  readonly email: string
  readonly disabled: boolean
  readonly groups: readonly string[]
}

export interface GeneratedDirectory {
  readonly siteUsers: readonly GeneratedUser[]
  readonly counts: DirectoryCounts
}

/** What a preview of this directory against this site has to find. */
export interface DirectoryCounts {
  readonly people: number
  readonly groups: number
  /** Lines `member:` in the LDIF. */
  readonly memberValues: number
  /** Of those, names of nobody. */
  readonly danglingValues: number
  /** Person in group, by way of other groups too, everybody once a group. */
  readonly effectiveMemberships: number
  /** People whom the site does not know; users whom it knows otherwise; users without a person. */
  readonly created: number
  readonly changed: number
  readonly gone: number
}

/** Writes the directory as LDIF, piece by piece, and gives the site's users beside it. */
export function generateDirectory(size: DirectorySize, write: (ldif: string) => void): GeneratedDirectory {
  const { users, groups, seed = 42, suffix = 'dc=corp,dc=example,dc=test', median = 15 } = size
  const random = createRandom(seed)
  write(rootEntries(suffix))
  const people = writePeople(users, suffix, random, write)
  const gone = Array.from({ length: Math.ceil(users / 100) }, (_, index) => goneUser(index))
  const made = createGroups(
    { people: users, groups, nested: size.nested ?? Math.round(groups * 0.06), largest: size.largest ?? users / 5, median },
    random
  )
  const direct: Uint32Array[] = []
  let memberValues = 0
  let danglingValues = 0
  for (const group of made.groups) {
    const members = made.membersOf(group)
    const written = memberLines(group, members, suffix, random)
    write(groupEntry(group, written.lines, suffix))
    memberValues += written.lines.length
    danglingValues += members.length - written.real.length
    direct.push(written.real)
  }
  return {
    siteUsers: [...people.siteUsers, ...gone],
    counts: {
      people: users,
      groups,
      memberValues,
      danglingValues,
      effectiveMemberships: countEffective(made.groups, direct, users),
      created: people.created,
      changed: people.changed,
      gone: gone.length
    }
  }
}

function rootEntries(suffix: string): string {
  const name = /^dc=([^,]+)/.exec(suffix)?.[1] ?? ''
  const units = ['people', 'groups', 'svc'].map((unit) => `dn: ou=${unit},${suffix}\nobjectClass: organizationalUnit\nou: ${unit}\n\n`)
  return [
    `dn: ${suffix}\nobjectClass: top\nobjectClass: dcObject\nobjectClass: organization\no: ${name}\ndc: ${name}\n\n`,
    ...units,
    `dn: cn=reader,ou=svc,${suffix}\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\nuserPassword: reader\n\n`
  ].join('')
}

/** The site knows most people as they are; one in a hundred not at all, two by another name, one by another mail address, and every tenth in capitals. */
function writePeople(count: number, suffix: string, random: Random, write: (ldif: string) => void) {
  const siteUsers: GeneratedUser[] = []
  let created = 0
  let changed = 0
  for (let person = 0; person < count; person += 1) {
    const given = random.oneOf(firstNames)
    const family = random.oneOf(lastNames)
    const uid = uidOf(person)
    const name = `${given} ${family}`
    const mail = `${asciiLetters(given)}.${asciiLetters(family)}${String(person)}@corp.example.test`
    const description = wordsOfLength(random)
    write(
      [
        `dn: ${personDn(person, suffix)}\nobjectClass: top\nobjectClass: person\nobjectClass: organizationalPerson\nobjectClass: inetOrgPerson\nuid: ${uid}\n`,
        attributeLine('cn', `${name} ${String(person)}`),
        attributeLine('sn', family),
        attributeLine('givenName', given),
        attributeLine('mail', mail),
        attributeLine('displayName', name),
        `employeeNumber: ${String(100_000 + person)}\n`,
        attributeLine('description', description),
        random.next() < 0.2 ? photoLine(random) : '',
        '\n'
      ].join('')
    )
    const luck = random.next()
    if (luck < 0.01) {
      created += 1
      continue
    }
    if (luck > 0.97) changed += 1
    siteUsers.push({
      id: 1_000_000 + person,
      username: luck < 0.1 ? uid.toUpperCase() : uid,
      name: luck > 0.98 ? 'Old Name' : name,
      email: luck > 0.97 && luck <= 0.98 ? 'old@x.test' : mail,
      disabled: false,
      groups: []
    })
  }
  return { siteUsers, created, changed }
}

function goneUser(index: number): GeneratedUser {
  const username = `gone${String(index)}`
  return { id: 9_000_000 + index, username, name: `Gone ${String(index)}`, email: `${username}@x.test`, disabled: false, groups: [] }
}

/** A few names are written in other letters, and a few name nobody. */
function memberLines(group: GeneratedGroup, members: readonly number[], suffix: string, random: Random) {
  const lines: string[] = []
  const real: number[] = []
  for (const person of members) {
    const luck = random.next()
    const dn = personDn(person, suffix)
    if (luck >= 0.02 && luck < 0.025) lines.push(`member: uid=x${String(person)},ou=people,${suffix}\n`)
    else {
      real.push(person)
      lines.push(luck < 0.02 ? `member: ${inOtherLetters(dn)}\n` : `member: ${dn}\n`)
    }
  }
  for (const child of group.children) if (child !== group.index) lines.push(`member: ${groupDn(child, suffix)}\n`)
  return { lines, real: Uint32Array.from(real) }
}

function inOtherLetters(dn: string): string {
  return dn.replace('uid=u', 'UID=U').replace('ou=people', 'OU=People').replaceAll('dc=', 'DC=')
}

function groupEntry({ index }: GeneratedGroup, lines: readonly string[], suffix: string): string {
  return `dn: ${groupDn(index, suffix)}\nobjectClass: top\nobjectClass: groupOfNames\ncn: ${groupName(index)}\ndescription: group ${String(index)}\n${lines.join('')}\n`
}

/** By walking from every group anew: slow and plain, so that it can be believed. */
function countEffective(groups: readonly GeneratedGroup[], direct: readonly Uint32Array[], people: number): number {
  const children = new Map(groups.map(({ index, children: below }) => [index, below]))
  const lastGroup = new Int32Array(people).fill(-1)
  let total = 0
  for (const { index } of groups) {
    const reached = new Set([index])
    for (const group of reached) {
      for (const child of children.get(group) ?? []) reached.add(child)
      for (const person of direct[group] ?? []) {
        if (lastGroup[person] === index) continue
        lastGroup[person] = index
        total += 1
      }
    }
  }
  return total
}

function photoLine(random: Random): string {
  const bytes = Buffer.alloc(2600 + random.below(800))
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = random.below(256)
  bytes.set([0xff, 0xd8, 0xff, 0xe0])
  return `jpegPhoto:: ${bytes.toString('base64')}\n`
}

function wordsOfLength(random: Random): string {
  let text = ''
  while (text.length < 300) text += `${random.oneOf(words)} `
  return `${text.slice(0, 299)}.`
}

function attributeLine(name: string, value: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(value) && !/^[ :<]/.test(value)
  return isPlain ? `${name}: ${value}\n` : `${name}:: ${Buffer.from(value).toString('base64')}\n`
}

function asciiLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
}

function uidOf(person: number): string {
  return `u${String(person).padStart(7, '0')}`
}

function personDn(person: number, suffix: string): string {
  return `uid=${uidOf(person)},ou=people,${suffix}`
}

function groupName(group: number): string {
  return `group${String(group).padStart(5, '0')}`
}

function groupDn(group: number, suffix: string): string {
  return `cn=${groupName(group)},ou=groups,${suffix}`
}
