import type { MembershipSource } from '../directory-snapshot.ts'
import { NumberColumn } from './number-column.ts'

/** How a group writes its members down; the order is the order of preference where one member is written down twice. */
export const writtenSources = ['member', 'unique-member', 'member-uid'] as const
export type WrittenSource = Exclude<MembershipSource, 'primary'>

/** Members as they arrive, in runs of one group and one source: 4 bytes a member. */
export class MemberLog {
  readonly #members = new NumberColumn()
  /** Group and source of each run, and its first member. */
  readonly #runs = new NumberColumn()
  readonly #starts = new NumberColumn()

  get count(): number {
    return this.#members.count
  }

  get byteLength(): number {
    return this.#members.byteLength + this.#runs.byteLength + this.#starts.byteLength
  }

  startRun(group: number, source: WrittenSource): void {
    this.#runs.push(group * SOURCES + writtenSources.indexOf(source))
    this.#starts.push(this.#members.count)
  }

  /** A name's number, or a uid's for `member-uid`. */
  push(member: number): void {
    this.#members.push(member)
  }

  /** Visits the runs group by group, the preferred source first, in whatever order they came: `members[start]` to `members[end - 1]`. */
  forEachRun(visit: (group: number, source: number, members: Uint32Array, start: number, end: number) => void): void {
    const members = this.#members.view()
    for (const run of this.#runsInOrder()) {
      const key = this.#runs.at(run)
      const end = run + 1 < this.#starts.count ? this.#starts.at(run + 1) : members.length
      visit(Math.floor(key / SOURCES), key % SOURCES, members, this.#starts.at(run), end)
    }
  }

  /** Nearly always they came in order. */
  #runsInOrder(): Uint32Array {
    const order = Uint32Array.from({ length: this.#runs.count }, (_, run) => run)
    let isInOrder = true
    for (let run = 1; run < order.length; run += 1) isInOrder &&= this.#runs.at(run - 1) <= this.#runs.at(run)
    return isInOrder ? order : order.sort((one, other) => this.#runs.at(one) - this.#runs.at(other) || one - other)
  }
}

const SOURCES = 4
