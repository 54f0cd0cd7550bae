import type { RecentWorkEntry, Workspace } from '../../src-main/contract/schemas.ts'
import type { ConnectedSite, StartedPractice } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { CertificatesState } from './certificates-state.svelte.ts'
import { ConnectState } from './connect-state.svelte.ts'
import { DirectoryState } from './directory-state.svelte.ts'
import { HelpState } from './help-state.svelte.ts'
import { IdentityState } from './identity-state.svelte.ts'
import { JournalState } from './journal-state.svelte.ts'
import { MethodState } from './method-state.svelte.ts'
import { OauthState } from './oauth-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { PracticeState } from './practice-state.svelte.ts'
import { PreviewState } from './preview-state.svelte.ts'
import { ProvisioningState } from './provisioning-state.svelte.ts'
import { SamlState } from './saml-state.svelte.ts'
import { SetupState } from './setup-state.svelte.ts'
import { SiteState } from './site-state.svelte.ts'
import { SyncState } from './sync-state.svelte.ts'
import { WorkspaceKeeper } from './workspace-keeper.ts'

export type ScreenName = Workspace['screen'] | 'practice'

/** Everything the window knows. Made once by `App.svelte` and handed down. */
export class AppState {
  readonly sites: SiteState
  readonly connect: ConnectState
  readonly setup: SetupState
  readonly journal: JournalState
  readonly sync: SyncState
  readonly directory: DirectoryState
  readonly preview: PreviewState
  readonly saml: SamlState
  readonly oauth: OauthState
  readonly method: MethodState
  readonly identity: IdentityState
  readonly provisioning: ProvisioningState
  readonly certificates: CertificatesState
  readonly practice: PracticeState
  readonly help: HelpState
  readonly #workspace: Operation<'workspace.read'>
  readonly #info: Operation<'app.info'>
  readonly #keeper: WorkspaceKeeper
  #screen = $state.raw<ScreenName>('home')
  #visits = $state(0)
  #isReady = $state(false)
  #recent = $state.raw<readonly RecentWorkEntry[]>([])

  constructor(engine: Engine, keeper: WorkspaceKeeper = new WorkspaceKeeper(engine)) {
    this.#keeper = keeper
    this.#workspace = new Operation(engine, 'workspace.read')
    this.#info = new Operation(engine, 'app.info')
    this.sites = new SiteState(
      engine,
      (site) => this.#openSite(site),
      (site) => {
        this.saml.ticks.drop(site)
        return this.setup.profile.keeper.drop(site)
      }
    )
    this.connect = new ConnectState(engine, (site, isPractice) => this.#connected(site, isPractice))
    this.journal = new JournalState(engine)
    this.setup = new SetupState(engine, this.sites, this.journal)
    this.sync = new SyncState(engine)
    this.directory = new DirectoryState(engine, () => this.#keep())
    this.preview = new PreviewState(engine, this.sites, this.directory.form, () => this.setup.profile.keeper.flush())
    this.saml = new SamlState(engine, this.sites, this.setup, () => this.#keep())
    this.oauth = new OauthState(engine, { sites: this.sites, setup: this.setup, journal: this.journal, ticks: this.saml.ticks }, () =>
      this.#keep()
    )
    this.method = new MethodState(engine, this.sites, () => this.#keep())
    this.identity = new IdentityState(engine, this.sites, this.setup, this.directory.form)
    this.provisioning = new ProvisioningState(engine, this.sites, this.setup, this.saml.ticks)
    this.certificates = new CertificatesState(engine)
    this.practice = new PracticeState(engine, (started) => this.#practise(started))
    this.help = new HelpState(engine)
  }

  get screen(): ScreenName {
    return this.#screen
  }

  /** Counts the changes of screen, each of which moves the focus to the new heading. */
  get visits(): number {
    return this.#visits
  }

  /** The last state has been read, or could not be: the screens may be shown. */
  get isReady(): boolean {
    return this.#isReady
  }

  get recent(): readonly RecentWorkEntry[] {
    return this.#recent
  }

  /** Why what was typed last time is not here. */
  get workspaceProblem(): Problem | undefined {
    return this.#workspace.problem
  }

  get version(): string {
    return this.#info.value?.version ?? ''
  }

  /** Reads the last state and shows the screen that was open. Nobody but this computer is asked. */
  async restore(): Promise<void> {
    void this.#info.run({})
    const sites = this.#loadSites()
    const ended = await this.#workspace.run({})
    if (ended.status === 'done') this.#adopt(ended.value)
    this.#isReady = true
    await sites
    // What a crash left open comes before whatever was open last; whoever has gone somewhere already is not called back.
    if (this.journal.interrupted.length > 0 && this.#visits === 0) this.#screen = 'home'
  }

  go(screen: ScreenName): void {
    this.connect.clearProblem()
    this.#screen = screen
    this.#visits += 1
    this.#refresh(screen)
    this.#keep()
  }

  /** Takes up the settings of an earlier check; practising ends. */
  reopen(entry: RecentWorkEntry): void {
    if (this.directory.practice !== undefined) this.directory.leavePractice()
    this.directory.form.replace(entry.form)
    this.go('directory')
  }

  /** From the journal or a receipt to the plan that would take the run back. */
  undo(runId: string, site: string): void {
    // One thing at a time: what is being applied stays on the screen.
    if (!this.setup.applying.isRunning) {
      this.sites.choose(site)
      this.setup.planUndo(runId)
    }
    this.go('setup')
  }

  openRun(runId: string): void {
    this.journal.open(runId)
    this.go('journal')
  }

  /** The window closes: nothing waits any longer. */
  close(): void {
    this.#keeper.flush()
    void this.setup.profile.keeper.flush()
  }

  #adopt({ form, screen, site, samlTicks, samlGiven, oauthGiven, adviserAnswers, recent }: Workspace): void {
    this.directory.form.replace(form)
    this.saml.ticks.restore(samlTicks)
    this.saml.connect.inspect.restore(samlGiven)
    this.oauth.restore(oauthGiven)
    this.method.restore(adviserAnswers)
    if (site !== '') this.sites.restore(site)
    this.#screen = screen
    this.#recent = recent
    this.#refresh(screen)
  }

  #refresh(screen: ScreenName): void {
    if (screen === 'home' && this.#isReady) void this.#refreshRecent()
    if (screen === 'practice') this.practice.load()
    if (screen === 'journal') void this.journal.load()
    if (screen === 'preview') void this.preview.visit()
    if (screen === 'saml') this.saml.connect.visit()
    if (screen === 'oauth') this.oauth.visit()
    if (screen === 'method') this.method.visit()
    if (screen === 'provisioning') this.provisioning.visit()
    if (screen === 'identity') this.identity.visit()
    if (screen === 'setup' && this.sites.overview !== undefined) void this.setup.profile.load()
  }

  async #loadSites(): Promise<void> {
    await this.sites.load()
    this.journal.noteInterrupted(this.sites.list.value?.interruptedRuns ?? [])
  }

  async #refreshRecent(): Promise<void> {
    const ended = await this.#workspace.run({})
    if (ended.status === 'done') this.#recent = ended.value.recent
  }

  #openSite(site: string): void {
    this.sync.forget()
    this.setup.open(site)
    this.preview.open()
    this.saml.connect.forgetSite()
    this.oauth.forgetSite()
    this.method.forgetSite()
    this.provisioning.forgetSite()
    this.identity.open()
    // What is open is read for the new site at once.
    if (this.#screen === 'saml') this.saml.connect.visit()
    if (this.#screen === 'oauth') this.oauth.visit()
    if (this.#screen === 'method') this.method.visit()
    if (this.#screen === 'provisioning') this.provisioning.visit()
    if (this.#screen === 'identity') this.identity.visit()
    // Only of a connected site: reading its profile may ask the site, which is not done behind anybody's back.
    if (this.sites.overview !== undefined) void this.setup.profile.load()
    this.#keep()
  }

  #connected(site: ConnectedSite, isPractice: boolean): void {
    this.sites.adopt(site, isPractice)
    void this.setup.profile.load()
    this.go('site')
  }

  #practise(started: StartedPractice): void {
    this.directory.enterPractice(started)
    this.go('directory')
  }

  /** Nothing is saved before the last state was read: an empty form must not replace it. */
  #keep(): void {
    if (!this.#isReady) return
    const screen = this.#screen === 'practice' ? 'home' : this.#screen
    this.#keeper.keep({
      form: this.directory.formToKeep,
      screen,
      site: this.sites.siteToKeep,
      samlTicks: this.saml.ticks.toKeep,
      samlGiven: this.saml.connect.inspect.toKeep,
      oauthGiven: this.oauth.toKeep,
      adviserAnswers: this.method.toKeep
    })
  }
}
