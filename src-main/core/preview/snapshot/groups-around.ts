import type { MemberLog } from './member-log.ts'
import { writtenSources } from './member-log.ts'
import { type NumberLists } from './number-lists.ts'

/** The groups of a reading that goes on: whom they name may arrive later. */
export interface ArrivedGroups {
  readonly count: number
  readonly log: MemberLog
  readonly names: number
  readonly uids: number
  nameOfGroup(group: number): number
  nameOfPerson(person: number): number
  /** Numbers of the uids that groups name, of those that the person has. */
  uidsOf(person: number): readonly number[]
  primaryGroupsOf(person: number): readonly number[]
}

/**
 * The groups around one person, found from the person's side: by name, so that a person can be counted when she arrives, without the lists of
 * members, which can only be made when everybody is there. Knows the groups and members that were there when it was made.
 */
export class GroupsAround {
  /** What `walk` found. */
  readonly found: Uint32Array
  readonly #arrived: ArrivedGroups
  /** By name and by uid: the groups that have it as a member, some of them twice. */
  readonly #groupsOfName: NumberLists
  readonly #groupsOfUid: NumberLists
  /** By group: the walk that met it last. */
  readonly #stamps: Uint32Array
  #stamp = 0
  #count = 0

  constructor(arrived: ArrivedGroups) {
    this.#arrived = arrived
    this.#groupsOfName = byMember(arrived.log, arrived.names, (source) => source !== MEMBER_UID)
    this.#groupsOfUid = byMember(arrived.log, arrived.uids, (source) => source === MEMBER_UID)
    this.#stamps = new Uint32Array(arrived.count)
    this.found = new Uint32Array(arrived.count)
  }

  /** Finds every group that the person is in, each once, and returns how many. */
  walk(person: number, directOnly: boolean): number {
    const arrived = this.#arrived
    this.#stamp += 1
    this.#count = 0
    this.#addOf(this.#groupsOfName, arrived.nameOfPerson(person))
    if (arrived.uids > 0) for (const uid of arrived.uidsOf(person)) this.#addOf(this.#groupsOfUid, uid)
    for (const group of arrived.primaryGroupsOf(person)) this.#add(group)
    if (!directOnly) for (let at = 0; at < this.#count; at += 1) this.#addOf(this.#groupsOfName, arrived.nameOfGroup(this.found[at] ?? 0))
    return this.#count
  }

  #addOf({ starts, items }: NumberLists, row: number): void {
    // Names that came later stand in no group.
    if (row + 1 >= starts.length) return
    const end = starts[row + 1] ?? 0
    for (let at = starts[row] ?? 0; at < end; at += 1) this.#add(items[at] ?? 0)
  }

  #add(group: number): void {
    if (this.#stamps[group] === this.#stamp) return
    this.#stamps[group] = this.#stamp
    this.found[this.#count] = group
    this.#count += 1
  }
}

const MEMBER_UID = writtenSources.indexOf('member-uid')

function byMember(log: MemberLog, members: number, isWanted: (source: number) => boolean): NumberLists {
  const starts = new Uint32Array(members + 1)
  let count = 0
  log.forEachRun((_group, source, numbers, start, end) => {
    if (!isWanted(source)) return
    for (let at = start; at < end; at += 1) {
      const row = (numbers[at] ?? 0) + 1
      starts[row] = (starts[row] ?? 0) + 1
    }
    count += end - start
  })
  for (let row = 0; row < members; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const next = starts.slice()
  const items = new Uint32Array(count)
  log.forEachRun((group, source, numbers, start, end) => {
    if (!isWanted(source)) return
    for (let at = start; at < end; at += 1) {
      const row = numbers[at] ?? 0
      const place = next[row] ?? 0
      items[place] = group
      next[row] = place + 1
    }
  })
  return { starts, items }
}
