import { readFile, stat } from 'node:fs/promises'
import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import type { Table } from '../../core/model/table.ts'
import { fail, type Result } from '../../core/result.ts'
import { isSystemError, reasonOf } from '../files/system-error.ts'
import { MAXIMUM_TABLE_BYTES, readCsv } from './read-csv.ts'

/** As `readCsv`, from a file. Throws `Cancelled`. */
export async function readTableFile(path: string, signal: CancelSignal): Promise<Result<Table, string>> {
  throwIfCancelled(signal)
  try {
    const { size } = await stat(path)
    // Not read at all: a file may be larger than memory.
    if (size > MAXIMUM_TABLE_BYTES) return fail(`it is larger than ${String(MAXIMUM_TABLE_BYTES / 1_000_000)} MB`)
    const content = await readFile(path)
    throwIfCancelled(signal)
    return readCsv(content)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(reasonOf(error))
  }
}
