import type { CancelSignal } from '../../core/cancel.ts'
import type { ProvingEvent } from '../../core/entra/judge-sign-in-event.ts'
import type { Problem } from '../../core/errors.ts'
import { handedOffCredentials } from '../../core/journal/handed-off-credentials.ts'
import type { JournalRecord } from '../../core/journal/journal-record.ts'
import { recoverRun } from '../../core/journal/recover-run.ts'
import { momentText } from '../../core/model/day-text.ts'
import { isProvedBySignInOnly } from '../../core/model/proved-by-sign-in.ts'
import { isCreation } from '../../core/plan/creation.ts'
import type { ChangeReceipt, FieldReadBack } from '../../core/plan/receipt.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { CredentialsProof } from '../../core/saml/saml-views.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import { checkRun, type CheckRunPorts } from './check-run.ts'

export interface SignInSeen {
  readonly strategyId: number
  readonly event: ProvingEvent
  /** A person says that what was handed off had been entered before: only they know what a provider held until then. */
  readonly areEntered: boolean
}

/**
 * What a sign-in that was seen proves of tenant, client and secret that were handed off last for this provider, and a note of it in the journal.
 * Sends nothing but GET. `undefined`: nothing was handed off, or it is proved already. Throws `Cancelled`.
 */
export async function noteSignInProof(
  ports: CheckRunPorts,
  reader: FilesReader,
  seen: SignInSeen,
  signal: CancelSignal
): Promise<CredentialsProof | undefined> {
  const { host } = reader.address
  const found = await newestHandOff(ports, reader, seen.strategyId, signal)
  if (!found.ok) return notNoted(found.error)
  if (found.value === undefined) return undefined
  const { runId, startedAt, receipt } = found.value
  const credentials = handedOffCredentials(receipt)
  if (credentials?.provedAt !== undefined) return undefined
  const when = momentText(startedAt)
  if (!seen.event.isOfThisProvider)
    return open(
      `It does not prove tenant, client and secret that were handed off on ${when}: the event may belong to another provider of the site.`
    )
  if (!hasArrived(receipt))
    return open(`Not every value that was handed off on ${when} has arrived at the site. Enter the rest first, and sign in once more.`)
  if (!isCreation(receipt.change) && !seen.areEntered)
    return open(
      `It proves what the provider holds now. Whether that is what was handed off on ${when}, or what it held before, no reading tells: enter the values, say so with the tick above, and sign in once more.`
    )
  const lock = await ports.lock(host)
  if (!lock.ok) return notNoted(lock.error)
  try {
    const written = await write(ports, runId, provedRecord(receipt, seen.event, ports.clock.now()))
    return written.ok
      ? {
          state: 'proved',
          sentence: `It proves tenant, client and secret that were handed off on ${when}, and the journal says so now.`
        }
      : notNoted(written.error)
  } finally {
    await lock.value.release()
  }
}

interface HandOff {
  readonly runId: string
  readonly startedAt: string
  readonly receipt: ChangeReceipt
}

/** The last word about a provider: what was handed off before that was replaced by it. */
async function newestHandOff(
  ports: CheckRunPorts,
  reader: FilesReader,
  strategyId: number,
  signal: CancelSignal
): Promise<Result<HandOff | undefined, Problem>> {
  const runs = await ports.journal.runs()
  if (!runs.ok) return runs
  const ended = runs.value
    .flatMap((run) => recoverRun(run) ?? [])
    .filter(({ started, isEnded }) => isEnded && started.site === reader.address.host)
    .sort((one, other) => Date.parse(other.started.at) - Date.parse(one.started.at))
  for (const { started, changes } of ended) {
    const mayBe = changes.some((receipt) => mayBeOf(receipt, strategyId))
    if (!mayBe) continue
    // Somebody may have entered it since the run was looked at last.
    const isWaiting = changes.some((receipt) => mayBeOf(receipt, strategyId) && receipt.state === 'waiting')
    const checked = isWaiting ? await checkRun(ports, { runId: started.runId, reader }, signal) : succeed({ changes })
    if (!checked.ok) return checked
    const receipt = checked.value.changes.find((each) => handedOffCredentials(each)?.strategyId === strategyId)
    if (receipt !== undefined) return succeed({ runId: started.runId, startedAt: started.at, receipt })
  }
  return succeed(undefined)
}

/** A provider that was yet to be made has no number until somebody has found it at the site. */
function mayBeOf(receipt: ChangeReceipt, strategyId: number): boolean {
  const known = handedOffCredentials(receipt)
  if (known !== undefined) return known.strategyId === strategyId
  const { change, state } = receipt
  return state === 'waiting' && isCreation(change) && change.fields.some(isProvedBySignInOnly)
}

/** Everything that can be read was read back; where nothing can, there is nothing to wait for. */
function hasArrived({ change, state }: ChangeReceipt): boolean {
  return state === 'done' || (state === 'waiting' && !change.fields.some(({ kind }) => kind === 'value'))
}

function provedRecord({ change, readBack, createdId }: ChangeReceipt, event: ProvingEvent, nowMs: number): JournalRecord {
  // What the service sends is not always a moment; the journal holds nothing else.
  const at = Number.isNaN(Date.parse(event.at)) ? new Date(nowMs).toISOString() : event.at
  const fields = change.fields.flatMap((field): readonly FieldReadBack[] => {
    const { field: name, label } = field
    if (isProvedBySignInOnly(field)) return [{ field: name, label, state: 'proved-by-sign-in', eventId: event.id, at }]
    return readBack.filter((one) => one.field === name)
  })
  return {
    type: 'read-back',
    at: new Date(nowMs).toISOString(),
    changeId: change.id,
    state: 'done',
    fields,
    problem: undefined,
    ...(createdId === undefined ? {} : { createdId })
  }
}

async function write({ journal }: CheckRunPorts, runId: string, record: JournalRecord): Promise<Result<null, Problem>> {
  const writer = await journal.reopen(runId)
  if (!writer.ok) return writer
  try {
    return await writer.value.append(record)
  } finally {
    await writer.value.close()
  }
}

function open(sentence: string): CredentialsProof {
  return { state: 'open', sentence }
}

function notNoted({ cause }: Problem): CredentialsProof {
  return open(`Whether it proves what was handed off could not be noted in the journal. ${cause}`)
}
