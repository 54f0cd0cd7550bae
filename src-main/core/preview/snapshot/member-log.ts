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

  /** Visits all members group by group, the preferred source first, in whatever order they came. */
  forEach(visit: (group: number, source: number, member: number) => void): void {
    const order = Uint32Array.from({ length: this.#runs.count }, (_, run) => run)
    order.sort((one, other) => this.#runs.at(one) - this.#runs.at(other) || one - other)
    for (const run of order) {
      const key = this.#runs.at(run)
      const end = run + 1 < this.#starts.count ? this.#starts.at(run + 1) : this.#members.count
      for (let at = this.#starts.at(run); at < end; at += 1) visit(Math.floor(key / SOURCES), key % SOURCES, this.#members.at(at))
    }
  }
}

const SOURCES = 4
