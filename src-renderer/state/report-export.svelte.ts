import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { copyText } from '../lib/copy-text.ts'
import { Operation } from './operation.svelte.ts'

/** Saving and copying the report of the last finished run. */
export class ReportExport {
  readonly #save: Operation<'report.save' | 'saml.report-save'>
  readonly #text: Operation<'report.text' | 'saml.report-text'>
  #reportId = $state.raw<string>()
  #notice = $state('')

  constructor(engine: Engine, of: 'directory' | 'saml' = 'directory') {
    this.#save = new Operation(engine, of === 'saml' ? 'saml.report-save' : 'report.save')
    this.#text = new Operation(engine, of === 'saml' ? 'saml.report-text' : 'report.text')
  }

  get isOffered(): boolean {
    return this.#reportId !== undefined
  }

  /** What became of the last export, as a sentence; empty when there is nothing to say. */
  get notice(): string {
    return this.#notice
  }

  get problem(): Problem | undefined {
    return this.#save.problem ?? this.#text.problem
  }

  offer(reportId: string): void {
    this.#reportId = reportId
  }

  forget(): void {
    this.#reportId = undefined
    this.#notice = ''
    this.#save.reset()
    this.#text.reset()
  }

  async save(format: 'html' | 'json'): Promise<void> {
    if (this.#reportId === undefined) return
    this.#notice = ''
    this.#text.reset()
    const ended = await this.#save.run({ reportId: this.#reportId, format })
    if (ended.status === 'done' && ended.value.kind === 'saved')
      this.#notice = `Saved to ${ended.value.path}, without passwords and without what it says about people`
  }

  async copyAsText(): Promise<void> {
    if (this.#reportId === undefined) return
    this.#notice = ''
    this.#save.reset()
    const ended = await this.#text.run({ reportId: this.#reportId })
    if (ended.status === 'done')
      this.#notice = (await copyText(ended.value))
        ? 'Report copied, without passwords and without what it says about people'
        : 'This computer did not let the text be copied'
  }
}
