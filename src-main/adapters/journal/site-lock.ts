import { randomInt, randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { type Problem, problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { hasCode, isSystemError, reasonOf } from '../files/system-error.ts'
import { siteFileName } from '../store/site-file-name.ts'
import { isStillRunning, ownProcess, type RunningProcess } from './running-process.ts'

/**
 * One apply at a time per site, over all windows and commands of this person on this computer.
 *
 * Each contender puts a file with a name of its own beside the others, and only then looks at them: of two, at least one sees the other and
 * steps back. Since no name is ever used twice, the file of a process that is gone can be deleted by anybody at any moment; one shared lock
 * file could not be taken over without the chance of deleting the lock of whoever was quicker.
 */
export async function acquireSiteLock(dataFolder: string, site: string): Promise<Result<SiteLock, Problem>> {
  const folder = join(dataFolder, 'locks')
  const prefix = siteFileName(site)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (let tries = 1; ; tries += 1) {
      const own = await putOwnFile(folder, prefix)
      const since = await heldSince(folder, prefix, own)
      if (since === undefined) return succeed({ release: () => rm(join(folder, own), { force: true }) })
      await rm(join(folder, own), { force: true })
      if (tries === MOST_TRIES || Date.now() - Date.parse(since) > SAME_MOMENT_MS) return fail(problem('apply.busy', { site, since }))
      // Two that came at the same moment have both stepped back: a while of random length lets one of them be first.
      await delay(randomInt(5, 30 * tries))
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(problem('apply.journal-not-written', { path: folder, reason: reasonOf(error) }))
  }
}

export interface SiteLock {
  release(): Promise<void>
}

/** Since when a plan is being applied to the site (ISO 8601); `undefined` when nobody does. A run without an end is not interrupted while this is set. */
export async function siteLockedSince(dataFolder: string, site: string): Promise<string | undefined> {
  return heldSince(join(dataFolder, 'locks'), siteFileName(site), undefined)
}

const MOST_TRIES = 8
const SAME_MOMENT_MS = 2000

const lockFile = z.strictObject({
  pid: z.int().positive(),
  startMark: z.string().optional(),
  since: z.iso.datetime()
})

/** It appears under its name with all its content: nobody can read half of it. */
async function putOwnFile(folder: string, prefix: string): Promise<string> {
  const id = randomUUID()
  const draft = join(folder, `.${id}.part`)
  const name = `${prefix}.${id}.lock`
  const content: z.input<typeof lockFile> = { ...(await ownProcess()), since: new Date().toISOString() }
  try {
    await writeFile(draft, JSON.stringify(content), { flag: 'wx', mode: 0o600 })
    await rename(draft, join(folder, name))
    return name
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** What is left of processes that are gone is deleted on the way. */
async function heldSince(folder: string, prefix: string, own: string | undefined): Promise<string | undefined> {
  for (const name of await fileNames(folder)) {
    if (name === own || prefixOf(name) !== prefix) continue
    const holder = await readHolder(join(folder, name))
    if (holder !== undefined && (await isStillRunning(holder, Date.parse(holder.since)))) return holder.since
    await rm(join(folder, name), { force: true })
  }
  return undefined
}

async function fileNames(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}

function prefixOf(name: string): string | undefined {
  return /^(.+)\.[0-9a-f-]{36}\.lock$/.exec(name)?.[1]
}

/** `undefined`: released meanwhile, or left without content by a power failure. */
async function readHolder(path: string): Promise<(RunningProcess & { readonly since: string }) | undefined> {
  try {
    const parsed = lockFile.safeParse(JSON.parse(await readFile(path, 'utf8')))
    return parsed.success ? parsed.data : undefined
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return undefined
    throw error
  }
}
