import { access, constants, mkdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { writeAtomically } from '../adapters/files/write-atomically.ts'
import { handOffDocuments } from '../core/journal/hand-off-documents.ts'
import type { RunView } from '../core/journal/run-view.ts'

/** Found out before anything is sent: documents that nobody can write would be missed at the web form. A sentence when there is one. */
export async function obstacleToDocuments(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined
  try {
    const isThere = await isFolder(folder)
    if (isThere === false) return `--documents: ${folder} is no folder.`
    // A new folder is made where it was named, and its parents are not: a typing error would leave a tree of them.
    await access(isThere === true ? folder : dirname(resolve(folder)), constants.W_OK)
    return undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `--documents: no file can be written in ${folder} (${String(error.code)}).`
    throw error
  }
}

/**
 * Every document that a run hands to a person, as a file that only its owner reads; a file of the same name is replaced. Sentences for the
 * terminal: where they are, or why they are not.
 */
export async function writeDocuments(folder: string | undefined, run: RunView): Promise<readonly string[]> {
  if (folder === undefined) return []
  const documents = handOffDocuments(run.handOffs)
  if (documents.length === 0) return ['Note: --documents: this run hands over no document.']
  await makeFolder(folder)
  const lines: string[] = []
  for (const { name, content } of documents) {
    const path = join(folder, name)
    const written = await writeAtomically(path, content)
    lines.push(written.ok ? `Document for the web form: ${path}` : `Error: --documents: ${written.error.cause}`)
  }
  return lines
}

/** `undefined`: there is nothing of this name. */
async function isFolder(path: string): Promise<boolean | undefined> {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Why it cannot be made shows when the first file is written. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
  }
}
