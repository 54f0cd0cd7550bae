import type { CancelSignal } from '../../../core/cancel.ts'
import type { ChosenServerType } from '../../../core/model/directory-settings.ts'
import type { SearchFilter } from '../../../core/model/search-filter.ts'
import type { BulkRequest } from '../../../core/ports/bulk-directory.ts'
import type { BulkConnection } from './bulk-connection.ts'
import type { BulkReading } from './bulk-reading.ts'
import { followRanges } from './follow-ranges.ts'
import { openConnection, type SignIn } from './open-connection.ts'
import { readPages } from './read-pages.ts'
import { type PeopleToSplit, splitPeople } from './split-people.ts'

export interface WorkPlan {
  readonly request: BulkRequest
  readonly people: SearchFilter
  readonly groups: SearchFilter
  readonly pageSize: number
  readonly rangesInFlight: number
  readonly signIn: SignIn
  readonly host: string
  readonly reading: BulkReading
  readonly signal: CancelSignal
}

/**
 * Shares the searches of one reading among connections, one paged search on each at a time as slapd allows no second. The first begins with
 * people and the second with groups; whoever is done takes what is left. A connection that does not open leaves its work to the others.
 */
export class ReadingWork {
  readonly #plan: WorkPlan
  readonly #open: BulkConnection[] = []
  readonly #searches: Search[] = []
  #parts = 1
  #isOver = false

  constructor(plan: WorkPlan) {
    this.#plan = plan
    this.#searches.push({ of: 'groups', filter: plan.groups })
  }

  async run(first: BulkConnection): Promise<{ readonly parts: number; readonly references: number }> {
    this.#open.push(first)
    try {
      await (this.#plan.request.connections === 1 ? this.#alone(first) : this.#together(first))
      const [left] = this.#searches
      if (left !== undefined) this.#plan.reading.cutBy(left.of, { because: `No connection was left to read the ${left.of}.` })
    } finally {
      this.#isOver = true
      for (const connection of this.#open) connection.close()
    }
    return { parts: this.#parts, references: new Set(this.#open.flatMap(({ references }) => [...references])).size }
  }

  async #alone(connection: BulkConnection): Promise<void> {
    this.#searches.unshift({ of: 'people', filter: this.#plan.people })
    await this.#workOn(connection)
  }

  async #together(first: BulkConnection): Promise<void> {
    let decide = (_isWorthwhile: boolean): void => undefined
    const isWorthwhile = new Promise<boolean>((resolve) => (decide = resolve))
    const split = this.#splitPeople(first, () => {
      decide(true)
    }).finally(() => {
      decide(false)
    })
    const fromPeople = async (): Promise<void> => {
      await this.#search(first, await split)
      await this.#workOn(first)
    }
    const fromGroups = async (): Promise<void> => {
      const second = await this.#openAnother()
      await this.#workOn(second)
      // The parts of the people may be known only now.
      await split
      await this.#workOn(second)
    }
    // Opened while the directory is still being asked how to share it: signing in takes as many round trips.
    const helped = async (): Promise<void> => {
      if (!(await isWorthwhile)) return
      const another = await this.#openAnother()
      await split
      await this.#workOn(another)
    }
    const helpers = Array.from({ length: this.#plan.request.connections - 2 }, helped)
    await Promise.all([fromPeople(), fromGroups(), ...helpers])
  }

  /** Answers the part to begin with, and puts the others up for whoever is free. */
  async #splitPeople(connection: BulkConnection, onMany: () => void): Promise<Search> {
    const { people, request } = this.#plan
    const attribute = this.#splitBy === undefined ? undefined : request.people.attributes[this.#splitBy]
    const whole = [people]
    const base = request.settings.baseDn
    const filters =
      attribute === undefined
        ? whole
        : await splitPeople(connection, { base, filter: people, attribute, shares: request.connections, onMany, ...this.#glimpse() })
    const [first = people, ...others] = filters
    this.#parts = filters.length
    for (const filter of others) this.#searches.push({ of: 'people', filter })
    return { of: 'people', filter: first }
  }

  #glimpse(): Pick<PeopleToSplit, 'glimpse'> {
    const { request, reading } = this.#plan
    return reading.glimpse === undefined ? {} : { glimpse: { attributes: request.people.attributes, show: reading.glimpse } }
  }

  async #openAnother(): Promise<BulkConnection | undefined> {
    const { signIn, host, signal } = this.#plan
    const opened = await openConnection(signIn, host, signal)
    if (!opened.ok) return undefined
    this.#open.push(opened.value)
    if (this.#isOver) opened.value.close()
    return opened.value
  }

  async #workOn(connection: BulkConnection | undefined): Promise<void> {
    while (connection?.isOpen === true) {
      const search = this.#searches.shift()
      if (search === undefined) return
      await this.#search(connection, search)
    }
  }

  async #search(connection: BulkConnection, { of, filter }: Search): Promise<void> {
    const { request, reading, pageSize, signal } = this.#plan
    const counts = { pages: 0, entries: 0 }
    const taker = of === 'groups' ? reading.groupTaker() : reading.personTaker(this.#parts === 1 ? undefined : this.#splitBy)
    const end = await readPages(
      connection,
      {
        base: request.settings.baseDn,
        filter,
        attributes: request[of].attributes,
        pageSize,
        take: (bytes, start, end) => {
          counts.entries += 1
          return taker(bytes, start, end)
        },
        onPage: () => {
          counts.pages += 1
          reading.endPage()
        }
      },
      signal
    )
    if (end.kind === 'cut') {
      const after = `after ${counts.entries.toLocaleString('en-US')} of them on ${counts.pages} pages`
      reading.cutBy(of, { because: `The reading of ${of} ended early, ${after}`, failure: end.failure })
    }
    if (of === 'groups') await this.#followRanges(connection)
  }

  async #followRanges(connection: BulkConnection): Promise<void> {
    const { request, reading, rangesInFlight } = this.#plan
    await followRanges(connection, reading.openRanges, {
      attributes: request.groups.attributes,
      take: reading.takeMembers,
      mostInFlight: rangesInFlight,
      onCut: (cut) => reading.cutBy('members', cut)
    })
  }

  /**
   * Index of the attribute that people can be split by, when there is likely an index for it. Only the one that names them: an entry whose
   * value may not be searched is in none of the parts, nor in the rest (`not` of what is undefined is undefined, RFC 4511, section 4.5.1.7), and
   * whom nobody can name the sync does not take anyway.
   */
  get #splitBy(): number | undefined {
    const [first = ''] = this.#plan.request.people.attributes
    return splitAttributes[this.#plan.request.settings.serverType].includes(first.toLowerCase()) ? 0 : undefined
  }
}

const splitAttributes: Readonly<Record<ChosenServerType, readonly string[]>> = {
  'active-directory': ['samaccountname', 'userprincipalname', 'mail'],
  openldap: ['uid', 'mail'],
  auto: ['samaccountname', 'userprincipalname', 'uid', 'mail']
}

interface Search {
  readonly of: 'people' | 'groups'
  readonly filter: SearchFilter
}
