import type { CancelSignal } from '../../../core/cancel.ts'
import type { ChosenServerType } from '../../../core/model/directory-settings.ts'
import type { SearchFilter } from '../../../core/model/search-filter.ts'
import type { BulkRequest } from '../../../core/ports.ts'
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
    return { parts: this.#parts, references: this.#open.reduce((sum, { references }) => sum + references, 0) }
  }

  async #alone(connection: BulkConnection): Promise<void> {
    this.#searches.unshift({ of: 'people', filter: this.#plan.people })
    await this.#workOn(connection)
  }

  async #together(first: BulkConnection): Promise<void> {
    const split = this.#splitPeople(first)
    const fromPeople = async (): Promise<void> => {
      const part = await split
      const helpers = this.#parts === 1 ? 0 : this.#plan.request.connections - 2
      const work = async (): Promise<void> => {
        await this.#search(first, part)
        await this.#workOn(first)
      }
      await Promise.all([work(), ...Array.from({ length: helpers }, async () => this.#workOn(await this.#openAnother()))])
    }
    const fromGroups = async (): Promise<void> => {
      const second = await this.#openAnother()
      await this.#workOn(second)
      // The parts of the people may be known only now.
      await split
      await this.#workOn(second)
    }
    await Promise.all([fromPeople(), fromGroups()])
  }

  /** Answers the part to begin with, and puts the others up for whoever is free. */
  async #splitPeople(connection: BulkConnection): Promise<Search> {
    const { people, request } = this.#plan
    const attribute = this.#splitBy === undefined ? undefined : request.people.attributes[this.#splitBy]
    const whole = [people]
    const base = request.settings.baseDn
    const filters =
      attribute === undefined
        ? whole
        : await splitPeople(connection, { base, filter: people, attribute, shares: request.connections, ...this.#glimpse() })
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
        take: (message) => {
          counts.entries += 1
          return taker(message)
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

  /** Index of the attribute that people can be split by: both kinds of server have an index for it. */
  get #splitBy(): number | undefined {
    const names = this.#plan.request.people.attributes.map((name) => name.toLowerCase())
    const { serverType } = this.#plan.request.settings
    return splitAttributes[serverType].map((name) => names.indexOf(name)).find((index) => index >= 0)
  }
}

const splitAttributes: Readonly<Record<ChosenServerType, readonly string[]>> = {
  'active-directory': ['samaccountname'],
  openldap: ['uid'],
  auto: ['samaccountname', 'uid']
}

interface Search {
  readonly of: 'people' | 'groups'
  readonly filter: SearchFilter
}
