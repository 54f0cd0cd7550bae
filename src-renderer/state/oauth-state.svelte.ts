import type { HandedOffCredentials } from '../../src-main/core/journal/run-view.ts'
import type { Engine } from '../bridge.ts'
import { dayAndTime } from '../lib/format-time.ts'
import { EntraGuideState, type CloudName } from './entra-guide-state.svelte.ts'
import type { JournalState } from './journal-state.svelte.ts'
import { type OauthGiven, OauthGivenState } from './oauth-given-state.svelte.ts'
import { OauthToldState } from './oauth-told-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { ProveState } from './prove-state.svelte.ts'
import type { SamlTicks } from './saml-ticks.svelte.ts'
import type { SetupState } from './setup-state.svelte.ts'
import type { SiteState } from './site-state.svelte.ts'
import {
  HANDED_OFF,
  type Standing,
  type StepView,
  attention,
  done,
  doneWithWarnings,
  guideStanding,
  inProgress,
  ladderStanding,
  notStarted,
  proofStanding,
  providerRun,
  underWay
} from './step-view.ts'

/** The states of the window that OAuth builds on. */
export interface OauthSurroundings {
  readonly sites: SiteState
  readonly setup: SetupState
  readonly journal: JournalState
  readonly ticks: SamlTicks
}

export type OauthStepName = 'limits' | 'entra' | 'given' | 'told' | 'prove'

/** Days that count as lately. */
export const LATELY_DAYS = 90

/** From what OAuth cannot do to a sign-in that was seen: five steps, in any order. */
export class OauthState {
  readonly affected: Operation<'oauth.affected'>
  readonly guide: EntraGuideState
  readonly given: OauthGivenState
  readonly told: OauthToldState
  readonly prove: ProveState
  readonly #sites: SiteState
  readonly #setup: SetupState
  readonly #journal: JournalState
  #areEntered = $state(false)
  #open = $state.raw<OauthStepName | undefined>('limits')
  #chosenToProve = $state<number>()
  readonly #steps = $derived(this.#judge())

  /** `onChange`: something is to be kept for the next start. */
  constructor(engine: Engine, { sites, setup, journal, ticks }: OauthSurroundings, onChange: () => void) {
    this.#sites = sites
    this.#setup = setup
    this.#journal = journal
    this.affected = new Operation(engine, 'oauth.affected')
    this.guide = new EntraGuideState(engine, 'oauth', ticks, () => sites.chosen)
    this.given = new OauthGivenState(engine, onChange)
    this.told = new OauthToldState(setup.profile, this.given, () => sites.overview?.strategies ?? [])
    this.prove = new ProveState(engine)
  }

  /** What the next start finds again; never the secret. */
  get toKeep(): OauthGiven {
    return this.given.toKeep
  }

  restore(given: OauthGiven): void {
    this.given.restore(given)
  }

  /** The step that is shown; undefined while all are folded. */
  get open(): OauthStepName | undefined {
    return this.#open
  }

  get steps(): readonly StepView<OauthStepName>[] {
    return this.#steps
  }

  get strategyToProve(): number | undefined {
    return this.told.providerToProve(this.#chosenToProve)
  }

  /** Tenant, client and secret that were handed off last for a provider of the chosen site; undefined: this computer knows of none. */
  handedOff(strategyId: number | undefined): HandedOffCredentials | undefined {
    return this.#journal.runs
      ?.filter(({ site }) => site === this.#sites.chosen)
      .flatMap(({ handOffs }) => handOffs.flatMap(({ credentials }) => credentials ?? []))
      .find((credentials) => credentials.strategyId === strategyId)
  }

  /** A person says that what was handed off for the provider to prove is entered. */
  get areEntered(): boolean {
    return this.#areEntered
  }

  sayEntered(areEntered: boolean): void {
    this.#areEntered = areEntered
  }

  /** Waits for a sign-in; the journal may know more afterwards. */
  async startProof(strategyId: number): Promise<void> {
    await this.prove.start(this.#sites.chosen, strategyId, this.#areEntered)
    if (this.prove.proof?.kind !== 'signed-in' || this.prove.proof.credentials === undefined) return
    if (this.prove.proof.credentials.state === 'proved') this.#areEntered = false
    await this.#journal.load()
  }

  /** What was proved before the last hand-off says nothing about it. */
  async #readJournal(): Promise<void> {
    await this.#journal.load()
    const { proof } = this.prove
    const isProved = proof?.kind === 'signed-in' && proof.credentials?.state === 'proved'
    if (isProved && this.#isHandedOffOpen) this.prove.forget()
  }

  /** Values were handed off for the provider to prove, and nobody has proved them. */
  get #isHandedOffOpen(): boolean {
    const handedOff = this.handedOff(this.strategyToProve)
    return handedOff !== undefined && handedOff.provedAt === undefined
  }

  toggle(step: OauthStepName): void {
    this.#open = this.#open === step ? undefined : step
  }

  show(step: OauthStepName): void {
    this.#open = step
  }

  chooseToProve(id: number): void {
    this.#chosenToProve = id
    this.#areEntered = false
  }

  /** The guide, the form and the test are about one and the same cloud. */
  chooseCloud(cloud: CloudName): void {
    this.given.type({ cloud })
    this.guide.chooseCloud(cloud)
  }

  /** Reads every user of the connected site, so it is asked for and not done on the way. */
  findAffected(): void {
    const site = this.#sites.overview?.site
    if (site !== undefined) void this.affected.run({ site, days: LATELY_DAYS })
  }

  /** The screen is visited, or the site has changed: what it needs is read. Only a connected site is asked for its settings. */
  visit(): void {
    this.guide.chooseCloud(this.given.form.cloud)
    if (this.#sites.overview === undefined) return
    void this.#setup.profile.load()
    void this.#readJournal()
  }

  /** Another screen is shown. */
  leave(): void {
    this.given.leave()
  }

  /** Another site was chosen. What Entra ID gave stays: it may be meant for several sites. */
  forgetSite(): void {
    this.affected.reset()
    this.guide.forget()
    this.told.forget()
    this.prove.forget()
    this.#chosenToProve = undefined
    this.#areEntered = false
  }

  #judge(): readonly StepView<OauthStepName>[] {
    return [
      { name: 'limits', title: 'What OAuth cannot do', ...this.#limits() },
      { name: 'entra', title: 'Register the application at Entra ID', ...guideStanding(this.guide, this.#sites.chosen) },
      { name: 'given', title: 'What Entra ID gave you', ...this.#givenStanding() },
      { name: 'told', title: 'What Files.com is told', ...this.#toldStanding() },
      { name: 'prove', title: 'Prove it by a real sign-in', ...this.#proved() }
    ]
  }

  #limits(): Standing {
    if (this.#sites.overview === undefined) return notStarted('names of people need a connected site')
    if (this.affected.isRunning) return underWay('users are being read')
    if (this.affected.problem !== undefined) return attention('the users could not be read')
    const affected = this.affected.value
    if (affected === undefined) return notStarted('')
    const isEverybodySafe = affected.total === affected.verdicts.safe && affected.cutBecause === undefined
    return isEverybodySafe ? done(affected.headline) : doneWithWarnings(affected.headline)
  }

  #givenStanding(): Standing {
    const { test, isEntered, isStale, result } = this.given
    const standing = ladderStanding(test, { isEntered, isStale, what: 'tested' })
    return standing.word === 'Done' && result?.isSecretProved === false ? inProgress('the secret was not tested') : standing
  }

  #toldStanding(): Standing {
    if (this.#sites.overview === undefined) return notStarted('needs a connected site')
    const { wanted, firstFaulty, isProviderGone, isBehindGiven } = this.told
    if (this.#setup.profile.read.problem !== undefined || this.#setup.profile.keeper.problem !== undefined)
      return attention('the set-up could not be read or saved')
    if (wanted === undefined) return notStarted('')
    if (isProviderGone) return attention('the provider is not at the site any more')
    if (isBehindGiven) return attention('step 3 says otherwise now')
    const run = providerRun(this.#setup, this.#sites.chosen)
    const isProved = this.handedOff(this.told.providerId)?.provedAt !== undefined
    if (run === 'applied')
      return done(isProved ? 'applied; a sign-in proved the credentials' : 'applied; credentials are not provable here')
    if (run === 'handed-off') return inProgress(HANDED_OFF)
    return inProgress(firstFaulty === undefined ? 'saved, not applied yet' : 'something is missing still')
  }

  #proved(): Standing {
    if (this.#sites.overview === undefined) return notStarted('needs a connected site')
    const provedAt = this.handedOff(this.strategyToProve)?.provedAt
    const standing = proofStanding(this.prove, this.strategyToProve === undefined ? 'needs a provider at the site: step 4' : '')
    // Applied, and yet nobody knows: Files.com never shows tenant, client and secret again.
    const isUnknown = standing.word === 'Not started' && this.strategyToProve !== undefined
    if (isUnknown && provedAt !== undefined) return done(`a sign-in was seen on ${dayAndTime(Date.parse(provedAt))}`)
    if (this.prove.proof?.kind === 'signed-in' && this.#isHandedOffOpen)
      return doneWithWarnings(`as ${this.prove.proof.username}; what was handed off is not proved`)
    return isUnknown ? { icon: 'not-provable-here', word: 'Not provable here', facts: 'until a real sign-in was seen' } : standing
  }
}
