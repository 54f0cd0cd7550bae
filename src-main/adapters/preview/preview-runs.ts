import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Cancelled, type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { PreviewRun, PreviewRunHead } from '../../core/preview/preview-run.ts'
import type { LogPort, PreviewRunPort } from '../../core/ports.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { setAside } from '../files/set-aside.ts'
import { hasCode, isSystemError, reasonOf } from '../files/system-error.ts'
import { siteFileName } from '../store/site-file-name.ts'
import { parsePreviewRunFileName, type PreviewRunName, previewRunFileName } from './preview-run-name.ts'
import { readRun, readRunOpening, type RunFault } from './read-run.ts'
import { runLines } from './run-lines.ts'

export interface PreviewRunOptions {
  readonly dataFolder: string
  readonly log: LogPort
  /** For each site. The newest complete run stays in any case: the next one is compared with it. */
  readonly runsKept?: number
  readonly daysKept?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** One compressed file for each run in `previews/SITE/` of the data folder, readable by its owner only, whole or not there. */
export function createPreviewRuns({ dataFolder, log, runsKept = 20, daysKept = 180, now = Date.now }: PreviewRunOptions): PreviewRunPort {
  const folder = join(dataFolder, 'previews')

  /** What a fault of a file means: one of a newer version is left alone, any other is set aside. */
  function faulty(path: string, fault: RunFault): Problem {
    if (fault.kind === 'too-new')
      return problem('preview.run.unreadable', {
        path,
        reason: `it was written by a newer version of this application (${String(fault.version)})`
      })
    const aside = setAside(path)
    log.warn('a recorded preview cannot be read and is set aside', { path: aside })
    return problem('preview.run.unreadable', { path: aside, reason: 'it is damaged' })
  }

  async function deleteOldRuns(siteFolder: string): Promise<void> {
    const files = await runFiles(siteFolder)
    const newestComplete = files.find(({ isComplete }) => isComplete)
    const oldest = now() - daysKept * DAY_MS
    const old = files.filter((file, index) => file !== newestComplete && (index >= runsKept || Date.parse(file.at) < oldest))
    for (const { path } of old) await rm(path, { force: true })
  }

  return {
    async save(run, signal) {
      const siteFolder = join(folder, siteFileName(run.head.site))
      const { runId, at, summary } = run.head
      const path = join(siteFolder, previewRunFileName({ runId, at, isComplete: summary.isComplete }))
      try {
        await mkdir(siteFolder, { recursive: true, mode: 0o700 })
        await writeRun(path, run, signal)
        await deleteOldRuns(siteFolder)
        return succeed(null)
      } catch (error) {
        if (!isSystemError(error)) throw error
        return fail(problem('app.file-not-written', { path, reason: reasonOf(error) }))
      }
    },

    async list(site) {
      const siteFolder = join(folder, siteFileName(site))
      return await whenReadable(siteFolder, async () => {
        const heads: PreviewRunHead[] = []
        for (const { path } of await runFiles(siteFolder)) {
          const opening = await readRunOpening(path)
          if (opening.ok) heads.push(opening.value.head)
          else if (opening.error.kind === 'broken') faulty(path, opening.error)
        }
        return succeed(heads)
      })
    },

    async read(runId, signal) {
      throwIfCancelled(signal)
      return await whenReadable(folder, async () => {
        for (const site of await namesIn(folder)) {
          const file = (await runFiles(join(folder, site))).find((name) => name.runId === runId)
          if (file === undefined) continue
          const run = await readRun(file.path, signal)
          return run.ok ? run : fail(faulty(file.path, run.error))
        }
        return fail(problem('preview.run.unknown', { run: runId }))
      })
    }
  }
}

const DAY_MS = 86_400_000

async function writeRun(path: string, run: PreviewRun, signal: CancelSignal): Promise<void> {
  const draft = join(path, '..', `.${randomUUID()}.part`)
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    throwIfCancelled(signal)
    const file = createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true })
    await pipeline(Readable.from(runLines(run)), createGzip({ level: 1 }), file, { signal: controller.signal })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    if (controller.signal.aborted) throw new Cancelled()
    throw error
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

type RunFile = PreviewRunName & { readonly path: string }

/** Newest first. */
async function runFiles(siteFolder: string): Promise<readonly RunFile[]> {
  const files = (await namesIn(siteFolder)).flatMap((name) => {
    const parsed = parsePreviewRunFileName(name)
    return parsed === undefined ? [] : [{ ...parsed, path: join(siteFolder, name) }]
  })
  return files.sort((a, b) => (a.path < b.path ? 1 : -1))
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return []
    throw error
  }
}

async function whenReadable<T>(folder: string, read: () => Promise<Result<T, Problem>>): Promise<Result<T, Problem>> {
  try {
    return await read()
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(problem('preview.run.unreadable', { path: error.path ?? folder, reason: reasonOf(error) }))
  }
}
