import { performance } from 'node:perf_hooks'
import type { LdapFailure } from '../../../core/model/directory-facts.ts'
import type { EntryView } from '../../../core/preview/snapshot/entry-view.ts'
import type { BulkCut, BulkProgress, BulkRequest, BulkSink } from '../../../core/ports/bulk-directory.ts'
import { EntryDecoder } from './entry-decoder.ts'
import { failureText } from './failure-text.ts'
import type { OpenRange } from './follow-ranges.ts'
import { NameHashes } from './name-hashes.ts'
import type { TakeEntry } from './read-pages.ts'

export interface CutReason {
  /** A sentence with a full stop, or without one when `failure` completes it. */
  readonly because: string
  readonly failure?: LdapFailure
}

/** What all connections of one reading share: the counts, the names that have come, the first cut. */
export class BulkReading {
  readonly openRanges: OpenRange[] = []
  /** The first one; later ones often follow from it. */
  cut: BulkCut | undefined
  readonly #sink: BulkSink
  readonly #request: BulkRequest
  readonly #people = new NameHashes()
  readonly #groups = new NameHashes()
  readonly #memberships: readonly number[]
  readonly #startedMs = performance.now()
  #pages = 0
  #members = 0

  constructor(request: BulkRequest, sink: BulkSink) {
    this.#request = request
    this.#sink = sink
    const { attributes } = request.groups
    this.#memberships = attributes.flatMap((name, index) => (membershipAttributes.has(name.toLowerCase()) ? [index] : []))
  }

  /**
   * Takes people of one search. `splitBy`: index of the attribute that people are split by. Whoever has several values of it is rightly found by
   * several parts; anybody else who comes twice proves that the server's answers are no whole.
   */
  personTaker(splitBy: number | undefined): TakeEntry {
    const decoder = new EntryDecoder(this.#request.people.attributes)
    return (bytes, start, end) => {
      const entry = decoder.decode(bytes, start, end)
      if (!this.#people.add(entry.bytes, entry.dnStart, entry.dnEnd)) {
        if (splitBy !== undefined && ((entry.values[splitBy] ?? []).length > 2 || decoder.hasOption(splitBy))) return 'known'
        this.cutBy('people', { because: `${dnText(entry)} was sent twice, so that somebody else may be missing.` })
        return 'stop'
      }
      if (entry.ranges.some(({ last }) => last !== undefined)) {
        this.cutBy('people', { because: `Not all values of ${dnText(entry)} were sent.` })
      }
      this.#sink.person(entry)
      return 'new'
    }
  }

  groupTaker(): TakeEntry {
    const decoder = new EntryDecoder(this.#request.groups.attributes)
    return (bytes, start, end) => {
      const entry = decoder.decode(bytes, start, end)
      if (!this.#groups.add(entry.bytes, entry.dnStart, entry.dnEnd)) {
        this.cutBy('groups', { because: `${dnText(entry)} was sent twice, so that another group may be missing.` })
        return 'stop'
      }
      this.#countMembers(entry)
      const group = this.#sink.group(entry)
      for (const { attribute, first, last } of entry.ranges) {
        if (last === undefined) continue
        const next = first === 0 ? last + 1 : 0
        this.openRanges.push({ group, dn: dnText(entry), attribute, next })
      }
      return 'new'
    }
  }

  readonly takeMembers = (group: number, entry: EntryView): void => {
    this.#countMembers(entry)
    this.#sink.members(group, entry)
  }

  readonly endPage = (): void => {
    this.#pages += 1
    this.#sink.progress(this.progress())
  }

  /** Whom the first few people are shown to; `undefined`: nobody wants to see them ahead. */
  get glimpse(): ((entry: EntryView) => void) | undefined {
    return this.#sink.glimpse?.bind(this.#sink)
  }

  progress(): BulkProgress {
    const entries = this.#people.size + this.#groups.size
    return {
      pages: this.#pages,
      people: this.#people.size,
      groups: this.#groups.size,
      members: this.#members,
      entriesPerSecond: Math.round((entries * 1000) / Math.max(1, this.durationMs))
    }
  }

  get durationMs(): number {
    return performance.now() - this.#startedMs
  }

  cutBy(where: BulkCut['where'], { because, failure }: CutReason): void {
    if (this.cut !== undefined) return
    this.cut = failure === undefined ? { where, because } : { where, because: `${because}: ${failureText(failure)}.`, failure }
  }

  #countMembers(entry: EntryView): void {
    for (const index of this.#memberships) this.#members += (entry.values[index] ?? []).length / 2
  }
}

const membershipAttributes: ReadonlySet<string> = new Set(['member', 'uniquemember', 'memberuid'])

function dnText({ bytes, dnStart, dnEnd }: EntryView): string {
  return Buffer.from(bytes.subarray(dnStart, dnEnd)).toString('utf8')
}
