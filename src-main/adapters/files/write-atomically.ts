import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Problem, problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

/** Writes a file that is either whole or not there, readable by its owner only; the path on success. */
export async function writeAtomically(path: string, text: string): Promise<Result<string, Problem>> {
  const draft = join(dirname(path), `.${randomUUID()}.part`)
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(text, 'utf8')
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    return succeed(path)
  } catch (error) {
    await rm(draft, { force: true })
    if (!isSystemError(error)) throw error
    return fail(problem('app.file-not-written', { path, reason: error.message }))
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}
