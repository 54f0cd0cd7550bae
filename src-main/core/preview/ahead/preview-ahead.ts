import type { DirectorySnapshot } from '../directory-snapshot.ts'
import type { MembershipCounts } from '../membership-counts.ts'
import type { NamesFound } from '../names-found.ts'
import { createFactsAbout, createFactsBeside, type PersonFacts } from '../person-facts.ts'
import { NO_ROW } from '../preview-codes.ts'
import type { PreviewRules } from '../preview-rules.ts'
import type { GroupNaming } from '../provisioned-groups.ts'
import type { SiteUsers } from '../site-users.ts'
import { grownNumbers } from '../snapshot/grown.ts'
import type { SnapshotBuilder } from '../snapshot/snapshot-builder.ts'
import { type ComparableSite, comparableSite } from './comparable-site.ts'
import { PeopleCounter } from './count-people.ts'
import { createUserFinder, type UserFinder } from './find-users.ts'

/**
 * What one preview needs of each person, found out while the next ones are still on their way: little is left to be done after the last of
 * them. It is a store of answers and no more: without it a preview is the same.
 */
export interface PreviewAhead {
  /** The users of the site are there. */
  useSite(site: SiteUsers): void
  /** A page has arrived. Does a share of what can be done by now, so that no page waits for long. */
  onPage(): void
  /** Does the rest, and answers for this snapshot, site and rules alone; `undefined` for any others, and the second time. */
  finish(snapshot: DirectorySnapshot, site: SiteUsers | undefined, rules: PreviewRules): KnownAhead | undefined
}

export interface KnownAhead {
  readonly facts: PersonFacts
  /** Absent without a site. */
  readonly names: NamesFound | undefined
  readonly isManaged: Uint8Array | undefined
  readonly groups: {
    readonly naming: GroupNaming
    readonly isRequired: Uint8Array
    counts(userOfPerson: Uint32Array): MembershipCounts
  }
}

/** For the snapshot that this builder makes, judged by these very rules. */
export function createPreviewAhead(builder: SnapshotBuilder, rules: PreviewRules): PreviewAhead {
  return new AheadWork(builder, rules)
}

/**
 * Nobody says when the last group has come. After so many pages without one the groups are taken to be complete; should another one come, what was
 * counted by then is thrown away.
 */
const QUIET_PAGES = 8

/** A page brings a thousand; the rest is what has waited for the site or for the groups. */
const MOST_PEOPLE_A_PAGE = 4000

class AheadWork implements PreviewAhead {
  readonly #builder: SnapshotBuilder
  readonly #rules: PreviewRules
  readonly #about: PersonFacts['about']
  #beside: PersonFacts['beside'] | undefined
  #site: ComparableSite | undefined
  #users: UserFinder | undefined
  #counter: PeopleCounter | undefined
  /** By person: the user of her name. */
  #userOf = new Uint32Array(0)
  /** How many people have been looked at, counted, and counted beside their users. */
  #looked = 0
  #counted = 0
  #compared = 0
  #quietPages = 0
  #groupsAndMembers = 0
  #isFinished = false

  constructor(builder: SnapshotBuilder, rules: PreviewRules) {
    this.#builder = builder
    this.#rules = rules
    this.#about = createFactsAbout(builder.arrivedPeople, rules)
  }

  useSite(site: SiteUsers): void {
    const comparable = comparableSite(site)
    if (comparable === undefined) return
    this.#site = comparable
    this.#beside = createFactsBeside(this.#builder.arrivedPeople, comparable, this.#rules)
    this.#users = createUserFinder(comparable, this.#rules)
    this.#counter?.useSite(comparable)
    this.#looked = 0
    this.#compared = 0
  }

  onPage(): void {
    this.#waitForGroups()
    this.#advance(MOST_PEOPLE_A_PAGE)
  }

  finish(snapshot: DirectorySnapshot, site: SiteUsers | undefined, rules: PreviewRules): KnownAhead | undefined {
    if (this.#isFinished || snapshot.people !== this.#builder.arrivedPeople || rules !== this.#rules) return undefined
    this.#isFinished = true
    if (site !== undefined && site !== this.#site) this.useSite(site)
    if (site !== this.#site) return undefined
    const counter = this.#counter?.isCurrent === true ? this.#counter : this.#countAnew()
    this.#advance(Number.POSITIVE_INFINITY)
    const users = this.#users
    return {
      facts: { about: this.#about, beside: this.#beside ?? (() => 0) },
      names: users,
      isManaged: users?.isManaged,
      groups: { naming: counter.naming, isRequired: counter.isRequired, counts: (userOfPerson) => counter.counts(userOfPerson) }
    }
  }

  #waitForGroups(): void {
    const { groups, members } = this.#builder
    this.#quietPages = groups + members === this.#groupsAndMembers ? this.#quietPages + 1 : 0
    this.#groupsAndMembers = groups + members
    if (this.#quietPages === 0) this.#counter = undefined
    else if (this.#counter === undefined && groups > 0 && this.#quietPages >= QUIET_PAGES) this.#countAnew()
  }

  #countAnew(): PeopleCounter {
    const counter = new PeopleCounter(this.#builder, this.#rules)
    if (this.#site !== undefined) counter.useSite(this.#site)
    this.#counter = counter
    this.#counted = 0
    this.#compared = 0
    return counter
  }

  #advance(most: number): void {
    this.#look(Math.min(this.#builder.people, this.#looked + most))
    const counter = this.#counter
    if (counter === undefined) return
    const end = Math.min(this.#looked, this.#counted + most)
    for (; this.#counted < end; this.#counted += 1) {
      counter.count(this.#counted)
      if (this.#compared === this.#counted) this.#compare(counter)
    }
    // Those who were counted before the site was there.
    const last = Math.min(this.#counted, this.#compared + most)
    while (this.#compared < last) this.#compare(counter)
  }

  #compare(counter: PeopleCounter): void {
    counter.compare(this.#compared, this.#userOf[this.#compared] ?? NO_ROW)
    this.#compared += 1
  }

  #look(end: number): void {
    const own = this.#builder.arrivedPeople.usernameKeys
    const users = this.#users
    this.#userOf = grownNumbers(this.#userOf, end)
    for (; this.#looked < end; this.#looked += 1) {
      const person = this.#looked
      this.#about(person)
      const user = own === undefined || users === undefined ? NO_ROW : users.userOf(own, own.keyOf[person] ?? NO_ROW)
      this.#userOf[person] = user
      if (user !== NO_ROW) this.#beside?.(person, user)
    }
  }
}
