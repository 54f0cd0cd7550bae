import { chmod, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Problem, problem } from '../../core/errors.ts'
import type { JournalRun } from '../../core/journal/journal-record.ts'
import { parseJournal } from '../../core/journal/parse-journal.ts'
import type { JournalPort, JournalWriter } from '../../core/ports/journal.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { hasCode, isSystemError, reasonOf } from '../files/system-error.ts'
import { parseJournalFileName, journalFileName } from './journal-file-name.ts'
import { createJournalWriter } from './journal-writer.ts'
import { setCutAside } from './set-cut-aside.ts'

export interface JournalOptions {
  /** The data folder; the journal is the folder `journal` in it. */
  readonly dataFolder: string
  /** Masks registered secrets in whatever texts a record quotes. */
  readonly redactText: (text: string) => string
}

/** One append-only file of JSON lines for each run, readable by its owner only. What is once in it is never changed. */
export function createJournal({ dataFolder, redactText }: JournalOptions): JournalPort {
  const folder = join(dataFolder, 'journal')

  async function runs(): Promise<Result<readonly JournalRun[], Problem>> {
    const names = await journalFiles(folder)
    if (!names.ok) return names
    const found: JournalRun[] = []
    for (const { name, runId } of names.value) {
      const run = await readRun(join(folder, name), runId)
      if (!run.ok) return run
      // A file that was cut in its first record is no run: nothing is sent before that record is on disk.
      if (run.value.records.length > 0 || run.value.damagedLine !== undefined) found.push(run.value)
    }
    return succeed(found)
  }

  return {
    async begin(first) {
      const path = join(folder, journalFileName(first.at, first.runId))
      try {
        await makeFolder(folder)
        const writer = createJournalWriter(await open(path, 'ax', 0o600), path, redactText)
        const written = await writer.append(first)
        if (written.ok) {
          await syncFolder(folder)
          return succeed(writer)
        }
        await writer.close()
        await rm(path, { force: true })
        return written
      } catch (error) {
        return notWritten(path, error)
      }
    },

    // Whoever calls this holds the site's lock: a record that another process is about to write would look like one that was cut.
    async reopen(runId) {
      const names = await journalFiles(folder)
      if (!names.ok) return names
      const name = names.value.find((entry) => entry.runId === runId)?.name
      const unknown = fail(problem('apply.run-unknown', { run: runId }))
      if (name === undefined) return unknown
      const path = join(folder, name)
      const mended = await setCutAside(path)
      if (!mended.ok) return mended
      return mended.value.length === 0 ? unknown : openAgain(path, redactText)
    },

    runs
  }
}

async function openAgain(path: string, redactText: (text: string) => string): Promise<Result<JournalWriter, Problem>> {
  try {
    return succeed(createJournalWriter(await open(path, 'a'), path, redactText))
  } catch (error) {
    return notWritten(path, error)
  }
}

/** Newest first. A folder that is not there holds none. */
async function journalFiles(folder: string): Promise<Result<readonly { readonly name: string; readonly runId: string }[], Problem>> {
  try {
    const names = await readdir(folder)
    const files = names.flatMap((name) => {
      const runId = parseJournalFileName(name)
      return runId === undefined ? [] : [{ name, runId }]
    })
    return succeed(files.sort((a, b) => (a.name < b.name ? 1 : -1)))
  } catch (error) {
    return hasCode(error, 'ENOENT') ? succeed([]) : unreadable(folder, error)
  }
}

async function readRun(path: string, runId: string): Promise<Result<JournalRun, Problem>> {
  try {
    const { records, cutBytes, brokenLine } = parseJournal(await readFile(path))
    return succeed({ runId, file: path, records, cutBytes, ...(brokenLine === undefined ? {} : { damagedLine: brokenLine }) })
  } catch (error) {
    return unreadable(path, error)
  }
}

/** With the names of new folders on disk too: a file whose folder a power failure takes away is lost with it. */
async function makeFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (process.platform !== 'win32' && ((await stat(folder)).mode & 0o077) !== 0) await chmod(folder, 0o700)
  if (firstMade === undefined) return
  for (let made = folder; made !== dirname(firstMade); made = dirname(made)) await syncFolder(dirname(made))
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handle of a folder to sync: NTFS journals its names itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function notWritten(path: string, error: unknown): Result<never, Problem> {
  if (!isSystemError(error)) throw error
  return fail(problem('apply.journal-not-written', { path, reason: reasonOf(error) }))
}

function unreadable(path: string, error: unknown): Result<never, Problem> {
  if (!isSystemError(error)) throw error
  return fail(problem('apply.journal-unreadable', { path, reason: reasonOf(error) }))
}
