import { readSyncLog } from '../../app/operations/read-sync-log.ts'
import { startSync } from '../../app/operations/start-sync.ts'
import type { SyncEvent } from '../../core/plan/apply-event.ts'
import { createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { openSite, type SiteOptions } from '../open-site.ts'
import { createProgressLines, type ProgressLines } from '../progress-lines.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { syncDocument, syncLines, syncOutcome } from '../reporters/sync.ts'
import { syncLogDocument, syncLogLines } from '../reporters/sync-log.ts'
import type { Terminal } from '../terminal.ts'

export interface SyncOptions extends SiteOptions {
  readonly strategy?: string | undefined
  /** Reads how earlier ones ended, and orders nothing. */
  readonly history?: true | undefined
  readonly days: string
  readonly follow?: true | undefined
  readonly timeout: string
  readonly json?: true | undefined
}

/** Orders the hourly sync now. The order is given once, whatever happens. */
export async function runSync(options: SyncOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'sync', json: options.json }
  if (options.history === true) return runHistory(options, terminal, signal)
  const strategyId = wholeNumber(options.strategy ?? '')
  const timeoutSeconds = wholeNumber(options.timeout)
  const wrong = [
    ...(options.strategy === undefined
      ? [
          '--strategy is missing: whose sync is to be ordered? “entra-setup site” lists the strategies; --history only shows how earlier syncs ended.'
        ]
      : strategyId === undefined
        ? [`--strategy: “${options.strategy}” is no id; “entra-setup site” lists the strategies.`]
        : []),
    ...(timeoutSeconds === undefined ? [`--timeout: “${options.timeout}” is no number of seconds.`] : [])
  ]
  if (strategyId === undefined || timeoutSeconds === undefined) return refuse({ kind: 'usage', lines: wrong }, about, terminal)
  const ports = createCliPorts(terminal)
  const site = await openSite(ports, options, {}, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const progress = createProgressLines(terminal)
  const request = { service: site.value.service, strategyId, follow: options.follow === true, timeoutMs: timeoutSeconds * 1000 }
  const events = startSync(ports, request, signal)
  for (;;) {
    const step = await events.next()
    if (step.done !== true) {
      tell(step.value, progress)
      continue
    }
    progress.end()
    if (!step.value.ok) return refuse({ kind: 'problem', problem: step.value.error }, about, terminal)
    const result = step.value.value
    const { out, redactor } = terminal
    if (options.json === true) out.document(jsonText(syncDocument(result), redactor.redactText))
    else out.lines(...syncLines(result, out.style))
    const outcome = syncOutcome(result)
    return outcome === 'succeeded' || outcome === 'ordered' ? exitCodes.ok : exitCodes.failed
  }
}

/** How the syncs of the last days ended. Only reads; the newest one that ended decides the exit code, and none at all is no success. */
async function runHistory(options: SyncOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'sync', json: options.json }
  const days = wholeNumber(options.days)
  const wrong = [
    ...(days === undefined || days > MOST_DAYS ? [`--days: “${options.days}” is no number of days from 1 to ${String(MOST_DAYS)}.`] : []),
    ...(options.strategy === undefined
      ? []
      : ['--history: the log does not say which strategy an entry belongs to; leave --strategy out.']),
    ...(options.follow === true ? ['--history: nothing is ordered, so there is nothing to follow; leave --follow out.'] : [])
  ]
  if (days === undefined || wrong.length > 0) return refuse({ kind: 'usage', lines: wrong }, about, terminal)
  const ports = createCliPorts(terminal)
  const site = await openSite(ports, options, {}, terminal, signal)
  if (!site.ok) return refuse(site.error, about, terminal)
  const log = await readSyncLog(ports, { reader: site.value.service, days }, signal)
  if (!log.ok) return refuse({ kind: 'problem', problem: log.error }, about, terminal)
  const { out, redactor } = terminal
  if (options.json === true) out.document(jsonText(syncLogDocument(log.value), redactor.redactText))
  else out.lines(...syncLogLines(log.value, out.style))
  const newest = log.value.entries.find(({ verdict }) => verdict !== 'neutral')
  return newest?.verdict === 'good' ? exitCodes.ok : exitCodes.failed
}

const MOST_DAYS = 90

function tell(event: SyncEvent, progress: ProgressLines): void {
  switch (event.type) {
    case 'ordered':
      progress.step('Files.com has taken the order.')
      return
    case 'in-progress':
      progress.step(`In progress: ${event.body}`)
      return
    case 'waiting':
      progress.now(`waiting for the result: ${String(Math.round(event.waitedMs / 1000))} s`)
  }
}

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : undefined
}
