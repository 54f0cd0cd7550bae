import type { Engine } from '../bridge.ts'
import { EntraGuideState } from './entra-guide-state.svelte.ts'
import { SamlInspectState } from './saml-inspect-state.svelte.ts'
import { ProveState } from './prove-state.svelte.ts'
import type { SamlTicks } from './saml-ticks.svelte.ts'
import { SamlToldState } from './saml-told-state.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'
import {
  HANDED_OFF,
  type Standing,
  type StepView,
  attention,
  done,
  guideStanding,
  inProgress,
  ladderStanding,
  notStarted,
  proofStanding,
  providerRun
} from './step-view.ts'

export type SamlStepName = 'entra' | 'given' | 'told' | 'prove'

/** From the portal of Entra ID to a sign-in that was seen: four steps, in any order. */
export class SamlConnectState {
  readonly guide: EntraGuideState
  readonly inspect: SamlInspectState
  readonly told: SamlToldState
  readonly prove: ProveState
  readonly #sites: SiteState
  readonly #setup: SetupState
  #open = $state.raw<SamlStepName | undefined>('entra')
  #chosenToProve = $state<number>()
  readonly #steps = $derived(this.#judge())

  constructor(engine: Engine, sites: SiteState, setup: SetupState, ticks: SamlTicks, onChange: () => void) {
    this.#sites = sites
    this.#setup = setup
    this.guide = new EntraGuideState(engine, 'saml', ticks, () => sites.chosen)
    this.inspect = new SamlInspectState(engine, () => sites.overview?.site ?? '', onChange)
    this.told = new SamlToldState(engine, setup.profile, () => sites.overview?.strategies ?? [])
    this.prove = new ProveState(engine)
  }

  /** The step that is shown; undefined while all are folded. */
  get open(): SamlStepName | undefined {
    return this.#open
  }

  get steps(): readonly StepView<SamlStepName>[] {
    return this.#steps
  }

  get strategyToProve(): number | undefined {
    return this.told.providerToProve(this.#chosenToProve)
  }

  toggle(step: SamlStepName): void {
    this.#open = this.#open === step ? undefined : step
  }

  show(step: SamlStepName): void {
    this.#open = step
  }

  chooseToProve(id: number): void {
    this.#chosenToProve = id
  }

  /** A file with a colleague’s answers: what it says fills the next step. */
  async importAnswers(file: File): Promise<void> {
    const answers = await this.guide.importFile(file)
    if (answers !== undefined) this.inspect.takeAnswers(answers)
  }

  /** The screen is visited, or the site has changed: what it needs is read. Only a connected site is asked for its settings. */
  visit(): void {
    this.guide.load()
    if (this.#sites.overview !== undefined) void this.#setup.profile.load()
  }

  /** Another site was chosen. What Entra ID gave stays: it may be meant for several sites. */
  forgetSite(): void {
    this.guide.forget()
    this.told.forget()
    this.prove.forget()
    this.#chosenToProve = undefined
  }

  #judge(): readonly StepView<SamlStepName>[] {
    const { inspect, document, isStale } = this.inspect
    return [
      { name: 'entra', title: 'In Microsoft Entra ID', ...guideStanding(this.guide, this.#sites.chosen) },
      {
        name: 'given',
        title: 'What Entra ID gave you',
        ...ladderStanding(inspect, { isEntered: document.given !== undefined, isStale })
      },
      { name: 'told', title: 'How Files.com is told', ...this.#told() },
      { name: 'prove', title: 'Prove it', ...this.#proved() }
    ]
  }

  #told(): Standing {
    if (this.#sites.overview === undefined) return notStarted('needs a connected site')
    const { wanted, firstFaulty, isProviderGone } = this.told
    if (this.#setup.profile.read.problem !== undefined || this.#setup.profile.keeper.problem !== undefined)
      return attention('the set-up could not be read or saved')
    if (wanted === undefined) return notStarted('')
    if (isProviderGone) return attention('the provider is not at the site any more')
    const run = providerRun(this.#setup, this.#sites.chosen)
    if (run === 'applied') return done('applied and read back')
    if (run === 'handed-off') return inProgress(HANDED_OFF)
    return inProgress(firstFaulty === undefined ? 'saved, not applied yet' : 'something is missing still')
  }

  #proved(): Standing {
    if (this.#sites.overview === undefined) return notStarted('needs a connected site')
    return proofStanding(this.prove, this.strategyToProve === undefined ? 'needs a provider at the site: step 3' : '')
  }
}
