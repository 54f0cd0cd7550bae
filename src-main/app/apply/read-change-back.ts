import { type CancelSignal, neverCancelled } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { JudgedAnswer } from '../../core/plan/judge-write-answer.ts'
import { mayStillArrive, unlessOnItsWay } from '../../core/plan/may-still-arrive.ts'
import type { PlannedChange } from '../../core/plan/plan.ts'
import { readBack } from '../../core/plan/read-back.ts'
import { readBackProblem } from '../../core/plan/read-back-problem.ts'
import type { ChangeState, FieldReadBack } from '../../core/plan/receipt.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { createdIdOf, severalProblem } from './created.ts'
import { readChange } from './read-change.ts'

export interface ReadBackEnd {
  readonly state: ChangeState
  readonly fields: readonly FieldReadBack[]
  readonly problem: Problem | undefined
  /** The number of what was made. */
  readonly createdId?: number
}

/**
 * What the service holds now, after a change was sent. Something else than was sent, or an answer that was lost, is read a few times more: the
 * service may need a moment. No signal reaches it.
 */
export async function readChangeBack(
  ports: { readonly clock: ClockPort; wait(ms: number, signal: CancelSignal): Promise<void> },
  reader: FilesReader,
  change: PlannedChange,
  judged: JudgedAnswer & { readonly createdId?: number }
): Promise<ReadBackEnd> {
  const startedMs = ports.clock.monotonicMs()
  for (let tries = 0; ; tries += 1) {
    const read = await readChange(reader, change, { createdId: judged.createdId, by: 'us' }, neverCancelled)
    const found = read.ok ? read.value : undefined
    const { state: seen, fields } = readBack(change, found?.fields, judged.answer)
    const state = unlessOnItsWay(seen, judged.answer === 'lost' && mayStillArrive(judged.failure))
    const pauseMs = PAUSES_MS[tries]
    const isLongAgo = ports.clock.monotonicMs() - startedMs > MOST_MS
    if (pauseMs === undefined || isLongAgo || isSettled(read.ok, { state, fields, answer: judged.answer }))
      return {
        state,
        fields,
        problem:
          severalProblem(change, found?.several) ??
          readBackProblem(change, { state, fields, judged, host: reader.address.host, unread: read.ok ? undefined : read.error }),
        ...createdIdOf(found?.createdId ?? judged.createdId)
      }
    await ports.wait(pauseMs, neverCancelled)
  }
}

/** Two seconds in all. */
const PAUSES_MS: readonly number[] = [300, 700, 1000]

/** A reading repeats itself already, and waits as long as a busy service asks: nobody could cancel four such waits in a row. */
const MOST_MS = 20_000

/** Reading again would tell nothing new. */
function isSettled(
  isRead: boolean,
  { state, fields, answer }: Pick<ReadBackEnd, 'state' | 'fields'> & Pick<JudgedAnswer, 'answer'>
): boolean {
  if (answer === 'refused' && state === 'not-done') return true
  return isRead && fields.every((field) => field.state !== 'differs')
}
