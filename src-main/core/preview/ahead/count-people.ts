import { matchGroups } from '../group-patterns.ts'
import type { MembershipCounts } from '../membership-counts.ts'
import { NO_ROW } from '../preview-codes.ts'
import type { PreviewRules } from '../preview-rules.ts'
import { type GroupNaming, nameProvisionedGroups } from '../provisioned-groups.ts'
import type { GroupsAround } from '../snapshot/groups-around.ts'
import { grownBytes, grownNumbers } from '../snapshot/grown.ts'
import type { SnapshotBuilder } from '../snapshot/snapshot-builder.ts'
import type { ComparableSite } from './comparable-site.ts'

/**
 * Counts memberships person by person, by the groups that had arrived when it was made: what `countMemberships` finds group by group when
 * everybody is there.
 */
export class PeopleCounter {
  readonly naming: GroupNaming
  readonly #builder: SnapshotBuilder
  readonly #groups: number
  readonly #members: number
  readonly #around: GroupsAround
  readonly #directOnly: boolean
  /** By row of a group: the number of its name; `NO_ROW` when the sync does not keep it. */
  readonly #nameOf: Uint32Array
  readonly #isRequiredGroup: Uint8Array
  readonly #peopleIn: Uint32Array
  /** By number of a name: the last person who shall be in it, and 1; the last comparison whose user is there. */
  readonly #lastWanted: Uint32Array
  readonly #lastThere: Uint32Array
  #comparison = 0
  #walked = -1
  #site: ComparableSite | undefined
  #nameOfSiteGroup = new Uint32Array(0)
  #isRequired = new Uint8Array(0)
  #wanted = new Uint32Array(0)
  #there = new Uint32Array(0)
  #common = new Uint32Array(0)
  /** By person: the user beside her, and 1. */
  #beside = new Uint32Array(0)
  #effective = 0

  constructor(builder: SnapshotBuilder, rules: PreviewRules) {
    this.#builder = builder
    this.#groups = builder.groups
    this.#members = builder.members
    this.#around = builder.groupsAround()
    this.#directOnly = rules.directMembersOnly
    this.naming = nameProvisionedGroups(builder.arrivedGroups, rules)
    this.#nameOf = namesByRow(this.#groups, this.naming)
    this.#isRequiredGroup = matchGroups(rules.requiredGroups, builder.arrivedGroups).matched
    this.#peopleIn = new Uint32Array(this.naming.names.length)
    this.#lastWanted = new Uint32Array(this.naming.names.length)
    this.#lastThere = new Uint32Array(this.naming.names.length)
  }

  /** False: a group or a member has come since, and all of this is worth nothing. */
  get isCurrent(): boolean {
    return this.#groups === this.#builder.groups && this.#members === this.#builder.members
  }

  /** Before anybody is compared. */
  useSite(site: ComparableSite): void {
    this.#site = site
    this.#nameOfSiteGroup = Uint32Array.from(site.siteGroups.names, (name) => this.naming.nameNumber(name) ?? NO_ROW)
    this.#beside.fill(0)
    this.#there.fill(0)
    this.#common.fill(0)
  }

  /** Everybody once, in the order of the rows. */
  count(person: number): void {
    this.#makeRoom(person)
    const groups = this.#around.walk(person, this.#directOnly)
    const { found } = this.#around
    const stamp = person + 1
    let wanted = 0
    for (let at = 0; at < groups; at += 1) {
      const group = found[at] ?? 0
      if (this.#isRequiredGroup[group] === 1) this.#isRequired[person] = 1
      const name = this.#nameOf[group] ?? NO_ROW
      if (name === NO_ROW || this.#lastWanted[name] === stamp) continue
      this.#lastWanted[name] = stamp
      this.#peopleIn[name] = (this.#peopleIn[name] ?? 0) + 1
      wanted += 1
    }
    this.#wanted[person] = wanted
    this.#effective += groups
    this.#walked = person
  }

  /** Puts a user beside a person who was counted; `NO_ROW` for nobody. Cheapest just after she was. */
  compare(person: number, user: number): void {
    const beside = (user + 1) >>> 0
    if (this.#site === undefined || this.#beside[person] === beside) return
    this.#beside[person] = beside
    const siteGroups = user === NO_ROW ? NO_GROUPS : this.#site.groupNumbers(user)
    let there = 0
    let common = 0
    if (siteGroups.length > 0) {
      this.#comparison += 1
      if (this.#walked !== person) this.#walkAgain(person)
      for (let at = 0; at < siteGroups.length; at += 1) {
        const name = this.#nameOfSiteGroup[siteGroups[at] ?? 0] ?? NO_ROW
        if (name === NO_ROW || this.#lastThere[name] === this.#comparison) continue
        this.#lastThere[name] = this.#comparison
        there += 1
        if (this.#lastWanted[name] === person + 1) common += 1
      }
    }
    this.#there[person] = there
    this.#common[person] = common
  }

  /** By person: 1 when she is in a required group. */
  get isRequired(): Uint8Array {
    return this.#isRequired
  }

  /** Of all people, when everybody was counted, beside the users that they turned out to have. */
  counts(userOfPerson: Uint32Array): MembershipCounts {
    const people = userOfPerson.length
    for (let person = 0; person < people; person += 1) this.compare(person, userOfPerson[person] ?? NO_ROW)
    return {
      peopleIn: this.#peopleIn,
      isOnSite: this.#namesOnSite(),
      wanted: this.#wanted.subarray(0, people),
      there: this.#there.subarray(0, people),
      common: this.#common.subarray(0, people),
      effective: this.#effective
    }
  }

  #namesOnSite(): Uint8Array {
    const isOnSite = new Uint8Array(this.#peopleIn.length)
    if (this.#site?.namesGroups === false) return isOnSite.fill(1)
    this.#nameOfSiteGroup.forEach((name, group) => {
      if (name !== NO_ROW && this.#site?.siteGroups.hasUsers(group) === true) isOnSite[name] = 1
    })
    return isOnSite
  }

  /** Only to know again which names the person shall be in. */
  #walkAgain(person: number): void {
    const groups = this.#around.walk(person, this.#directOnly)
    for (let at = 0; at < groups; at += 1) {
      const name = this.#nameOf[this.#around.found[at] ?? 0] ?? NO_ROW
      if (name !== NO_ROW) this.#lastWanted[name] = person + 1
    }
    this.#walked = person
  }

  #makeRoom(person: number): void {
    if (person < this.#wanted.length) return
    this.#wanted = grownNumbers(this.#wanted, person + 1)
    const { length } = this.#wanted
    this.#there = grownNumbers(this.#there, length)
    this.#common = grownNumbers(this.#common, length)
    this.#beside = grownNumbers(this.#beside, length)
    this.#isRequired = grownBytes(this.#isRequired, length)
  }
}

const NO_GROUPS = new Uint32Array(0)

function namesByRow(groups: number, { rowsOf }: GroupNaming): Uint32Array {
  const nameOf = new Uint32Array(groups).fill(NO_ROW)
  rowsOf.forEach((rows, name) => {
    for (const row of rows) nameOf[row] = name
  })
  return nameOf
}
