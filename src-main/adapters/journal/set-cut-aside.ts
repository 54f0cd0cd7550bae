import { open, readFile } from 'node:fs/promises'
import { type Problem, problem } from '../../core/errors.ts'
import type { JournalRecord } from '../../core/journal/journal-record.ts'
import { parseJournal } from '../../core/journal/parse-journal.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { isSystemError, reasonOf } from '../files/system-error.ts'

/**
 * Makes a journal end with a whole record again, so that it can be gone on with. A power failure or a kill can leave one record half written;
 * its bytes are moved to `<file>.cut` and are never part of a run, because nothing is sent before its record is whole.
 * Answers the records that are left.
 */
export async function setCutAside(path: string): Promise<Result<readonly JournalRecord[], Problem>> {
  try {
    const bytes = await readFile(path)
    const { records, cutBytes, brokenLine } = parseJournal(bytes)
    // Only the last record can be cut: each one is on disk before the next is written. Anything more is damage, and not ours to hide.
    if (brokenLine !== undefined)
      return fail(problem('apply.journal-unreadable', { path, reason: `line ${brokenLine} is damaged, and others follow it` }))
    if (cutBytes === 0) return succeed(records)
    const whole = bytes.length - cutBytes
    await appendSynced(`${path}.cut`, Buffer.concat([bytes.subarray(whole), Buffer.from('\n')]))
    await truncateSynced(path, whole)
    return succeed(records)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(problem('apply.journal-not-written', { path, reason: reasonOf(error) }))
  }
}

async function appendSynced(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function truncateSynced(path: string, length: number): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
}
