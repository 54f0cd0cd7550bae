import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

type Export = OperationInput<'preview.export'>

/** Rows of a preview on their way into a file of the person's choice. */
export class PreviewExportState {
  readonly #asked: Operation<'preview.export'>
  #rows = $state(0)

  constructor(engine: Engine) {
    this.#asked = new Operation(engine, 'preview.export')
  }

  get isRunning(): boolean {
    return this.#asked.isRunning
  }

  get problem(): Problem | undefined {
    return this.#asked.problem
  }

  /** Where the file went; empty while there is nothing to say. */
  get notice(): string {
    const saved = this.#asked.value
    if (saved?.kind !== 'saved') return ''
    return `Saved ${rowsText(this.#rows)} to ${saved.path}. The file names people: keep it where only those who may see them can.`
  }

  async save(previewId: string, format: Export['format'], query: Export['query'], rows: number): Promise<void> {
    this.#rows = rows
    await this.#asked.run({ previewId, format, query })
  }

  cancel(): void {
    this.#asked.cancel()
  }

  forget(): void {
    this.#asked.reset()
  }
}

function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${new Intl.NumberFormat('en').format(rows)} rows`
}
