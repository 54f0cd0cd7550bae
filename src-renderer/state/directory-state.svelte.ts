import type { StartedPractice } from '../../src-main/contract/views.ts'
import { type DirectoryForm, type DirectoryFormField, emptyDirectoryForm } from '../../src-main/core/model/directory-form.ts'
import type { Suggestion } from '../../src-main/core/model/suggestion.ts'
import type { Engine } from '../bridge.ts'
import { CaFileState } from './ca-file-state.svelte.ts'
import { DirectoryFormState, type PasswordChoice } from './directory-form-state.svelte.ts'
import { LadderState } from './ladder-state.svelte.ts'
import { Operation } from './operation.svelte.ts'
import { ReportExport } from './report-export.svelte.ts'

/** What a run was asked, to tell when its results no longer fit the form. */
interface Asked {
  readonly form: DirectoryForm
  readonly password: PasswordChoice
  readonly atMs: number
}

/** The form, the ladder below it, and what both know about each other. */
export class DirectoryState {
  readonly form: DirectoryFormState
  readonly caFile: CaFileState
  readonly ladder = new LadderState()
  readonly check: Operation<'directory.check'>
  readonly suggest: Operation<'directory.suggest'>
  readonly reportExport: ReportExport
  #asked = $state.raw<Asked>()
  #practice = $state.raw<StartedPractice>()
  #areSettingsOpen = $state(true)
  /** The real form while practice has taken its place. */
  #setAside: DirectoryForm | undefined

  constructor(engine: Engine, onChange: () => void = () => undefined) {
    this.form = new DirectoryFormState(onChange)
    this.caFile = new CaFileState(engine, this.form)
    this.check = new Operation(engine, 'directory.check')
    this.suggest = new Operation(engine, 'directory.suggest')
    this.reportExport = new ReportExport(engine)
  }

  /** The form to find again after a restart: never the one of practice, whose directory is gone by then. */
  get formToKeep(): DirectoryForm {
    return this.#setAside ?? this.form.values
  }

  get practice(): StartedPractice | undefined {
    return this.#practice
  }

  get checkedAtMs(): number | undefined {
    return this.#asked?.atMs
  }

  get checkedForm(): DirectoryForm | undefined {
    return this.#asked?.form
  }

  /** The form was changed since the run. */
  get isStale(): boolean {
    return this.#asked !== undefined && (this.#asked.form !== this.form.values || this.#asked.password !== this.form.password)
  }

  /** Better values for the form: from the run if there was one, else from the look around. */
  get suggestions(): readonly Suggestion[] {
    return this.check.value?.report.suggestions ?? this.suggest.value?.suggestions ?? []
  }

  get areSettingsOpen(): boolean {
    return this.#areSettingsOpen
  }

  toggleSettings(): void {
    this.#areSettingsOpen = !this.#areSettingsOpen
  }

  /** Answers the field to correct first; undefined when the check has begun. */
  startCheck(): DirectoryFormField | undefined {
    this.form.press()
    if (this.form.hasErrors) {
      this.#areSettingsOpen = true
      return this.form.firstFaultyField
    }
    const { values, password, personPassword } = this.form
    this.#asked = { form: values, password, atMs: Date.now() }
    this.#areSettingsOpen = false
    this.ladder.clear()
    this.suggest.reset()
    this.reportExport.forget()
    // One attempt for each time it is typed: a check repeated without thought must not lock a person out.
    this.form.typePersonPassword('')
    void this.#runCheck({ form: values, password, personPassword })
    return undefined
  }

  cancelCheck(): void {
    this.check.cancel()
    this.ladder.stop()
  }

  /** Looks around with the host alone. Answers the field to correct first; undefined when it has begun. */
  startSuggest(): DirectoryFormField | undefined {
    if (this.form.isFaulty('host')) {
      this.form.press()
      this.#areSettingsOpen = true
      return 'host'
    }
    this.#areSettingsOpen = true
    void this.suggest.run({ form: this.form.values })
    return undefined
  }

  enterPractice(started: StartedPractice): void {
    this.#setAside ??= this.form.values
    this.#practice = started
    this.#forgetResults()
    this.form.replace(started.form, { kind: 'practice' })
  }

  leavePractice(): void {
    const form = this.#setAside ?? emptyDirectoryForm
    this.#setAside = undefined
    this.#practice = undefined
    this.#forgetResults()
    this.form.replace(form)
  }

  async #runCheck(input: Parameters<typeof this.check.run>[0]): Promise<void> {
    const ended = await this.check.run(input, (event) => this.ladder.accept(event))
    if (ended.status === 'failed') this.ladder.stop()
    if (ended.status !== 'done') return
    this.ladder.finish(ended.value.report.results)
    this.reportExport.offer(ended.value.reportId)
  }

  #forgetResults(): void {
    this.check.reset()
    this.suggest.reset()
    this.ladder.clear()
    this.reportExport.forget()
    this.#asked = undefined
    this.#areSettingsOpen = true
  }
}
