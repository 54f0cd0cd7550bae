import type { FoundUser } from '../../src-main/contract/views.ts'
import { isSameUser } from '../../src-main/core/model/wanted-users.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** What is known of how somebody signs in now. `unread`: not asked for, or the question failed. */
export type PresentSignIn =
  | { readonly kind: 'known'; readonly user: FoundUser }
  | { readonly kind: 'reading' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'unread' }

interface Known {
  /** As the list has it. */
  readonly username: string
  /** Absent: the site has nobody of exactly this name. */
  readonly user: FoundUser | undefined
}

/** How the people of a list sign in now, asked one after the other. */
export class PresentSignIns {
  readonly reading: Operation<'users.find'>
  readonly #site: () => string | undefined
  #known = $state.raw<readonly Known[]>([])
  #asked = $state('')

  constructor(engine: Engine, site: () => string | undefined) {
    this.reading = new Operation(engine, 'users.find')
    this.#site = site
  }

  of(username: string): PresentSignIn {
    if (this.#asked === username && this.reading.isRunning) return { kind: 'reading' }
    const known = this.#find(username)
    if (known === undefined) return { kind: 'unread' }
    return known.user === undefined ? { kind: 'not-found' } : { kind: 'known', user: known.user }
  }

  learn(username: string, user: FoundUser | undefined): void {
    this.#known = [...this.#known.filter((known) => known.username !== username), { username, user }]
  }

  /** Asks about the first of them, each once, also about those who come into the list meanwhile. Stops at the first answer that fails. */
  async read(usernames: () => readonly string[]): Promise<void> {
    if (this.reading.isRunning || this.reading.problem !== undefined) return
    const site = this.#site()
    for (;;) {
      const next = usernames()
        .slice(0, MOST_READ)
        .find((username) => this.#find(username) === undefined && username.length <= MOST_TEXT)
      if (site === undefined || next === undefined || this.#site() !== site) return
      this.#asked = next
      const ended = await this.reading.run({ site, text: next })
      if (ended.status !== 'done') return
      this.learn(
        next,
        ended.value.users.find(({ username }) => isSameUser(username, next))
      )
    }
  }

  forget(): void {
    this.reading.reset()
    this.#known = []
  }

  #find(username: string): Known | undefined {
    return this.#known.find((known) => known.username === username)
  }
}

/** Each is a question to the site. */
const MOST_READ = 20
/** What the search takes. */
const MOST_TEXT = 200
