import type { ScimFollowEvent, ScimFollowUp, ScimLogEntryView } from '../../src-main/core/scim/scim-views.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** “Provision on demand” for one person: waits until the log of the site tells what Entra ID asked for. */
export class ScimFollowState {
  readonly follow: Operation<'scim.follow'>
  readonly #site: () => string
  #person = $state('')
  #followed = $state('')
  #message = $state('')
  #since = $state('')
  #waitedMs = $state(0)
  #readings = $state(0)
  #seen = $state.raw<readonly ScimLogEntryView[]>([])

  constructor(engine: Engine, site: () => string) {
    this.follow = new Operation(engine, 'scim.follow')
    this.#site = site
  }

  /** User name, as it is typed. */
  get person(): string {
    return this.#person
  }

  /** Whose requests are waited for, or were. */
  get followed(): string {
    return this.#followed
  }

  get message(): string {
    return this.#message
  }

  /** ISO 8601; empty until the waiting began. */
  get since(): string {
    return this.#since
  }

  get waitedMs(): number {
    return this.#waitedMs
  }

  /** How often the log was read. */
  get readings(): number {
    return this.#readings
  }

  get result(): ScimFollowUp | undefined {
    return this.follow.value
  }

  /** In the order in which they came: those of the result, else those that were seen so far. */
  get entries(): readonly ScimLogEntryView[] {
    const { result } = this
    return result === undefined || result.kind === 'not-seen' ? this.#seen : result.entries
  }

  type(person: string): void {
    this.#person = person
    this.#message = ''
  }

  /** Answers the id of the control to fill first; undefined when the waiting has begun. */
  start(): string | undefined {
    const person = this.#person.trim()
    this.#message = person === '' ? 'Enter the user name of the person first, as in Entra ID.' : ''
    if (person === '') return FOLLOW_PERSON
    this.#forgetWaiting()
    this.#followed = person
    void this.follow.run({ site: this.#site(), person }, (event) => this.#accept(event))
    return undefined
  }

  cancel(): void {
    this.follow.cancel()
  }

  /** Another site was chosen. */
  forget(): void {
    this.follow.reset()
    this.#forgetWaiting()
    this.#followed = ''
    this.#message = ''
  }

  #accept(event: ScimFollowEvent): void {
    switch (event.type) {
      case 'waiting-since':
        this.#since = event.at
        break
      case 'waiting':
        this.#waitedMs = event.waitedMs
        this.#readings = event.readings
        break
      case 'seen':
        this.#seen = [...this.#seen, event.entry]
        break
    }
  }

  #forgetWaiting(): void {
    this.#since = ''
    this.#waitedMs = 0
    this.#readings = 0
    this.#seen = []
  }
}

/** Id of the control for the name. */
export const FOLLOW_PERSON = 'follow-person'
