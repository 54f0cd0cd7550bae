import { problem } from '../../core/errors.ts'
import type { OutputPort } from '../../core/ports/files.ts'
import { fail, succeed } from '../../core/result.ts'
import { isSystemError, reasonOf } from '../files/system-error.ts'
import { writePiecesAtomically } from '../files/write-pieces-atomically.ts'

/** Files for people. Problem: `app.file-not-written`. */
export function createOutput(): OutputPort {
  return {
    async write(path, texts, signal) {
      try {
        await writePiecesAtomically(path, texts, signal)
        return succeed(null)
      } catch (error) {
        if (!isSystemError(error)) throw error
        return fail(problem('app.file-not-written', { path, reason: reasonOf(error) }))
      }
    }
  }
}
