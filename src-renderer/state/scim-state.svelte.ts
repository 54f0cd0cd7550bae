import type { ScimView } from '../../src-main/core/scim/scim-views.ts'
import type { Engine } from '../bridge.ts'
import { EntraGuideState } from './entra-guide-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import type { ProviderAtSite } from './provisioning-state.svelte.ts'
import type { SamlTicks } from './saml-ticks.svelte.ts'
import { ScimFollowState } from './scim-follow-state.svelte.ts'
import { ScimMappingsState } from './scim-mappings-state.svelte.ts'
import { ScimRehearsalState } from './scim-rehearsal-state.svelte.ts'
import { ScimTokenState } from './scim-token-state.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'
import {
  type Standing,
  type StepView,
  attention,
  done,
  doneWithWarnings,
  guideStanding,
  inProgress,
  ladderStanding,
  notStarted,
  providerRun,
  underWay,
  HANDED_OFF
} from './step-view.ts'

export type ScimStepName = 'switch' | 'token' | 'entra' | 'rehearse' | 'mappings' | 'follow'

interface Place {
  readonly provider: () => ProviderAtSite | undefined
  readonly sites: SiteState
  readonly setup: SetupState
  readonly ticks: SamlTicks
}

/** SCIM of one provider, from its switch to the first person who came by it: six steps, in any order. */
export class ScimState {
  readonly read: Operation<'scim.read'>
  readonly token: ScimTokenState
  readonly guide: EntraGuideState
  readonly rehearsal: ScimRehearsalState
  readonly mappings: ScimMappingsState
  readonly follow: ScimFollowState
  readonly #place: Place
  #view = $state.raw<ScimView>()
  #open = $state.raw<ScimStepName | undefined>('switch')
  readonly #steps = $derived(this.#judge())

  constructor(engine: Engine, place: Place) {
    const { provider, sites, ticks } = place
    this.#place = place
    this.read = new Operation(engine, 'scim.read')
    this.token = new ScimTokenState(engine, provider, (view) => this.#adopt(view))
    this.guide = new EntraGuideState(engine, 'scim', ticks, () => sites.chosen)
    this.rehearsal = new ScimRehearsalState(engine, provider, () => this.#view)
    this.mappings = new ScimMappingsState(engine)
    this.follow = new ScimFollowState(engine, () => sites.overview?.site ?? '')
  }

  /** What was read last; it stays while it is read again, or could not be. */
  get view(): ScimView | undefined {
    return this.#view
  }

  /** The step that is shown; undefined while all are folded. */
  get open(): ScimStepName | undefined {
    return this.#open
  }

  get steps(): readonly StepView<ScimStepName>[] {
    return this.#steps
  }

  /** The set-up wants this provider switched on already. */
  get isPlanned(): boolean {
    const { toSwitchOn } = this.#view ?? {}
    const wanted = this.#wantedFields
    return toSwitchOn !== undefined && Object.entries(toSwitchOn).every(([field, value]) => wanted[field] === value)
  }

  toggle(step: ScimStepName): void {
    this.#open = this.#open === step ? undefined : step
  }

  show(step: ScimStepName): void {
    this.#open = step
  }

  async load(): Promise<void> {
    const provider = this.#place.provider()
    if (provider === undefined) return
    const ended = await this.read.run({ ...provider })
    if (ended.status === 'done') this.#adopt(ended.value)
  }

  /** What switches SCIM on becomes part of the set-up; the plan shows it before anything is sent. */
  planSwitch(): void {
    if (this.#view?.toSwitchOn !== undefined) this.#want(this.#view.toSwitchOn)
  }

  /** The token lives on until that day, by the same plan. False: the day has to be corrected. */
  planExtension(): boolean {
    const end = this.token.takeEnd()
    if (end !== undefined) this.#want({ scim_oauth_access_token_expires_at: end })
    return end !== undefined
  }

  /** The screen is visited, or the site has changed. */
  visit(): void {
    this.guide.load()
    if (this.#place.sites.overview !== undefined) void this.#place.setup.profile.load()
  }

  /** Another screen is shown. */
  leave(): void {
    this.token.leave()
    this.rehearsal.leave()
  }

  /** Another provider of the same site. */
  forgetProvider(): void {
    this.read.reset()
    this.#view = undefined
    this.token.forget()
    this.rehearsal.forget()
    this.mappings.forget()
  }

  /** Another site was chosen. */
  forgetSite(): void {
    this.forgetProvider()
    this.guide.forget()
    this.follow.forget()
  }

  get #wantedFields(): Readonly<Record<string, unknown>> {
    const { profile } = this.#place.setup.profile
    const id = this.#view?.strategyId
    const listed = profile?.strategies.find((strategy) => strategy.id === id)?.fields
    const section = profile?.saml?.strategyId === id ? profile?.saml?.fields : undefined
    return { ...section, ...listed }
  }

  #want(fields: Readonly<Record<string, string | boolean>>): void {
    const id = this.#view?.strategyId
    if (id !== undefined) this.#place.setup.profile.wantOfProvider(id, fields)
  }

  /** An answer that comes after another provider was chosen is none about this one. */
  #adopt(view: ScimView): void {
    if (view.strategyId === this.#place.provider()?.strategyId) this.#view = view
  }

  #judge(): readonly StepView<ScimStepName>[] {
    const { rehearse, isStale } = this.rehearsal
    return [
      { name: 'switch', title: 'Switch SCIM on', ...this.#switched() },
      { name: 'token', title: 'Keep the token', ...this.#kept() },
      { name: 'entra', title: 'In Microsoft Entra ID', ...guideStanding(this.guide, this.#place.sites.chosen) },
      { name: 'rehearse', title: 'Rehearse', ...ladderStanding(rehearse, { isEntered: false, isStale, what: 'tested' }) },
      { name: 'mappings', title: 'Check the mappings', ...this.#mapped() },
      { name: 'follow', title: 'Provision one person on demand', ...this.#followed() }
    ]
  }

  /** Without which nothing is known of SCIM. */
  get #missing(): string {
    if (this.#place.sites.overview === undefined) return NEEDS_SITE
    return this.#place.provider() === undefined ? 'needs a provider of Entra ID' : ''
  }

  #switched(): Standing {
    const view = this.#view
    if (view === undefined)
      return this.read.problem === undefined
        ? notStarted(this.read.isRunning ? 'being read' : this.#missing)
        : attention('it could not be read')
    const isTokenPlanned = view.toSwitchOn !== undefined && this.isPlanned
    if (view.isOn && !isTokenPlanned) return view.problems.length === 0 ? done('') : doneWithWarnings(view.problems[0]?.title ?? '')
    if (view.toSwitchOn === undefined) return { icon: 'fail', word: 'Not possible', facts: view.problems[0]?.title ?? '' }
    if (!this.isPlanned) return notStarted('')
    return providerRun(this.#place.setup, this.#place.sites.chosen) === 'handed-off'
      ? inProgress(HANDED_OFF)
      : inProgress('in the set-up, not applied yet')
  }

  #kept(): Standing {
    const view = this.#view
    if (this.token.problem !== undefined) return attention(this.token.problem.title)
    if (view === undefined) return notStarted(this.#missing)
    if (view.authentication === 'basic') return notStarted('there is none with a user name and a password')
    const ending = view.problems.find(({ code }) => code.startsWith('scim.token.') && code !== 'scim.token.end-unknown')
    if (ending !== undefined) return attention(ending.title)
    return view.isTokenKept ? done('') : notStarted(view.isOn ? '' : 'there is one once SCIM is on')
  }

  #mapped(): Standing {
    const { check, result } = this.mappings
    if (check.isRunning) return underWay('being read')
    if (check.problem !== undefined) return attention('the file could not be read')
    if (result === undefined) return notStarted('')
    return result.problems.length === 0 ? done('') : attention(result.problems[0]?.title ?? '')
  }

  #followed(): Standing {
    const { follow, result, followed } = this.follow
    if (follow.isRunning) return underWay('waiting for the requests')
    if (follow.problem !== undefined) return attention('the log could not be followed')
    if (result === undefined) return notStarted(this.#place.sites.overview === undefined ? NEEDS_SITE : '')
    return result.kind === 'done' ? done(followed) : attention(result.problem.title)
  }
}

const NEEDS_SITE = 'needs a connected site'
