import type { RecentWorkEntry, Workspace } from '../../src-main/contract/schemas.ts'
import type { StartedPractice } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { CertificatesState } from './certificates-state.svelte.ts'
import { DirectoryState } from './directory-state.svelte.ts'
import { HelpState } from './help-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { PracticeState } from './practice-state.svelte.ts'
import { WorkspaceKeeper } from './workspace-keeper.ts'

export type ScreenName = 'home' | 'directory' | 'certificates' | 'practice'

/** Everything the window knows. Made once by `App.svelte` and handed down. */
export class AppState {
  readonly directory: DirectoryState
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
    this.directory = new DirectoryState(engine, () => this.#keep())
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

  /** Reads the last state and shows the screen that was open. */
  async restore(): Promise<void> {
    void this.#info.run({})
    const ended = await this.#workspace.run({})
    if (ended.status === 'done') this.#adopt(ended.value)
    this.#isReady = true
  }

  go(screen: ScreenName): void {
    this.#screen = screen
    this.#visits += 1
    if (screen === 'home') void this.#refreshRecent()
    if (screen === 'practice') this.practice.load()
    this.#keep()
  }

  /** Takes up the settings of an earlier check; practising ends. */
  reopen(entry: RecentWorkEntry): void {
    if (this.directory.practice !== undefined) this.directory.leavePractice()
    this.directory.form.replace(entry.form)
    this.go('directory')
  }

  /** The window closes: nothing waits any longer. */
  close(): void {
    this.#keeper.flush()
  }

  #adopt({ form, screen, recent }: Workspace): void {
    this.directory.form.replace(form)
    this.#screen = screen
    this.#recent = recent
  }

  async #refreshRecent(): Promise<void> {
    const ended = await this.#workspace.run({})
    if (ended.status === 'done') this.#recent = ended.value.recent
  }

  #practise(started: StartedPractice): void {
    this.directory.enterPractice(started)
    this.go('directory')
  }

  /** Nothing is saved before the last state was read: an empty form must not replace it. */
  #keep(): void {
    if (!this.#isReady) return
    const screen = this.#screen === 'practice' ? 'home' : this.#screen
    this.#keeper.keep({ form: this.directory.formToKeep, screen })
  }
}
