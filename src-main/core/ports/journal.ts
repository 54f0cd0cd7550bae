import type { Problem } from '../errors.ts'
import type { JournalRecord, JournalRun } from '../journal/journal-record.ts'
import type { Result } from '../result.ts'

export interface JournalPort {
  /** Begins the journal of a run; its first record is on disk when this answers. */
  begin(first: JournalRecord & { readonly type: 'run-started' }): Promise<Result<JournalWriter, Problem>>
  /** Goes on with an earlier run, for instance to write down what a later reading found out. */
  reopen(runId: string): Promise<Result<JournalWriter, Problem>>
  /** Newest first. */
  runs(): Promise<Result<readonly JournalRun[], Problem>>
}

export interface JournalWriter {
  /** On disk, through all caches, when this answers. A failure means: send nothing. */
  append(record: JournalRecord): Promise<Result<null, Problem>>
  close(): Promise<void>
}
