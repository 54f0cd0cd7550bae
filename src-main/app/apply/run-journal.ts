import type { Problem } from '../../core/errors.ts'
import type { JournalRecord, JournalRun } from '../../core/journal/journal-record.ts'
import type { JournalPort, JournalWriter } from '../../core/ports/journal.ts'
import { type Result, succeed } from '../../core/result.ts'

type RunStarted = JournalRecord & { readonly type: 'run-started' }

/** The journal of the run that is going on, and what has happened in it: the two differ only when the disk gives up. */
export class RunJournal {
  readonly #writer: JournalWriter
  readonly #runId: string
  readonly #records: JournalRecord[]

  private constructor(writer: JournalWriter, first: RunStarted) {
    this.#writer = writer
    this.#runId = first.runId
    this.#records = [first]
  }

  /** The first record is on disk when this answers. */
  static async begin(journal: JournalPort, first: RunStarted): Promise<Result<RunJournal, Problem>> {
    const writer = await journal.begin(first)
    return writer.ok ? succeed(new RunJournal(writer.value, first)) : writer
  }

  /** Announces something that is done only once this is on disk. The problem: do not do it. */
  async announce(record: JournalRecord): Promise<Problem | undefined> {
    const written = await this.#writer.append(record)
    if (!written.ok) return written.error
    this.#records.push(record)
    return undefined
  }

  /** Writes down what has happened. That the disk does not take it makes it no less true. */
  async note(record: JournalRecord): Promise<Problem | undefined> {
    this.#records.push(record)
    const written = await this.#writer.append(record)
    return written.ok ? undefined : written.error
  }

  run(): JournalRun {
    return { runId: this.#runId, file: '', records: this.#records, cutBytes: 0 }
  }

  close(): Promise<void> {
    return this.#writer.close()
  }
}
