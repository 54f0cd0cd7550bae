import { type ApplyEnd, applyPlan, type ApplyRequest } from '../app/operations/apply-plan.ts'
import type { ApplyEvent } from '../core/plan/apply-event.ts'
import type { PlannedChange } from '../core/plan/plan.ts'
import { plainStyle } from '../core/report/text-style.ts'
import type { CliPorts } from './create-cli-ports.ts'
import { createProgressLines, type ProgressLines } from './progress-lines.ts'
import { changeHead } from './reporters/receipt.ts'
import type { Terminal } from './terminal.ts'

/** Applies a plan and tells how it goes. A Ctrl-C is heard between changes, and answered at once with what will happen. */
export async function runToItsEnd(ports: CliPorts, request: ApplyRequest, terminal: Terminal, signal: AbortSignal): Promise<ApplyEnd> {
  const progress = createProgressLines(terminal)
  const changes = new Map<string, PlannedChange>()
  let runId = ''
  const sayWhatHappensNow = () => {
    if (runId === '') return
    progress.step('Stopping: the change that is on its way is finished and read back first. A second Ctrl-C ends at once;')
    progress.step(`what became of it then tells: entra-setup journal --check ${runId}`)
  }
  signal.addEventListener('abort', sayWhatHappensNow, { once: true })
  const events = applyPlan(ports, request, signal)
  try {
    for (;;) {
      const step = await events.next()
      if (step.done === true) return step.value
      if (step.value.type === 'planned-again') {
        runId = step.value.runId
        for (const change of step.value.changes) changes.set(change.id, change)
      }
      tell(step.value, changes, progress)
    }
  } finally {
    progress.end()
    signal.removeEventListener('abort', sayWhatHappensNow)
  }
}

function tell(event: ApplyEvent, changes: ReadonlyMap<string, PlannedChange>, progress: ProgressLines): void {
  const titleOf = (id: string) => changes.get(id)?.title ?? id
  switch (event.type) {
    case 'planned-again':
      progress.step(
        `Planned again: the same ${String(event.changes.length)} ${event.changes.length === 1 ? 'change' : 'changes'}. Run ${event.runId}`
      )
      return
    case 'sending':
      progress.step(`Sending: ${titleOf(event.changeId)}`)
      return
    case 'reading-back':
      progress.step(`Reading back: ${titleOf(event.changeId)}`)
      return
    case 'finished':
      progress.step(changeHead(event.receipt, plainStyle))
  }
}
