import { type CancelSignal, neverCancelled, throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { RunView } from '../../core/journal/run-view.ts'
import { runView } from '../../core/journal/view-run.ts'
import type { ApplyEvent } from '../../core/plan/apply-event.ts'
import { changeRecord } from '../../core/plan/change-record.ts'
import { reasonNotToApply } from '../../core/plan/may-apply.ts'
import type { PlanApproval, PlanDigest, PlannedChange, SafetyOverride } from '../../core/plan/plan.ts'
import { runOutcome } from '../../core/plan/read-back.ts'
import type { Receipt } from '../../core/plan/receipt.ts'
import type { JournalPort } from '../../core/ports/journal.ts'
import type { LogPort } from '../../core/ports/surroundings.ts'
import type { Redactor } from '../../core/redact.ts'
import type { Result } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'
import type { FilesService } from '../../core/service/files-service.ts'
import type { SiteMemory } from '../../core/service/site-memory.ts'
import type { CarriedOut } from '../apply/carry-out-change.ts'
import { carryOutChanges } from '../apply/carry-out-changes.ts'
import { creationOnItsWay } from '../apply/creation-on-its-way.ts'
import { RunJournal } from '../apply/run-journal.ts'
import { narrate, type Tell } from '../narrate.ts'
import { type MadePlan, makeSitePlan, type PlanPorts, type PlanRequest } from './make-site-plan.ts'

export interface ApplyPorts extends PlanPorts {
  readonly journal: JournalPort
  newId(): string
  /** One apply at a time for each site on this computer. */
  lock(site: string): Promise<Result<{ release(): Promise<void> }, Problem>>
  /** Throws `Cancelled` when the signal fires. */
  wait(ms: number, signal: CancelSignal): Promise<void>
  readonly log: LogPort
  readonly redactor: Redactor
}

export interface ApplyRequest extends Omit<PlanRequest, 'reader'> {
  readonly service: FilesService
  /** Of the plan that was confirmed. */
  readonly digest: PlanDigest
  /** The user whose key it is, or that it is the key of the whole site. */
  readonly appliedBy: string
  readonly canWrite: boolean
  readonly override: SafetyOverride | undefined
  readonly approval: PlanApproval | undefined
  /** Leave a change record in the site's External Logs. */
  readonly leaveRecord: boolean
}

export type ApplyEnd =
  | { readonly kind: 'ran'; readonly receipt: Receipt; readonly run: RunView; readonly learned: Learned }
  /** Nothing was sent. `made`: the plan as it is now. */
  | { readonly kind: 'stopped'; readonly problem: Problem; readonly made: MadePlan | undefined }

/** What is worth remembering of the site. */
export type Learned = Partial<Pick<SiteMemory, 'strategyWrites' | 'peopleLastTime'>>

/**
 * Plans again and, if it is the plan that was confirmed and may be applied, carries it out change by change, each proved by reading back.
 * Until the first write everything that is wrong stops it and nothing is sent; from then on it ends with a receipt, also after a cancel,
 * which is heard between changes. Throws `Cancelled` only while nothing has been sent.
 */
export function applyPlan(ports: ApplyPorts, request: ApplyRequest, signal: CancelSignal): AsyncGenerator<ApplyEvent, ApplyEnd> {
  return narrate((tell, hasLeft) => apply(ports, request, { tell, hasLeft }, signal))
}

interface Listening {
  readonly tell: Tell<ApplyEvent>
  readonly hasLeft: () => boolean
}

async function apply(ports: ApplyPorts, request: ApplyRequest, listening: Listening, signal: CancelSignal): Promise<ApplyEnd> {
  const { service, ldapPassword, appliedBy } = request
  if (ldapPassword !== undefined) ports.redactor.register(ldapPassword)
  if (!request.canWrite) return stopped(problem('apply.key-cannot-write', { who: appliedBy }))
  const lock = await ports.lock(service.address.host)
  if (!lock.ok) return stopped(lock.error)
  try {
    const made = await planAgain(ports, request, signal)
    if (!made.ok) return stopped(made.error)
    const { plan, secretFields, administrators } = made.value
    const needsApproval = request.source.kind === 'profile' && request.source.profile.safety.needsApproval
    const missingSecrets = ldapPassword === undefined || ldapPassword.isEmpty ? labelsOf(plan.changes, secretFields) : []
    const reason = reasonNotToApply(plan, { ...request, needsApproval, administrators, missingSecrets })
    if (reason !== undefined) return stopped(reason, made.value)
    const onItsWay = await creationOnItsWay(ports.journal, plan, ports.clock.now())
    if (onItsWay !== undefined) return stopped(onItsWay, made.value)
    throwIfCancelled(signal)
    return await run(ports, request, made.value, listening, signal)
  } finally {
    await lock.value.release()
  }
}

function stopped(reason: Problem, made?: MadePlan): ApplyEnd {
  return { kind: 'stopped', problem: reason, made }
}

async function planAgain(
  ports: ApplyPorts,
  { service, source, memory, ldapPassword }: ApplyRequest,
  signal: CancelSignal
): Promise<Result<MadePlan, Problem>> {
  const steps = makeSitePlan(ports, { reader: service, source, memory, ldapPassword }, signal)
  for (;;) {
    const step = await steps.next()
    if (step.done === true) return step.value
  }
}

async function run(
  ports: ApplyPorts,
  request: ApplyRequest,
  made: MadePlan,
  listening: Listening,
  signal: CancelSignal
): Promise<ApplyEnd> {
  const { service, appliedBy, override, approval } = request
  const { plan } = made
  const now = (): string => new Date(ports.clock.now()).toISOString()
  const runId = ports.newId()
  const startedAt = now()
  const { host: site, origin } = service.address
  const begun = await RunJournal.begin(ports.journal, {
    type: 'run-started',
    version: 1,
    runId,
    at: startedAt,
    site,
    origin,
    appliedBy,
    plan,
    override,
    approval
  })
  if (!begun.ok) return stopped(begun.error, made)
  const journal = begun.value
  ports.log.info('apply started', { runId, site, digest: plan.digest, changes: plan.changes.length })
  try {
    await listening.tell({ type: 'planned-again', changes: plan.changes, runId })
    const { clock, digest, wait } = ports
    const secrets = new Map<string, Secret>(request.ldapPassword === undefined ? [] : [['ldap_password', request.ldapPassword]])
    const tools = { clock, digest, wait, service, journal, secrets, planned: made.state, tell: listening.tell }
    const ends = await carryOutChanges(tools, plan.changes, listening.hasLeft, signal)
    const changes = ends.map(({ receipt }) => receipt)
    const outcome = runOutcome(changes)
    const wasSent = ends.some((end) => end.wasSent)
    const record =
      request.leaveRecord && wasSent
        ? await leaveRecord(service, { runId, digest: plan.digest, purpose: plan.purpose, changes, outcome })
        : undefined
    const endedAt = now()
    const notWritten = await journal.note({ type: 'run-ended', at: endedAt, outcome, changeRecord: record })
    if (notWritten !== undefined) ports.log.warn('the end of a run is not in the journal', { runId, code: notWritten.code })
    ports.log.info('apply finished', { runId, outcome })
    return {
      kind: 'ran',
      receipt: {
        schemaVersion: 1,
        kind: 'receipt',
        runId,
        site,
        purpose: plan.purpose,
        digest: plan.digest,
        startedAt,
        endedAt,
        appliedBy,
        override,
        approval,
        changes,
        outcome,
        changeRecord: record
      },
      run: runView(journal.run(), origin),
      learned: learnedFrom(ends, made, outcome, endedAt)
    }
  } finally {
    await journal.close()
  }
}

/** Asked once: a record that is lost is lost, and says nothing about the changes. */
async function leaveRecord(service: FilesService, about: Parameters<typeof changeRecord>[0]): Promise<'left' | 'not-left'> {
  const { status, body } = changeRecord(about)
  const left = await service.createExternalEvent(status, body, neverCancelled)
  return left.ok ? 'left' : 'not-left'
}

function labelsOf(changes: readonly PlannedChange[], fields: readonly string[]): readonly { readonly label: string }[] {
  return changes.flatMap((change) => change.fields.filter(({ kind, field }) => kind === 'secret' && fields.includes(field)))
}

function learnedFrom(ends: readonly CarriedOut[], { forecast }: MadePlan, outcome: Receipt['outcome'], at: string): Learned {
  const isRefused = ends.some(({ isNotTaken }) => isNotTaken)
  const isTaken = ends.some(({ receipt }) => receipt.change.way === 'create' && receipt.createdId !== undefined)
  const isGood = forecast.kind === 'made' && forecast.isComplete && (outcome === 'proved' || outcome === 'handed-off')
  return {
    ...(isRefused ? { strategyWrites: { answer: 'refused', at } } : isTaken ? { strategyWrites: { answer: 'accepted', at } } : {}),
    ...(isGood ? { peopleLastTime: { count: forecast.peopleInDirectory, at } } : {})
  }
}
