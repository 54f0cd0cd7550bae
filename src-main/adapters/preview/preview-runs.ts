import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createGzip } from 'node:zlib'
import { throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { lastGoodRun } from '../../core/preview/last-good-run.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import type { PreviewRunPort } from '../../core/ports/store.ts'
import type { LogPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { setAside } from '../files/set-aside.ts'
import { hasCode, isSystemError, reasonOf } from '../files/system-error.ts'
import { writePiecesAtomically } from '../files/write-pieces-atomically.ts'
import { siteFileName } from '../store/site-file-name.ts'
import { parsePreviewRunFileName, type PreviewRunName, previewRunFileName } from './preview-run-name.ts'
import { readRun, readRunOpening, type RunFault } from './read-run.ts'
import { runLines } from './run-lines.ts'

export interface PreviewRunOptions {
  readonly dataFolder: string
  readonly log: LogPort
  /** Takes secrets out of whatever is written. */
  readonly redactText?: (text: string) => string
  /** For each site. The newest good run of each sync stays in any case: the next one is measured against it. */
  readonly runsKept?: number
  readonly daysKept?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** One compressed file for each run in `previews/SITE/` of the data folder, readable by its owner only, whole or not there. */
export function createPreviewRuns({
  dataFolder,
  log,
  redactText = (text) => text,
  runsKept = 20,
  daysKept = 180,
  now = Date.now
}: PreviewRunOptions): PreviewRunPort {
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
    const oldest = now() - daysKept * DAY_MS
    const old = files.filter((file, index) => index >= runsKept || Date.parse(file.at) < oldest)
    if (old.length > 0) {
      const measures = await goodRuns(files)
      for (const { path, runId } of old) if (!measures.has(runId)) await rm(path, { force: true })
    }
    await deleteAbandonedDrafts(siteFolder, now() - DAY_MS)
  }

  /** Ids of the newest good run of each sync. */
  async function goodRuns(files: readonly RunFile[]): Promise<ReadonlySet<string>> {
    const heads: PreviewRunHead[] = []
    for (const { path } of files) {
      const opening = await readRunOpening(path)
      if (opening.ok) heads.push(opening.value.head)
    }
    return new Set(heads.flatMap(({ rules }) => lastGoodRun(heads, rules.managedBy)?.runId ?? []))
  }

  return {
    async save(run, signal) {
      const siteFolder = join(folder, siteFileName(run.head.site))
      const { runId, at, summary } = run.head
      const path = join(siteFolder, previewRunFileName({ runId, at, isComplete: summary.isComplete }))
      try {
        await mkdir(siteFolder, { recursive: true, mode: 0o700 })
        await writePiecesAtomically(path, runLines(run, { redactText }), signal, createGzip({ level: 1 }))
        await deleteOldRuns(siteFolder)
        return succeed(null)
      } catch (error) {
        if (!isSystemError(error)) throw error
        return fail(problem('app.file-not-written', { path, reason: reasonOf(error) }))
      }
    },

    async list(site) {
      return await whenReadable(folder, async () => {
        const sites = site === undefined ? await namesIn(folder) : [siteFileName(site)]
        const heads: PreviewRunHead[] = []
        for (const name of sites)
          for (const { path } of await runFiles(join(folder, name))) {
            const opening = await readRunOpening(path)
            if (opening.ok) heads.push(opening.value.head)
            else if (opening.error.kind === 'broken') faulty(path, opening.error)
          }
        return succeed(sites.length === 1 ? heads : heads.sort((one, other) => other.at.localeCompare(one.at)))
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
    },

    async forget(site) {
      const siteFolder = join(folder, siteFileName(site))
      try {
        await rm(siteFolder, { recursive: true, force: true })
        return succeed(null)
      } catch (error) {
        if (!isSystemError(error)) throw error
        return fail(problem('app.file-not-written', { path: siteFolder, reason: reasonOf(error) }))
      }
    }
  }
}

const DAY_MS = 86_400_000

/** A process that ended while it wrote has left its draft. */
async function deleteAbandonedDrafts(siteFolder: string, beforeMs: number): Promise<void> {
  for (const name of await namesIn(siteFolder)) {
    if (!name.endsWith('.part')) continue
    const path = join(siteFolder, name)
    if ((await stat(path)).mtimeMs < beforeMs) await rm(path, { force: true })
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
