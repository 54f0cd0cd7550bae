import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { JournalRecord, JournalRun } from '../../core/journal/journal-record.ts'
import { recoverRun } from '../../core/journal/recover-run.ts'
import type { RunView } from '../../core/journal/run-view.ts'
import { runView } from '../../core/journal/view-run.ts'
import { canonicalText } from '../../core/plan/canonical-text.ts'
import { checkHandOff } from '../../core/plan/hand-off.ts'
import { mayStillBeOnItsWay, unlessOnItsWay } from '../../core/plan/may-still-arrive.ts'
import { readBack, runOutcome } from '../../core/plan/read-back.ts'
import { fieldsText } from '../../core/plan/read-back-problem.ts'
import type { ChangeReceipt, FieldReadBack } from '../../core/plan/receipt.ts'
import type { JournalPort } from '../../core/ports/journal.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { FieldValues } from '../../core/service/service-facts.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { createdIdOf, otherwiseProblem, severalProblem } from '../apply/created.ts'
import { readChange } from '../apply/read-change.ts'

export interface CheckRunPorts {
  readonly clock: ClockPort
  readonly journal: JournalPort
  /** A run that is going on elsewhere on this computer is nothing to check: `apply.busy`. */
  lock(site: string): Promise<Result<{ release(): Promise<void> }, Problem>>
}

/**
 * Finds out what a run left open: reads what is unknown, what waits for a person and what an interrupted run was about, writes down what the
 * site holds, and ends a run that has no end. Nothing but GET requests. Throws `Cancelled`.
 */
export async function checkRun(
  ports: CheckRunPorts,
  { runId, reader }: { readonly runId: string; readonly reader: FilesReader },
  signal: CancelSignal
): Promise<Result<RunView, Problem>> {
  const { host, origin } = reader.address
  const lock = await ports.lock(host)
  if (!lock.ok) return lock
  try {
    const run = await findRun(ports.journal, runId, host)
    if (!run.ok) return run
    const found = await findOut(ports.clock, run.value, reader, signal)
    if (!found.ok) return found
    const written = found.value.length === 0 ? succeed(null) : await append(ports.journal, runId, found.value)
    return written.ok ? succeed(runView({ ...run.value, records: [...run.value.records, ...found.value] }, origin)) : written
  } finally {
    await lock.value.release()
  }
}

async function findRun(journal: JournalPort, runId: string, site: string): Promise<Result<JournalRun, Problem>> {
  const runs = await journal.runs()
  if (!runs.ok) return runs
  const run = runs.value.find((each) => each.runId === runId)
  return run !== undefined && recoverRun(run)?.started.site === site ? succeed(run) : fail(problem('apply.run-unknown', { run: runId }))
}

async function append(journal: JournalPort, runId: string, records: readonly JournalRecord[]): Promise<Result<null, Problem>> {
  const writer = await journal.reopen(runId)
  if (!writer.ok) return writer
  try {
    for (const record of records) {
      const written = await writer.value.append(record)
      if (!written.ok) return written
    }
    return succeed(null)
  } finally {
    await writer.value.close()
  }
}

/** What has to be written down; nothing when nothing has become clearer. */
async function findOut(
  clock: ClockPort,
  run: JournalRun,
  reader: FilesReader,
  signal: CancelSignal
): Promise<Result<readonly JournalRecord[], Problem>> {
  const recovered = recoverRun(run)
  if (recovered === undefined) throw new TypeError(`The run ${run.runId} has no beginning`)
  const records: JournalRecord[] = []
  const changes: ChangeReceipt[] = []
  for (const receipt of recovered.changes) {
    const checked = isOpen(receipt, run) ? await checkChange(receipt, { run, reader, now: clock.now() }, signal) : succeed(receipt)
    if (!checked.ok) return checked
    changes.push(checked.value)
    const { change, state, readBack: fields, problem: why } = checked.value
    const created = createdIdOf(checked.value.createdId)
    const before = { state: receipt.state, fields: receipt.readBack, ...createdIdOf(receipt.createdId) }
    if (canonicalText({ state, fields, ...created }) !== canonicalText(before))
      records.push({
        type: 'read-back',
        at: new Date(clock.now()).toISOString(),
        changeId: change.id,
        state,
        fields,
        problem: why,
        ...created
      })
  }
  if (!recovered.isEnded)
    records.push({ type: 'run-ended', at: new Date(clock.now()).toISOString(), outcome: runOutcome(changes), changeRecord: undefined })
  return succeed(records)
}

/**
 * Not proved yet. What was proved once is not asked again; what was refused, or never sent, is nothing to ask about. Anything else may have
 * come since: a service that is slow to show what it took, or goes on although the connection broke.
 */
function isOpen({ change, state }: ChangeReceipt, run: JournalRun): boolean {
  if (state === 'unknown' || state === 'waiting') return true
  const records = run.records.filter((record) => 'changeId' in record && record.changeId === change.id)
  const last = records.at(-1)
  if (last?.type === 'sending' || last?.type === 'answered') return true
  const wasSent = records.some(({ type }) => type === 'sending')
  return wasSent && state !== 'done' && records.findLast((record) => record.type === 'answered')?.answer !== 'refused'
}

interface CheckTools {
  readonly run: JournalRun
  readonly reader: FilesReader
  readonly now: number
}

async function checkChange(
  receipt: ChangeReceipt,
  { run, reader, now }: CheckTools,
  signal: CancelSignal
): Promise<Result<ChangeReceipt, Problem>> {
  const { change } = receipt
  const by = receipt.state === 'waiting' ? 'a-person' : 'us'
  const read = await readChange(reader, change, { createdId: receipt.createdId, by }, signal)
  const isGone = !read.ok && read.error.kind === 'refused' && read.error.status === 404
  if (!read.ok && !isGone)
    return fail(serviceProblem(read.error, { host: reader.address.host, action: `read ${change.title}`, what: change.title }))
  const found = read.ok ? read.value : undefined
  const actual = found?.fields
  const created = createdIdOf(found?.createdId ?? receipt.createdId)
  const unclear = severalProblem(change, found?.several) ?? otherwiseProblem(change, found?.otherwise)
  if (receipt.state === 'waiting') {
    const { state, fields } = checkHandOff(change, actual)
    return succeed({
      change,
      state,
      readBack: fields,
      problem: unclear ?? (isGone ? problem('service.record.not-found', { what: change.title }) : undefined),
      ...created
    })
  }
  const checked = checkSent(receipt, run, actual, now)
  return succeed({ ...checked, ...(unclear === undefined ? {} : { problem: unclear }), ...created })
}

function checkSent(receipt: ChangeReceipt, run: JournalRun, actual: FieldValues | undefined, now: number): ChangeReceipt {
  const { change } = receipt
  const records = run.records.filter((record) => 'changeId' in record && record.changeId === change.id)
  const answered = records.findLast((record) => record.type === 'answered')
  const sentAt = records.findLast((record) => record.type === 'sending')?.at ?? ''
  const answer = answered?.answer ?? 'lost'
  const { state: seen, fields } = readBack(change, actual, answer)
  // Where the connection itself broke, the run has said already that it did not arrive.
  const state = unlessOnItsWay(seen, receipt.state === 'unknown' && answer === 'lost' && mayStillBeOnItsWay(sentAt, now))
  return { change, state, readBack: fields, problem: problemOf({ change, state, fields, answer }, answered?.problem, actual !== undefined) }
}

function problemOf(
  {
    change,
    state,
    fields,
    answer
  }: Pick<ChangeReceipt, 'change' | 'state'> & { readonly fields: readonly FieldReadBack[]; readonly answer: string },
  answered: Problem | undefined,
  isThere: boolean
): Problem | undefined {
  if (!isThere) return problem('apply.not-read-back', { what: change.title, reason: 'it is not on the site any more' })
  if (state === 'partly' || (state === 'not-done' && answer === 'accepted'))
    return problem('apply.differs', { what: change.title, fields: fieldsText(change, fields) })
  if (state === 'not-done' && answer === 'lost') return problem('apply.not-in-effect', { what: change.title })
  const isOpen = state === 'unknown' || fields.some((field) => field.state === 'not-known')
  return isOpen || answer === 'refused' ? answered : undefined
}
