import type { ConnectedSite, RunView } from '../../src-main/contract/views.ts'
import type { FieldValues } from '../../src-main/core/service/service-facts.ts'
import type { Engine } from '../bridge.ts'
import { ApplyState } from './apply-state.svelte.ts'
import { DirectoryWayState } from './directory-way-state.svelte.ts'
import type { JournalState } from './journal-state.svelte.ts'
import { LdapPasswordState } from './ldap-password-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { PeopleState } from './people-state.svelte.ts'
import { PlanState } from './plan-state.svelte.ts'
import { ProfileState } from './profile-state.svelte.ts'
import { reasonNotToApply } from './reason-not-to-apply.ts'
import type { SetupTarget } from './setup-target.ts'
import type { SiteState } from './site-state.svelte.ts'

export type SetupStage = 'settings' | 'plan' | 'run'

/** From the settings to the plan to the run, and back. */
export class SetupState {
  readonly profile: ProfileState
  readonly people: PeopleState
  readonly way: DirectoryWayState
  readonly password = new LdapPasswordState()
  readonly plan: PlanState
  readonly applying: ApplyState
  readonly verify: Operation<'profile.verify'>
  readonly #sites: SiteState
  readonly #journal: JournalState
  #stage = $state.raw<SetupStage>('settings')
  /** The profile that the plan was made from, to tell when it was edited since. */
  #plannedFrom = $state.raw<unknown>()

  constructor(engine: Engine, sites: SiteState, journal: JournalState) {
    this.profile = new ProfileState(engine, (target) => heldBy(sites.overview, target))
    this.people = new PeopleState(engine, this.profile, () => sites.overview)
    this.way = new DirectoryWayState(engine, this.profile)
    this.plan = new PlanState(engine)
    this.applying = new ApplyState(engine)
    this.verify = new Operation(engine, 'profile.verify')
    this.#sites = sites
    this.#journal = journal
  }

  get stage(): SetupStage {
    return this.#stage
  }

  get site(): string {
    return this.#sites.chosen
  }

  /** Id of the control to correct first; of the people also while another part of the settings is shown. */
  get firstFaultyField(): string | undefined {
    return this.profile.firstFaultyField ?? this.way.firstFaultyField ?? this.people.firstFaultyField
  }

  /** The settings were edited after the plan was made. */
  get isPlanOutdated(): boolean {
    return this.plan.source.kind === 'profile' && this.plan.view !== undefined && this.#plannedFrom !== this.profile.profile
  }

  /** The run that was applied last, as it was read or checked last. */
  get run(): RunView | undefined {
    const end = this.applying.end
    if (end?.kind === 'ran') return this.#journal.latest(end.run)
    return end?.kind === 'not-told' && end.runId !== undefined ? this.#journal.find(end.runId) : undefined
  }

  /** Why the plan cannot be applied, in one sentence; empty when it can. */
  get whyNotApply(): string {
    const view = this.plan.view
    if (view === undefined) return 'There is no plan yet.'
    if (this.applying.end?.kind === 'ran') return 'This plan was applied. Plan again to see what is left.'
    if (this.applying.end?.kind === 'not-told') return 'How this plan ended is not known here. Plan again to see what is left.'
    return reasonNotToApply({
      view,
      key: this.#sites.overview?.key,
      isOverridden: this.plan.isOverridden,
      needsApproval: this.profile.safety?.needsApproval ?? false,
      hasApproval: this.plan.approval !== '',
      hasPassword: view.hasLdapPassword || this.password.value !== ''
    })
  }

  /** Another site was chosen. */
  open(site: string): void {
    this.#stage = 'settings'
    this.plan.clear()
    this.applying.clear()
    this.verify.reset()
    this.password.forget()
    this.profile.open(site)
    this.people.forget()
    this.way.forget()
  }

  go(stage: SetupStage): void {
    this.#stage = stage
  }

  /** Answers the field to correct first; undefined when planning has begun. */
  async showPlan(): Promise<string | undefined> {
    for (const part of [this.profile, this.way, this.people]) part.press()
    const faulty = this.firstFaultyField
    if (faulty !== undefined) {
      this.#turnTo(faulty)
      return faulty
    }
    // The plan is made from what is saved: what is not on disk would not be planned.
    if (!(await this.profile.keeper.flush())) return undefined
    this.#plannedFrom = this.profile.profile
    this.#begin({ kind: 'profile' })
    return undefined
  }

  planUndo(runId: string): void {
    this.#begin({ kind: 'undo', runId })
  }

  planAgain(): void {
    if (this.plan.source.kind === 'profile') void this.showPlan()
    else this.#begin(this.plan.source)
  }

  /** Names the plan by its digest: nothing that is shown here goes along. */
  async apply(): Promise<void> {
    const view = this.plan.view
    if (view === undefined || this.applying.isRunning || this.whyNotApply !== '') return
    const { override, approval, leaveRecord } = this.plan.wishes
    this.#stage = 'run'
    const end = await this.applying.run(
      {
        site: view.plan.site,
        source: this.plan.source,
        digest: view.plan.digest,
        ldapPassword: this.password.value,
        approval,
        leaveRecord,
        ...(override === undefined ? {} : { override })
      },
      view.plan.changes
    )
    this.#sites.outdate(view.plan.site)
    this.people.outdate()
    if (end.kind === 'stopped') {
      if (end.plan !== undefined) this.plan.replace(end.plan)
      return
    }
    if (end.kind === 'ran') this.password.forget()
    await this.#journal.load()
  }

  async verifyNow(): Promise<void> {
    if (await this.profile.keeper.flush()) await this.verify.run({ site: this.site })
  }

  /** The part of the settings in which the control stands. */
  #turnTo(control: string): void {
    if (control === this.profile.firstFaultyField) return
    const isOnScreen = (control === this.people.firstFaultyField) === (this.profile.target.kind === 'people')
    if (!isOnScreen) this.profile.choose(control === this.people.firstFaultyField ? { kind: 'people' } : { kind: 'site-ldap' })
  }

  #begin(source: Parameters<PlanState['run']>[0]['source']): void {
    this.#stage = 'plan'
    this.applying.clear()
    void this.plan.run({ site: this.site, source, ldapPassword: this.password.value, keepPassword: this.password.isKept })
  }
}

function heldBy(site: ConnectedSite | undefined, target: SetupTarget): FieldValues {
  if (target.kind === 'site-ldap') return site?.siteLdap ?? {}
  if (target.kind === 'people') return {}
  return site?.strategies.find(({ id }) => id === target.id)?.fields ?? {}
}
