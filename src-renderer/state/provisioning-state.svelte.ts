import type { StrategyView } from '../../src-main/core/service/connected-site.ts'
import type { Engine } from '../bridge.ts'
import { JitState } from './jit-state.svelte.ts'
import type { SamlTicks } from './saml-ticks.svelte.ts'
import { ScimLogState } from './scim-log-state.svelte.ts'
import { ScimState } from './scim-state.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import { SyncLogState } from './sync-log-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

export type ProvisioningPart = 'scim' | 'jit' | 'ldap' | 'log'

/** The provider that the screen is about. */
export interface ProviderAtSite {
  /** Host. */
  readonly site: string
  readonly strategyId: number
}

/** How the accounts of people come about at one Entra ID provider of the site, and what Entra ID has asked for. */
export class ProvisioningState {
  readonly scim: ScimState
  readonly jit: JitState
  readonly log: ScimLogState
  readonly syncLog: SyncLogState
  readonly #sites: SiteState
  #part = $state.raw<ProvisioningPart>('scim')
  #chosen = $state<number>()

  constructor(engine: Engine, sites: SiteState, setup: SetupState, ticks: SamlTicks) {
    this.#sites = sites
    this.scim = new ScimState(engine, { provider: () => this.provider, sites, setup, ticks })
    this.jit = new JitState(engine, () => this.provider, setup.profile)
    this.log = new ScimLogState(engine, () => sites.overview?.site ?? '')
    this.syncLog = new SyncLogState(engine, () => sites.overview?.site ?? '')
  }

  get part(): ProvisioningPart {
    return this.#part
  }

  /** Those of the site that are about Entra ID. */
  get providers(): readonly StrategyView[] {
    return (this.#sites.overview?.strategies ?? []).filter(({ isEntra }) => isEntra)
  }

  /** The chosen one, else the first. */
  get strategy(): StrategyView | undefined {
    const { providers } = this
    return providers.find(({ id }) => id === this.#chosen) ?? providers[0]
  }

  get provider(): ProviderAtSite | undefined {
    const site = this.#sites.overview?.site
    const strategyId = this.strategy?.id
    return site === undefined || strategyId === undefined ? undefined : { site, strategyId }
  }

  choose(strategyId: number): void {
    if (strategyId === this.strategy?.id) return
    this.#chosen = strategyId
    this.scim.forgetProvider()
    this.jit.forget()
    this.#load()
  }

  show(part: ProvisioningPart): void {
    this.#part = part
    this.#load()
  }

  /** The screen is visited, or the site has changed: what is shown is read. Nobody but a connected site is asked. */
  visit(): void {
    this.scim.visit()
    this.#load()
  }

  /** Another screen is shown. */
  leave(): void {
    this.scim.leave()
  }

  /** Another site was chosen. */
  forgetSite(): void {
    this.#chosen = undefined
    this.scim.forgetSite()
    this.jit.forget()
    this.log.forget()
    this.syncLog.forget()
  }

  #load(): void {
    if (this.provider === undefined) return
    if (this.#part === 'scim') void this.scim.load()
    if (this.#part === 'jit') void this.jit.load()
    if (this.#part === 'log') this.log.loadOnce()
  }
}
