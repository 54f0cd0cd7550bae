import { Cancelled, type CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { ApplyEvent } from '../../core/plan/apply-event.ts'
import { resourceBaseline } from '../../core/plan/canonical-text.ts'
import { changedFieldsText } from '../../core/plan/changed-meanwhile.ts'
import { type Creation, isCreation, neighbourChangesText, neighbourFields, neighboursIn } from '../../core/plan/creation.ts'
import type { PlannedChange, ReadState } from '../../core/plan/plan.ts'
import type { ChangeReceipt } from '../../core/plan/receipt.ts'
import type { ClockPort, DigestPort } from '../../core/ports/surroundings.ts'
import type { Secret } from '../../core/secret.ts'
import type { FilesService } from '../../core/service/files-service.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import type { Tell } from '../narrate.ts'
import { createdIdOf } from './created.ts'
import { readProviders } from './read-change.ts'
import { readChangeBack } from './read-change-back.ts'
import { readResource } from './read-resource.ts'
import type { RunJournal } from './run-journal.ts'
import { writeChange } from './write-change.ts'

export interface CarryOutTools {
  readonly clock: ClockPort
  readonly digest: DigestPort
  wait(ms: number, signal: CancelSignal): Promise<void>
  readonly service: FilesService
  readonly journal: RunJournal
  readonly secrets: ReadonlyMap<string, Secret>
  /** As the plan was made from, to name what somebody else has changed since. */
  readonly planned: ReadState
  readonly tell: Tell<ApplyEvent>
}

export interface CarriedOut {
  readonly receipt: ChangeReceipt
  /** A write left for the service. */
  readonly wasSent: boolean
  /** The service does not take such writes. */
  readonly isNotTaken: boolean
}

/**
 * One change, from the last look before it to the proof after it: fresh read, journal, one write, journal, read back, journal. The signal is
 * heard only before it is announced; throws `Cancelled` then.
 */
export async function carryOutChange(tools: CarryOutTools, change: PlannedChange, signal: CancelSignal): Promise<CarriedOut> {
  const { service, journal, clock } = tools
  const changeId = change.id
  const at = (): string => new Date(clock.now()).toISOString()

  const obstacle = await lookBefore(tools, change, signal)
  if (signal.aborted) throw new Cancelled()
  if (obstacle !== undefined) {
    await journal.note({ type: 'read-back', at: at(), changeId, state: 'not-done', fields: [], problem: obstacle })
    return notSent(change, obstacle)
  }
  await tools.tell({ type: 'sending', changeId })
  const notAnnounced = await journal.announce({ type: 'sending', at: at(), changeId })
  if (notAnnounced !== undefined) {
    await journal.note({ type: 'read-back', at: at(), changeId, state: 'not-done', fields: [], problem: notAnnounced })
    return notSent(change, notAnnounced)
  }

  const judged = await writeChange(service, change, tools.secrets)
  const { answer, failure, isNotTaken, createdId } = judged
  const answered = failure === undefined ? undefined : serviceProblem(failure, { ...aboutOf(tools, change), isWrite: true })
  await journal.note({ type: 'answered', at: at(), changeId, answer, problem: answered, ...createdIdOf(createdId) })
  if (isNotTaken) {
    await journal.note({ type: 'handed-off', at: at(), changeId })
    return { receipt: { change, state: 'waiting', readBack: [], problem: undefined }, wasSent: true, isNotTaken }
  }
  await tools.tell({ type: 'reading-back', changeId })
  const back = await readChangeBack(tools, service, change, judged)
  const { state, fields, problem: why } = back
  const created = createdIdOf(back.createdId)
  await journal.note({ type: 'read-back', at: at(), changeId, state, fields, problem: why, ...created })
  return { receipt: { change, state, readBack: fields, problem: why, ...created }, wasSent: true, isNotTaken }
}

export function notSent(change: PlannedChange, because: Problem | undefined): CarriedOut {
  return { receipt: { change, state: 'not-done', readBack: [], problem: because }, wasSent: false, isNotTaken: false }
}

/** Whether the thing is still as the plan saw it. */
async function lookBefore(tools: CarryOutTools, change: PlannedChange, signal: CancelSignal): Promise<Problem | undefined> {
  if (isCreation(change)) return lookAround(tools, change, signal)
  const now = await readResource(tools.service, change, signal)
  if (!now.ok) return serviceProblem(now.error, { ...aboutOf(tools, change), action: `read ${change.title}` })
  if (resourceBaseline(change.id, now.value, tools.digest) === change.baseline) return undefined
  const before = tools.planned.resources.find(({ id }) => id === change.id)?.fields ?? {}
  return problem('plan.changed-meanwhile', { what: change.title, fields: changedFieldsText(change.resource, before, now.value) })
}

/** Whether the site still has the providers that it had: somebody may have made the same one meanwhile. */
async function lookAround(tools: CarryOutTools, change: Creation, signal: CancelSignal): Promise<Problem | undefined> {
  const now = await readProviders(tools.service, signal)
  if (!now.ok) return serviceProblem(now.error, { ...aboutOf(tools, change), action: 'read the single sign-on providers' })
  const beside = neighboursIn({ resources: now.value })
  if (resourceBaseline(change.id, neighbourFields(beside), tools.digest) === change.baseline) return undefined
  return problem('plan.changed-meanwhile', { what: change.title, fields: neighbourChangesText(change.beside, beside) })
}

function aboutOf(
  { service }: CarryOutTools,
  { title }: PlannedChange
): { readonly host: string; readonly action: string; readonly what: string } {
  return { host: service.address.host, action: `change ${title}`, what: title }
}
