import type { Engine } from '../bridge.ts'
import { SamlConnectState } from './saml-connect-state.svelte.ts'
import { SamlResponseState } from './saml-response-state.svelte.ts'
import { SamlRolloverState } from './saml-rollover-state.svelte.ts'
import { SamlTicks } from './saml-ticks.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

export type SamlPart = 'connect' | 'response' | 'rollover'

/** Microsoft Entra ID by SAML: connecting it, reading what it sends, and changing its key. */
export class SamlState {
  readonly ticks: SamlTicks
  readonly connect: SamlConnectState
  readonly response: SamlResponseState
  readonly rollover: SamlRolloverState
  #part = $state.raw<SamlPart>('connect')

  /** `onChange`: something is to be kept for the next start. */
  constructor(engine: Engine, sites: SiteState, setup: SetupState, onChange: () => void) {
    const providers = () => ({ site: sites.overview?.site ?? '', strategyIds: (sites.overview?.strategies ?? []).map(({ id }) => id) })
    this.ticks = new SamlTicks((site) => !sites.isPracticeSite(site), onChange)
    this.connect = new SamlConnectState(engine, sites, setup, this.ticks, onChange)
    this.response = new SamlResponseState(engine, () => ({
      ...providers(),
      inspectionId: this.connect.inspect.inspect.value?.inspectionId
    }))
    this.rollover = new SamlRolloverState(engine, providers)
  }

  get part(): SamlPart {
    return this.#part
  }

  show(part: SamlPart): void {
    this.#part = part
  }
}
