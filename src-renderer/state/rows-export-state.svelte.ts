import type { SaveAnswer } from '../../src-main/contract/views.ts'
import type { Problem } from '../../src-main/core/errors.ts'

/** The operation that writes the file. */
interface Saving<Input> {
  readonly isRunning: boolean
  readonly problem: Problem | undefined
  readonly value: SaveAnswer | undefined
  run(input: Input): Promise<unknown>
  cancel(): void
  reset(): void
}

/** Rows of a table of people on their way into a file of the person's choice. */
export class RowsExportState<Input> {
  readonly #saving: Saving<Input>
  #rows = $state(0)

  constructor(saving: Saving<Input>) {
    this.#saving = saving
  }

  get isRunning(): boolean {
    return this.#saving.isRunning
  }

  get problem(): Problem | undefined {
    return this.#saving.problem
  }

  /** Where the file went; empty while there is nothing to say. */
  get notice(): string {
    const saved = this.#saving.value
    if (saved?.kind !== 'saved') return ''
    return `Saved ${rowsText(this.#rows)} to ${saved.path}. The file names people: keep it where only those who may see them can.`
  }

  /** `rows`: how many they are, for the notice. */
  async save(input: Input, rows: number): Promise<void> {
    this.#rows = rows
    await this.#saving.run(input)
  }

  cancel(): void {
    this.#saving.cancel()
  }

  forget(): void {
    this.#saving.reset()
  }
}

function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${new Intl.NumberFormat('en').format(rows)} rows`
}
