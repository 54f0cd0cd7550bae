import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { followCancel } from './follow-cancel.ts'

/**
 * Two readings at the same time; the second is told what came of the first, as soon as it is there: `undefined` when nothing did. When one fails
 * the other is ended, and both are over before this answers. Throws `Cancelled`.
 */
export async function readAtOnce<A, B>(
  signal: CancelSignal,
  startFirst: (signal: CancelSignal) => Promise<Result<A, Problem>>,
  startSecond: (signal: CancelSignal, first: Promise<A | undefined>) => Promise<Result<B, Problem>>
): Promise<Result<readonly [A, B], Problem>> {
  const own = followCancel(signal)
  let firstProblem: Problem | undefined
  let firstFault: { readonly error: unknown } | undefined
  try {
    const side = async <T>(work: Promise<Result<T, Problem>>): Promise<{ readonly value: T } | undefined> => {
      try {
        const read = await work
        if (read.ok) return { value: read.value }
        firstProblem ??= read.error
      } catch (error) {
        firstFault ??= { error }
      }
      own.abort()
      return undefined
    }
    const reading = side(startFirst(own.signal))
    const [first, second] = await Promise.all([
      reading,
      side(
        startSecond(
          own.signal,
          reading.then((read) => read?.value)
        )
      )
    ])
    throwIfCancelled(signal)
    if (first !== undefined && second !== undefined) return succeed([first.value, second.value])
    if (firstProblem !== undefined) return fail(firstProblem)
    throw firstFault?.error
  } finally {
    own.release()
  }
}
