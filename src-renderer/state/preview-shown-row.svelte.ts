import type { Problem } from '../../src-main/core/errors.ts'
import type { PreviewRow, Trace } from '../../src-main/core/preview/preview-result.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** The person of the side panel, with the way the outcome came about. */
export class PreviewShownRow {
  readonly #trace: Operation<'preview.trace'>
  readonly #pauseMs: number
  #row = $state<number>()
  #data = $state.raw<PreviewRow>()
  #previewId = ''
  #timer: ReturnType<typeof setTimeout> | undefined

  /** `pauseMs`: how long the arrow keys rest before the trace is asked for. */
  constructor(engine: Engine, pauseMs = 120) {
    this.#trace = new Operation(engine, 'preview.trace')
    this.#pauseMs = pauseMs
  }

  /** Number of the row; absent: nothing is open. */
  get row(): number | undefined {
    return this.#row
  }

  /** Absent for a moment when only the number of the row was known. */
  get data(): PreviewRow | undefined {
    return this.#trace.value?.row ?? this.#data
  }

  get trace(): Trace | undefined {
    return this.#trace.value?.trace
  }

  get problem(): Problem | undefined {
    return this.#trace.problem
  }

  /** `data`: the row as it is known already. */
  open(previewId: string, row: number, data?: PreviewRow): void {
    this.#take(previewId, row, data)
    void this.#ask()
  }

  /** On the way to another one perhaps: the trace waits until the keys rest. */
  pass(previewId: string, data: PreviewRow): void {
    this.#take(previewId, data.row, data)
    this.#trace.reset()
    this.#timer = setTimeout(() => void this.#ask(), this.#pauseMs)
  }

  /** By other rules the same number may be somebody else: whoever it was stays open only as the same person. */
  moveTo(previewId: string): void {
    if (this.#row === undefined) return
    const data = this.data
    if (data === undefined) this.close()
    else this.open(previewId, this.#row, data)
  }

  retry(): void {
    void this.#ask()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#trace.reset()
    this.#row = undefined
    this.#data = undefined
  }

  async #ask(): Promise<void> {
    const row = this.#row
    if (row === undefined) return
    const ended = await this.#trace.run({ previewId: this.#previewId, row })
    if (ended.status === 'done' && this.#data !== undefined && !isSamePerson(this.#data, ended.value.row)) this.close()
  }

  #take(previewId: string, row: number, data: PreviewRow | undefined): void {
    clearTimeout(this.#timer)
    this.#previewId = previewId
    this.#row = row
    this.#data = data
  }
}

/** A user of the site alone has no DN; another domain gives people another user name. */
function isSamePerson(one: PreviewRow, other: PreviewRow): boolean {
  return one.dn === other.dn && (one.dn !== '' || one.username === other.username)
}
