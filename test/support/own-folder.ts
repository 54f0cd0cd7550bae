import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '../../scripts/with-lock.mjs'

/**
 * Makes a new folder `parent`/`purpose`-PID-xxxxxx, and deletes those of processes that are gone: a run that was killed takes its servers with it,
 * but not its files.
 */
export async function ownFolder(parent: string, purpose: string): Promise<string> {
  for (const name of await readdir(parent)) {
    const pid = new RegExp(`^${purpose}-(\\d+)-`).exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(parent, name), { recursive: true, force: true })
  }
  return mkdtemp(join(parent, `${purpose}-${process.pid}-`))
}
