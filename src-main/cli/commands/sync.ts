import { startSync } from '../../app/operations/start-sync.ts'
import type { SyncEvent } from '../../core/plan/apply-event.ts'
import { createCliPorts } from '../create-cli-ports.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { openSite, type SiteOptions } from '../open-site.ts'
import { createProgressLines, type ProgressLines } from '../progress-lines.ts'
import { refuse } from '../refusal.ts'
import { jsonText } from '../reporters/json-text.ts'
import { syncDocument, syncLines, syncOutcome } from '../reporters/sync.ts'
import type { Terminal } from '../terminal.ts'

export interface SyncOptions extends SiteOptions {
  readonly strategy: string
  readonly follow?: true | undefined
  readonly timeout: string
  readonly json?: true | undefined
}

/** Orders the hourly sync now. The order is given once, whatever happens. */
export async function runSync(options: SyncOptions, terminal: Terminal, signal: AbortSignal): Promise<ExitCode> {
  const about = { command: 'sync', json: options.json }
  const strategyId = wholeNumber(options.strategy)
  const timeoutSeconds = wholeNumber(options.timeout)
  const wrong = [
    ...(strategyId === undefined ? [`--strategy: “${options.strategy}” is no id; “entra-setup site” lists the strategies.`] : []),
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
