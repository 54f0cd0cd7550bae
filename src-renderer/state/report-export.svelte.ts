import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { copyText } from '../lib/copy-text.ts'
import { Operation } from './operation.svelte.ts'

const savings = { directory: 'report.save', saml: 'saml.report-save', oauth: 'oauth.report-save', scim: 'scim.report-save' } as const
const texts = { directory: 'report.text', saml: 'saml.report-text', oauth: 'oauth.report-text', scim: 'scim.report-text' } as const

type SavingName = (typeof savings)[keyof typeof savings]
type TextName = (typeof texts)[keyof typeof texts]

/** Saving and copying the report of the last finished run. */
export class ReportExport {
  readonly #save: Operation<SavingName>
  readonly #text: Operation<TextName>
  readonly #hasFormats: boolean
  #reportId = $state.raw<string>()
  #notice = $state('')

  constructor(engine: Engine, of: keyof typeof savings = 'directory') {
    this.#save = new Operation(engine, savings[of])
    this.#text = new Operation(engine, texts[of])
    this.#hasFormats = of === 'oauth' || of === 'scim'
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
    const ended = await this.#text.run({ reportId: this.#reportId, ...(this.#hasFormats ? { format: 'text' as const } : {}) })
    if (ended.status === 'done')
      this.#notice = (await copyText(ended.value))
        ? 'Report copied, without passwords and without what it says about people'
        : 'This computer did not let the text be copied'
  }
}
