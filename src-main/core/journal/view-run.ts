import { counted } from '../catalog/entry.ts'
import { handOffPlace, handOffSteps } from '../plan/hand-off.ts'
import { wantedFromReceipt } from '../plan/invert-receipt.ts'
import type { PlannedChange } from '../plan/plan.ts'
import { isProvedBySignInOnly } from '../model/proved-by-sign-in.ts'
import type { ChangeReceipt, FieldReadBack } from '../plan/receipt.ts'
import { handedOffCredentials } from './handed-off-credentials.ts'
import type { JournalRun } from './journal-record.ts'
import { type RecoveredRun, receiptOf, recoverRun } from './recover-run.ts'
import type { HandOffStep, HandOffView, RunView } from './run-view.ts'

/** A run for people. `origin` is where the site is reached now. Throws for a run whose beginning is lost. */
export function runView(run: JournalRun, origin: string): RunView {
  const recovered = recoverRun(run)
  const receipt = receiptOf(run)
  if (recovered === undefined || receipt === undefined) throw new TypeError(`The run ${run.runId} has no beginning`)
  const { started, changes, isEnded, nextStep } = recovered
  const { wanted, cannotUndo } = wantedFromReceipt(receipt)
  const handedOff = new Set(run.records.flatMap((record) => (record.type === 'handed-off' ? [record.changeId] : [])))
  return {
    runId: run.runId,
    site: started.site,
    purpose: started.plan.purpose,
    startedAt: started.at,
    endedAt: isEnded ? receipt.endedAt : undefined,
    digest: started.plan.digest,
    appliedBy: started.appliedBy,
    outcome: isEnded ? recovered.outcome : 'interrupted',
    headline: headlineOf(recovered),
    nextStep: isEnded ? nextStep : INTERRUPTED,
    changes,
    handOffs: changes.flatMap((change) => (handedOff.has(change.change.id) ? [handOffView(change, origin)] : [])),
    canUndo: wanted.length > 0,
    cannotUndo,
    override: started.override,
    approval: started.approval,
    changeRecord: receipt.changeRecord
  }
}

const INTERRUPTED = 'Check the run: what the site holds now is compared with what was planned, and nothing is sent.'

function headlineOf({ changes, outcome, isEnded }: RecoveredRun): string {
  const settings = changes.flatMap(({ state, readBack }) => (state === 'done' || state === 'partly' ? readBack : []))
  const proved = counted(settings.filter(({ state }) => state === 'verified').length, 'setting', 'settings')
  const total = counted(changes.length, 'change', 'changes')
  const done = changes.filter(({ state }) => state === 'done').length
  const areOrIs = done === 1 || changes.length === 1 ? 'is' : 'are'
  const waiting = changes.filter(({ state }) => state === 'waiting').length
  if (!isEnded) return `The application ended in the middle: ${String(done)} of ${total} ${areOrIs} proved.`
  switch (outcome) {
    case 'proved':
      return `${proved} changed and read back${bySignIn(settings)}.`
    case 'handed-off':
      return `${done === 0 ? '' : `${proved} changed and read back; `}${counted(waiting, 'change waits', 'changes wait')} for the web form.`
    case 'differs':
      return 'The site holds something else than was sent.'
    case 'stopped':
      return `Stopped: ${String(done)} of ${total} ${areOrIs} in effect.`
    case 'unknown':
      return `Not everything is known yet: ${String(done)} of ${total} ${areOrIs} in effect.`
  }
}

/** What nobody has read back is not passed over where everything else was. */
function bySignIn(settings: readonly FieldReadBack[]): string {
  const open = settings.filter(({ state }) => state === 'only-by-sign-in').length
  const seen = settings.filter(({ state }) => state === 'proved-by-sign-in').length
  return [
    ...(seen === 0 ? [] : [`; ${counted(seen, 'value', 'values')} proved by a real sign-in`]),
    ...(open === 0 ? [] : [`; ${counted(open, 'value', 'values')} only a real sign-in can prove`])
  ].join('')
}

/** What no reading will ever show is not waited for. */
function uncheckedState({ fields }: PlannedChange, name: string): HandOffStep['state'] {
  const field = fields.find((one) => one.field === name)
  return field !== undefined && isProvedBySignInOnly(field) ? 'only-by-sign-in' : 'not-checked'
}

function handOffView(receipt: ChangeReceipt, origin: string): HandOffView {
  const { change, readBack } = receipt
  const credentials = handedOffCredentials(receipt)
  return {
    changeId: change.id,
    title: change.title,
    ...handOffPlace(change, origin),
    steps: handOffSteps(change).map((step) => ({
      ...step,
      state: readBack.find(({ field }) => field === step.field)?.state ?? uncheckedState(change, step.field)
    })),
    ...(credentials === undefined ? {} : { credentials })
  }
}
