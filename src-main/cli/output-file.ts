import { access, constants, realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { writeAtomically } from '../adapters/files/write-atomically.ts'

/** A file that an option names, with the option for messages. */
export interface OutputFile {
  readonly option: string
  readonly path: string | undefined
}

/**
 * Found out before anything is done: work whose result cannot be kept would have to be repeated, and a result that takes the place of a file
 * that the command reads (`read`) would lose a profile, a receipt or a key. A sentence when there is such an obstacle.
 */
export async function obstacleToWriting({ option, path }: OutputFile, read: readonly (string | undefined)[]): Promise<string | undefined> {
  if (path === undefined) return undefined
  if (await isAmong(read, path)) return `${option}: this command reads ${path}; name another file for the result.`
  const folder = dirname(resolve(path))
  try {
    await access(folder, constants.W_OK)
    return undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${option}: no file can be written in ${folder} (${String(error.code)}).`
    throw error
  }
}

async function isAmong(read: readonly (string | undefined)[], path: string): Promise<boolean> {
  const places = await Promise.all(read.flatMap((input) => (input === undefined ? [] : [placeOf(input)])))
  return places.includes(await placeOf(path))
}

async function placeOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    // Not there yet, or not to be looked at: then its name is all there is.
    if (error instanceof Error && 'code' in error) return resolve(path)
    throw error
  }
}

/** Whole or not at all, readable by its owner only; the reason, as a sentence, when it could not be written. Nothing to do without a path. */
export async function writeOutput({ option, path }: OutputFile, text: string): Promise<string | undefined> {
  if (path === undefined) return undefined
  const written = await writeAtomically(path, text)
  return written.ok ? undefined : `${option}: ${written.error.cause}`
}
