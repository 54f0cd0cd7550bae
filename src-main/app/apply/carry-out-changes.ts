import { Cancelled, type CancelSignal } from '../../core/cancel.ts'
import { problem } from '../../core/errors.ts'
import { providerToSwitchOn } from '../../core/plan/lost-by-plan.ts'
import type { PlannedChange } from '../../core/plan/plan.ts'
import { type CarriedOut, carryOutChange, type CarryOutTools, notSent } from './carry-out-change.ts'

/** In order; the first change that is neither in effect nor handed to a person ends it, and so does a cancel. */
export async function carryOutChanges(
  tools: CarryOutTools,
  changes: readonly PlannedChange[],
  hasLeft: () => boolean,
  signal: CancelSignal
): Promise<readonly CarriedOut[]> {
  const ends: CarriedOut[] = []
  let isStopped = false
  for (const change of changes) {
    isStopped ||= signal.aborted || hasLeft()
    const waiting = ends.flatMap(({ receipt }) => (receipt.state === 'waiting' ? [receipt.change] : []))
    const end: CarriedOut = isStopped
      ? notSent(change, undefined)
      : await orNotSent(change, async () => (await notBefore(tools, change, waiting)) ?? oneChange(tools, change, signal))
    ends.push(end)
    isStopped ||= end.receipt.state !== 'done' && end.receipt.state !== 'waiting'
    await tools.tell({ type: 'finished', receipt: end.receipt })
  }
  return ends
}

/** A cancel is heard before a change is announced; from then on it is carried to its end. */
async function orNotSent(change: PlannedChange, carryOut: () => Promise<CarriedOut>): Promise<CarriedOut> {
  try {
    return await carryOut()
  } catch (error) {
    if (error instanceof Cancelled) return notSent(change, undefined)
    throw error
  }
}

/** Nobody goes to a provider that is still off, because a person has to switch it on. */
async function notBefore(
  { clock, journal, planned }: CarryOutTools,
  change: PlannedChange,
  waiting: readonly PlannedChange[]
): Promise<CarriedOut | undefined> {
  const provider = providerToSwitchOn(change, waiting, planned)
  if (provider === undefined) return undefined
  const because = problem('apply.provider-by-hand', { what: change.title, provider: provider.title })
  const at = new Date(clock.now()).toISOString()
  await journal.note({ type: 'read-back', at, changeId: change.id, state: 'not-done', fields: [], problem: because })
  return notSent(change, because)
}

async function oneChange(tools: CarryOutTools, change: PlannedChange, signal: CancelSignal): Promise<CarriedOut> {
  if (change.way !== 'hand-off') return carryOutChange(tools, change, signal)
  const at = new Date(tools.clock.now()).toISOString()
  const notWritten = await tools.journal.announce({ type: 'handed-off', at, changeId: change.id })
  if (notWritten !== undefined) return notSent(change, notWritten)
  return { receipt: { change, state: 'waiting', readBack: [], problem: undefined }, wasSent: false, isNotTaken: false }
}
