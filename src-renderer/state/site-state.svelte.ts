import type { ConnectedSite, RememberedSite } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** The chosen site at one glance, for the rail. */
export interface SiteBadge {
  readonly name: string
  readonly who: string
  readonly state: 'connected' | 'not-connected' | 'practice'
}

interface KnownSite {
  readonly overview: ConnectedSite
  /** Reached by the key of the practice service: gone when the application ends. */
  readonly isPractice: boolean
  /** A plan was applied after it was read. */
  readonly isOutdated: boolean
}

/** Which sites there are, which one is chosen, and what was read of it. */
export class SiteState {
  readonly list: Operation<'site.list'>
  readonly read: Operation<'site.read'>
  readonly forgetting: Operation<'site.forget'>
  readonly #onChoose: (site: string) => void
  readonly #beforeForget: (site: string) => Promise<void>
  #chosen = $state('')
  #known = $state.raw<Readonly<Record<string, KnownSite>>>({})
  #wantsAnother = $state(false)
  #lastRealSite = ''

  /** `beforeForget` ends whatever could write something of the site down again. */
  constructor(engine: Engine, onChoose: (site: string) => void, beforeForget: (site: string) => Promise<void>) {
    this.list = new Operation(engine, 'site.list')
    this.read = new Operation(engine, 'site.read')
    this.forgetting = new Operation(engine, 'site.forget')
    this.#onChoose = onChoose
    this.#beforeForget = beforeForget
  }

  /** Host of the chosen site; empty when there is none. */
  get chosen(): string {
    return this.#chosen
  }

  /** The site to choose again after a restart: never the one of practice, which is gone by then. */
  get siteToKeep(): string {
    return this.#lastRealSite
  }

  /** What was read of the chosen site; absent until it is connected. */
  get overview(): ConnectedSite | undefined {
    return this.#known[this.#chosen]?.overview
  }

  get isPractice(): boolean {
    return this.#known[this.#chosen]?.isPractice ?? false
  }

  isPracticeSite(site: string): boolean {
    return this.#known[site]?.isPractice ?? false
  }

  get isOutdated(): boolean {
    return this.#known[this.#chosen]?.isOutdated ?? false
  }

  /** The form to connect is shown: nothing is connected, or another site is wanted. */
  get isConnecting(): boolean {
    return this.#wantsAnother || this.overview === undefined
  }

  get remembered(): readonly RememberedSite[] {
    return this.list.value?.sites ?? []
  }

  get keychainProblem(): Problem | undefined {
    return this.list.value?.keychainProblem
  }

  get badge(): SiteBadge | undefined {
    if (this.#chosen === '') return undefined
    const known = this.#known[this.#chosen]
    if (known !== undefined)
      return { name: known.overview.name, who: known.overview.key.who, state: known.isPractice ? 'practice' : 'connected' }
    const remembered = this.remembered.find(({ site }) => site === this.#chosen)
    return { name: remembered?.name ?? this.#chosen, who: remembered?.who ?? '', state: 'not-connected' }
  }

  /** Sites that are connected in this session, beside the chosen one. */
  isConnected(site: string): boolean {
    return this.#known[site] !== undefined
  }

  async load(): Promise<void> {
    await this.list.run({})
  }

  /** Last time's site comes back without asking anybody. */
  restore(site: string): void {
    this.#lastRealSite = site
    this.#select(site)
  }

  choose(site: string): void {
    this.#select(site)
    if (!this.isPractice) this.#lastRealSite = site
  }

  adopt(overview: ConnectedSite, isPractice: boolean): void {
    this.#remember({ overview, isPractice, isOutdated: false })
    this.read.reset()
    this.choose(overview.site)
    void this.load()
  }

  async readAgain(): Promise<void> {
    const site = this.#chosen
    const isPractice = this.isPractice
    const ended = await this.read.run({ site })
    if (ended.status === 'done') this.#remember({ overview: ended.value, isPractice, isOutdated: false })
  }

  /** Something was changed at the site: what is shown may be old. */
  outdate(site: string): void {
    const known = this.#known[site]
    if (known !== undefined) this.#remember({ ...known, isOutdated: true })
  }

  wantAnother(): void {
    this.#wantsAnother = true
  }

  keepThisOne(): void {
    this.#wantsAnother = false
  }

  /** Key, profile and what is known of the site leave this computer; the journal stays. */
  async forget(site: string): Promise<void> {
    await this.#beforeForget(site)
    const ended = await this.forgetting.run({ site })
    // What could be forgotten is forgotten, also when the keychain refused.
    if (ended.status !== 'done') return this.load()
    const { [site]: _gone, ...others } = this.#known
    this.#known = others
    if (this.#lastRealSite === site) this.#lastRealSite = ''
    if (this.#chosen === site) this.#select('')
    await this.load()
  }

  #select(site: string): void {
    const isAnother = this.#chosen !== site
    this.#chosen = site
    this.#wantsAnother = false
    if (!isAnother) return
    this.read.reset()
    this.#onChoose(site)
  }

  #remember(known: KnownSite): void {
    this.#known = { ...this.#known, [known.overview.site]: known }
  }
}
