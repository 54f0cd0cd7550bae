import { type Problem, problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { isSystemError, reasonOf } from './system-error.ts'

/** What the system refuses while a file is written or removed, as a problem; everything else is a bug and thrown on. */
export function asWritten(path: string, write: () => void): Result<null, Problem> {
  try {
    write()
    return succeed(null)
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(problem('app.file-not-written', { path, reason: reasonOf(error) }))
  }
}
