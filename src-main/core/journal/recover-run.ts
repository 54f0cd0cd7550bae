import { counted } from '../catalog/entry.ts'
import { type Problem, problem } from '../errors.ts'
import { momentText } from '../model/day-text.ts'
import type { PlannedChange } from '../plan/plan.ts'
import { isProvedBySignInOnly } from '../model/proved-by-sign-in.ts'
import { readBack, runOutcome } from '../plan/read-back.ts'
import type { ChangeReceipt, Receipt, RunOutcome } from '../plan/receipt.ts'
import type { JournalRecord, JournalRun } from './journal-record.ts'

/** A run as far as its journal proves it, whether or not the application lived to its end. */
export interface RecoveredRun {
  readonly started: StartRecord
  readonly changes: readonly ChangeReceipt[]
  readonly outcome: RunOutcome
  /** False: the application ended in the middle. */
  readonly isEnded: boolean
  /** One sentence: what to do now; empty when nothing is left. */
  readonly nextStep: string
  /** `apply.interrupted` when the run has no end. */
  readonly problem: Problem | undefined
}

export type StartRecord = Extract<JournalRecord, { readonly type: 'run-started' }>

/** `undefined` for a file whose beginning is lost: without its plan nothing can be said about the run. */
export function recoverRun(run: JournalRun): RecoveredRun | undefined {
  const started = startOf(run)
  if (started === undefined) return undefined
  const isDamaged = run.damagedLine !== undefined
  const changes = started.plan.changes.map((change) => recoverChange(change, run.records, isDamaged))
  const isEnded = run.records.some(({ type }) => type === 'run-ended')
  const outcome = runOutcome(changes)
  return {
    started,
    changes,
    outcome,
    isEnded,
    nextStep: nextStep(changes, outcome, isEnded),
    problem: isEnded ? undefined : problem('apply.interrupted', { when: momentText(started.at), site: started.site })
  }
}

/** What can be said of a run today; `undefined` for a file whose beginning is lost. */
export function receiptOf(run: JournalRun): Receipt | undefined {
  const recovered = recoverRun(run)
  if (recovered === undefined) return undefined
  const { started, changes, outcome } = recovered
  return {
    schemaVersion: 1,
    kind: 'receipt',
    runId: started.runId,
    site: started.site,
    purpose: started.plan.purpose,
    digest: started.plan.digest,
    startedAt: started.at,
    endedAt: (run.records.findLast(({ type }) => type === 'run-ended') ?? run.records.at(-1) ?? started).at,
    appliedBy: started.appliedBy,
    override: started.override,
    approval: started.approval,
    changes,
    outcome,
    changeRecord: run.records.findLast((record) => record.type === 'run-ended')?.changeRecord
  }
}

function startOf({ records }: JournalRun): StartRecord | undefined {
  const [first] = records
  return first?.type === 'run-started' ? first : undefined
}

/**
 * The last word about a change counts: what was read back after it was sent, else that it was sent, else that it was not. Records that
 * were lost in the middle of a file may have said that it was.
 */
function recoverChange(change: PlannedChange, records: readonly JournalRecord[], isDamaged: boolean): ChangeReceipt {
  const unmentioned: Pick<ChangeReceipt, 'state' | 'readBack'> = isDamaged ? unread(change, 'lost') : { state: 'not-done', readBack: [] }
  let receipt: ChangeReceipt = { change, ...unmentioned, problem: undefined }
  let created: Pick<ChangeReceipt, 'createdId'> = {}
  for (const record of records) {
    if (!('changeId' in record) || record.changeId !== change.id) continue
    // What was made once stays the same thing, whatever is read of it later.
    if ('createdId' in record) created = { createdId: record.createdId }
    switch (record.type) {
      case 'sending':
        receipt = { change, ...unread(change, 'lost'), problem: undefined }
        break
      case 'answered':
        receipt = { change, ...unread(change, record.answer), problem: record.problem }
        break
      case 'handed-off':
        receipt = { change, state: 'waiting', readBack: [], problem: undefined }
        break
      case 'read-back':
        receipt = { change, state: record.state, readBack: record.fields, problem: record.problem }
        break
    }
  }
  return { ...receipt, ...created }
}

function unread(change: PlannedChange, answer: 'accepted' | 'refused' | 'lost'): Pick<ChangeReceipt, 'state' | 'readBack'> {
  const { state, fields } = readBack(change, undefined, answer)
  return { state, readBack: fields }
}

const SIGN_IN_ONCE =
  'Let one person sign in: only that proves tenant, client and secret. The event is in the single sign-on log of the site. Then take “clientSecret” out of the profile, or every plan asks for them again.'
const TAKE_IT_OUT =
  'Take “clientSecret” out of the profile, if it is still there: every plan would ask for tenant, client and secret again.'

function nextStep(changes: readonly ChangeReceipt[], outcome: RunOutcome, isEnded: boolean): string {
  const total = changes.length
  const done = changes.filter(({ state }) => state === 'done').length
  const unknown = changes.filter(({ state }) => state === 'unknown').length
  switch (outcome) {
    case 'unknown':
      return unknown === 0
        ? 'The answer to a password that was sent was lost: set it again.'
        : `Check the run: ${counted(unknown, 'change', 'changes')} may be in effect. What the site holds now is compared with the plan, and nothing is sent.`
    case 'differs':
      return 'Compare the values: the site holds something else than was planned. Undo what was done, or plan again.'
    case 'stopped':
      return done === 0
        ? 'Nothing of it is in effect. Plan again when the cause is gone.'
        : `${String(done)} of ${counted(total, 'change is', 'changes are')} in effect. Plan again for the rest, or undo what was done.`
    case 'handed-off':
      return whatWaits(changes)
    case 'proved':
      if (isEnded && changes.some(({ readBack: fields }) => fields.some((field) => field.state === 'only-by-sign-in'))) return SIGN_IN_ONCE
      if (isEnded && changes.some(({ readBack: fields }) => fields.some((field) => field.state === 'proved-by-sign-in'))) return TAKE_IT_OUT
      return isEnded ? '' : 'Everything was read back as planned; only the end of the run is missing in the journal.'
  }
}

/** Where nothing can be read, checking again would find nothing, however often. */
function whatWaits(changes: readonly ChangeReceipt[]): string {
  const waiting = changes.filter(({ state }) => state === 'waiting').map(({ change }) => change.fields)
  if (waiting.some((fields) => fields.some(({ kind }) => kind === 'value'))) return 'Enter the values in the web form; then check again.'
  return waiting.some((fields) => fields.some(isProvedBySignInOnly))
    ? `Enter the values in the web form. No reading shows them, so the run goes on waiting. ${SIGN_IN_ONCE}`
    : 'Enter the values in the web form. No reading shows them, so the run goes on waiting.'
}
