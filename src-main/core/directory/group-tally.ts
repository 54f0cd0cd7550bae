import { type DirectoryEntry, valueOf, valuesOf } from '../model/directory-facts.ts'
import { circularGroups } from './circular-groups.ts'

const SAMPLES = 5
const RANGED_ATTRIBUTE = /^(member|uniquemember);range=(\d+)-(\d+|\*)$/

/** A group whose members came in parts; the rest has to be asked for. */
export interface RangedGroup {
  readonly dn: string
  readonly name: string
  readonly attribute: string
  /** How many values came with the entry itself. */
  readonly firstPart: number
}

/** Counts groups and their memberships by every way a directory has of writing them down. */
export class GroupTally {
  readonly #namesByDn = new Map<string, string>()
  readonly #namesByToken = new Map<string, string>()
  readonly #sizes = new Map<string, { name: string; members: number }>()
  readonly #membersOf = new Map<string, string[]>()
  readonly #ranged: RangedGroup[] = []
  #memberValues = 0
  #memberUids = 0
  #foreignMembers = 0
  #largestPage = 0

  add(page: readonly DirectoryEntry[]): void {
    this.#largestPage = Math.max(this.#largestPage, page.length)
    for (const entry of page) this.#addGroup(entry)
  }

  #addGroup(entry: DirectoryEntry): void {
    const name = valueOf(entry, 'cn') ?? entry.dn
    const key = comparable(entry.dn)
    this.#namesByDn.set(key, name)
    const token = valueOf(entry, 'primaryGroupToken') ?? valueOf(entry, 'gidNumber')
    if (token !== undefined) this.#namesByToken.set(token, name)
    this.#sizes.set(key, { name, members: 0 })
    this.addMembers(entry.dn, [...valuesOf(entry, 'member'), ...valuesOf(entry, 'uniqueMember')])
    const uids = valuesOf(entry, 'memberUid').length
    this.#memberUids += uids
    this.#grow(key, uids)
    for (const [attribute, values] of entry.attributes) {
      const range = RANGED_ATTRIBUTE.exec(attribute)
      if (range === null) continue
      this.addMembers(entry.dn, values)
      const [, plainAttribute = 'member', , upper] = range
      if (upper !== '*') this.#ranged.push({ dn: entry.dn, name, attribute: plainAttribute, firstPart: values.length })
    }
  }

  /** Also for the parts that are asked for afterwards. */
  addMembers(groupDn: string, members: readonly string[]): void {
    const key = comparable(groupDn)
    this.#memberValues += members.length
    this.#grow(key, members.length)
    // Which members are groups is known only when the last group has been read.
    const known = this.#membersOf.get(key) ?? []
    for (const member of members) {
      if (/,CN=ForeignSecurityPrincipals,/i.test(member)) this.#foreignMembers += 1
      known.push(comparable(member))
    }
    this.#membersOf.set(key, known)
  }

  #grow(key: string, by: number): void {
    const size = this.#sizes.get(key)
    if (size !== undefined) size.members += by
  }

  get rangedGroups(): readonly RangedGroup[] {
    return this.#ranged
  }

  nameOfPrimaryGroup(token: string): string | undefined {
    return this.#namesByToken.get(token)
  }

  facts() {
    const children = new Map<string, readonly string[]>()
    for (const [group, members] of this.#membersOf) {
      const groups = members.filter((member) => this.#namesByDn.has(member))
      if (groups.length > 0) children.set(group, groups)
    }
    const sizes = [...this.#sizes.values()]
    const largest = sizes.reduce<{ name: string; members: number } | undefined>(
      (best, size) => (best === undefined || size.members > best.members ? size : best),
      undefined
    )
    const valueRange = this.#ranged.length === 0 ? undefined : Math.max(...this.#ranged.map(({ firstPart }) => firstPart))
    return {
      count: sizes.length,
      samples: sizes.slice(0, SAMPLES),
      memberValues: this.#memberValues,
      memberUids: this.#memberUids,
      emptyGroups: sizes.filter(({ members }) => members === 0).length,
      nestedGroups: children.size,
      circularGroups: circularGroups(children).size,
      foreignMembers: this.#foreignMembers,
      ...(largest === undefined || largest.members === 0 ? {} : { largest }),
      ...(valueRange === undefined ? {} : { valueRange })
    }
  }
}

/** Servers return one spelling for one entry; case is the only thing that differs between a member value and the entry's own name. */
function comparable(dn: string): string {
  return dn.toLowerCase()
}
