import type { Engine } from '../bridge.ts'
import type { IconStatus } from '../lib/icon-status.ts'
import { SamlGuideState } from './saml-guide-state.svelte.ts'
import { SamlInspectState } from './saml-inspect-state.svelte.ts'
import { SamlProveState } from './saml-prove-state.svelte.ts'
import type { SamlTicks } from './saml-ticks.svelte.ts'
import { SamlToldState } from './saml-told-state.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'

export type SamlStepName = 'entra' | 'given' | 'told' | 'prove'

/** How far a step is. It can be entered whatever it says. */
export interface SamlStepView {
  readonly name: SamlStepName
  readonly title: string
  readonly icon: IconStatus
  /** Not started, in progress, done, needs attention. */
  readonly word: string
  /** What is done or missing, in a few words. */
  readonly facts: string
}

type Standing = Pick<SamlStepView, 'icon' | 'word' | 'facts'>

/** From the portal of Entra ID to a sign-in that was seen: four steps, in any order. */
export class SamlConnectState {
  readonly guide: SamlGuideState
  readonly inspect: SamlInspectState
  readonly told: SamlToldState
  readonly prove: SamlProveState
  readonly #sites: SiteState
  readonly #setup: SetupState
  #open = $state.raw<SamlStepName | undefined>('entra')
  #chosenToProve = $state<number>()
  readonly #steps = $derived(this.#judge())

  constructor(engine: Engine, sites: SiteState, setup: SetupState, ticks: SamlTicks, onChange: () => void) {
    this.#sites = sites
    this.#setup = setup
    this.guide = new SamlGuideState(engine, ticks, () => sites.chosen)
    this.inspect = new SamlInspectState(engine, () => sites.overview?.site ?? '', onChange)
    this.told = new SamlToldState(engine, setup.profile, () => sites.overview?.strategies ?? [])
    this.prove = new SamlProveState(engine)
  }

  /** The step that is shown; undefined while all are folded. */
  get open(): SamlStepName | undefined {
    return this.#open
  }

  get steps(): readonly SamlStepView[] {
    return this.#steps
  }

  /** Number of the provider to sign in by: the chosen one, else the one of the set-up when the site has it. */
  get strategyToProve(): number | undefined {
    const { strategies, strategy, wanted } = this.told
    const named = strategies.find(({ label }) => wanted?.strategyId === undefined && label === wanted?.displayName)
    const chosen = strategies.find(({ id }) => id === this.#chosenToProve)
    return (chosen ?? strategy ?? named ?? strategies[0])?.id
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

  #judge(): readonly SamlStepView[] {
    return [
      { name: 'entra', title: 'In Microsoft Entra ID', ...this.#entra() },
      { name: 'given', title: 'What Entra ID gave you', ...this.#given() },
      { name: 'told', title: 'How Files.com is told', ...this.#told() },
      { name: 'prove', title: 'Prove it', ...this.#proved() }
    ]
  }

  #entra(): Standing {
    const { guide, doneCount, hasTicks, read } = this.guide
    if (this.#sites.chosen === '') return notStarted('needs a site: its address is part of what is entered')
    if (read.problem !== undefined) return attention('the guide could not be read')
    if (guide === undefined) return hasTicks ? inProgress('') : notStarted('')
    if (doneCount === 0) return notStarted(`${guide.steps.length} screens of the portal`)
    const facts = `${doneCount} of ${guide.steps.length} screens`
    return doneCount === guide.steps.length ? { icon: 'pass', word: 'Done', facts } : inProgress(facts)
  }

  #given(): Standing {
    const { inspect, document } = this.inspect
    if (inspect.isRunning) return { icon: 'running', word: 'In progress', facts: 'being read' }
    if (inspect.problem !== undefined) return attention('it could not be read')
    const summary = inspect.value?.report.summary
    if (summary === undefined) return document.given === undefined ? notStarted('') : inProgress('not read yet')
    if (this.inspect.isStale) return attention('changed since it was read')
    if (summary.outcome === 'failed') return attention(summary.headline)
    return summary.outcome === 'healthy'
      ? { icon: 'pass', word: 'Done', facts: '' }
      : { icon: 'warn', word: 'Done, with warnings', facts: summary.headline }
  }

  #told(): Standing {
    if (this.#sites.overview === undefined) return notStarted('needs a connected site')
    const { wanted, firstFaulty, isProviderGone } = this.told
    if (this.#setup.profile.read.problem !== undefined || this.#setup.profile.keeper.problem !== undefined)
      return attention('the set-up could not be read or saved')
    if (wanted === undefined) return notStarted('')
    if (isProviderGone) return attention('the provider is not at the site any more')
    if (this.#isApplied) return { icon: 'pass', word: 'Done', facts: 'applied and read back' }
    if (firstFaulty !== undefined) return inProgress('something is missing still')
    return inProgress('saved, not applied yet')
  }

  #proved(): Standing {
    if (this.#sites.overview === undefined) return notStarted('needs a connected site')
    const { prove, proof, waitedMs } = this.prove
    if (prove.isRunning) return { icon: 'running', word: 'In progress', facts: waitedMs === 0 ? '' : 'waiting for the sign-in' }
    if (prove.problem !== undefined) return attention('it could not be tried')
    if (proof?.kind === 'signed-in') return { icon: 'pass', word: 'Done', facts: `as ${proof.username}` }
    if (proof !== undefined) return attention(proof.problem.title)
    return notStarted(this.strategyToProve === undefined ? 'needs a provider at the site: step 3' : '')
  }

  /** The last run of this session changed a provider of this site, and all of it was read back. */
  get #isApplied(): boolean {
    const run = this.#setup.run
    if (run?.outcome !== 'proved' || run.purpose !== 'profile' || run.site !== this.#sites.chosen) return false
    return !this.#setup.isPlanOutdated && run.changes.some(({ change }) => change.resource === 'sso-strategy')
  }
}

function notStarted(facts: string): Standing {
  return { icon: 'waiting', word: 'Not started', facts }
}

function inProgress(facts: string): Standing {
  return { icon: 'blocked', word: 'In progress', facts }
}

function attention(facts: string): Standing {
  return { icon: 'warn', word: 'Needs attention', facts }
}
