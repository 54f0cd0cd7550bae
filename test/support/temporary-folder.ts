import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { shortTemporaryFolder } from '../../scripts/project-paths.mjs'

/** A new empty folder that is deleted with everything in it: `await using folder = await temporaryFolder()`. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(shortTemporaryFolder(), 'entra-setup-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
