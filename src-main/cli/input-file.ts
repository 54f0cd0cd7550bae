import { readFile, stat } from 'node:fs/promises'
import type { Problem } from '../core/errors.ts'
import { problem } from '../core/errors.ts'
import type { ProfileFilePort } from '../core/ports/store.ts'
import type { Profile } from '../core/profile/profile.ts'
import { fail, type Result, succeed } from '../core/result.ts'

/** The bytes of a profile, plan, approval or receipt; the error is the reason as half a sentence. */
export async function readInput(path: string): Promise<Result<Uint8Array, string>> {
  try {
    const { size } = await stat(path)
    if (size > MAXIMUM_BYTES) return fail('it is far too large')
    return succeed(await readFile(path))
  } catch (error) {
    if (error instanceof Error && 'code' in error) return fail(REASONS[String(error.code)] ?? `it cannot be read (${String(error.code)})`)
    throw error
  }
}

/** The text of a plan, approval or receipt: `plan.file-unreadable` otherwise. */
export async function readTextInput(path: string): Promise<Result<string, Problem>> {
  const bytes = await readInput(path)
  const text = bytes.ok ? decoded(bytes.value) : bytes
  return text.ok ? text : fail(problem('plan.file-unreadable', { file: path, reason: text.error }))
}

export async function readProfile(
  profileFiles: ProfileFilePort,
  path: string
): Promise<Result<{ readonly profile: Profile; readonly notes: readonly string[] }, Problem>> {
  const bytes = await readInput(path)
  if (!bytes.ok) return fail(problem('plan.profile.unreadable', { file: path, where: '', reason: bytes.error }))
  return profileFiles.read(bytes.value, path)
}

const MAXIMUM_BYTES = 50_000_000

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EISDIR: 'it is a folder'
}

function decoded(bytes: Uint8Array): Result<string, string> {
  try {
    return succeed(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return fail('it is not text in UTF-8')
    throw error
  }
}
