import { type FileHandle, truncate } from 'node:fs/promises'
import { type Problem, problem } from '../../core/errors.ts'
import type { JournalRecord } from '../../core/journal/journal-record.ts'
import type { JournalWriter } from '../../core/ports/journal.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { isSystemError, reasonOf } from '../files/system-error.ts'
import { journalLine } from './journal-line.ts'

/** Appends to a file opened for appending, one record after the other, each on disk before the next. Owns the handle. */
export function createJournalWriter(file: FileHandle, path: string, redactText: (text: string) => string): JournalWriter {
  let last: Promise<unknown> = Promise.resolve()
  let isClosed = false
  /** After a failed sync or half a line that could not be taken back, nobody knows what is on the disk: nothing more is written. */
  let brokenBecause: string | undefined

  async function append(record: JournalRecord): Promise<Result<null, Problem>> {
    if (brokenBecause !== undefined) return failed(brokenBecause)
    const line = journalLine(record, redactText)
    if (!line.ok) return failed(line.error)
    return (await write(line.value)) ?? (await sync())
  }

  /** `undefined`: the whole line is in the file. */
  async function write(line: Buffer): Promise<Result<null, Problem> | undefined> {
    let before: number | undefined
    let written = 0
    try {
      before = (await file.stat()).size
      // One write takes the whole line, unless the disk is about to be full.
      while (written < line.length) written += (await file.write(line, written)).bytesWritten
      return undefined
    } catch (error) {
      if (!isSystemError(error)) throw error
      const reason = reasonOf(error)
      if (before !== undefined && written > 0 && !(await takeBack(before, written))) brokenBecause = reason
      return failed(reason)
    }
  }

  /** Half a line goes, so that the next record begins a line. By path: a handle for appending cannot be cut on Windows. */
  async function takeBack(before: number, written: number): Promise<boolean> {
    try {
      if ((await file.stat()).size !== before + written) return false
      await truncate(path, before)
      return true
    } catch (error) {
      if (!isSystemError(error)) throw error
      return false
    }
  }

  async function sync(): Promise<Result<null, Problem>> {
    try {
      await file.datasync()
      return succeed(null)
    } catch (error) {
      if (!isSystemError(error)) throw error
      // Asking again may succeed although the bytes are gone: the kernel tells a lost write once only.
      brokenBecause = reasonOf(error)
      return failed(brokenBecause)
    }
  }

  function failed(reason: string): Result<null, Problem> {
    return fail(problem('apply.journal-not-written', { path, reason }))
  }

  return {
    append(record) {
      if (isClosed) throw new Error('The journal is closed.')
      const done = last.then(() => append(record))
      // A bug in one record is thrown to whoever wrote it, not to whoever comes next.
      last = done.catch(() => undefined)
      return done
    },
    async close() {
      if (isClosed) return
      isClosed = true
      await last
      await file.close()
    }
  }
}
