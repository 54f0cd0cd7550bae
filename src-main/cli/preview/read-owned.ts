import { ownedByLeavers } from '../../app/operations/owned-by-leavers.ts'
import type { LeaversOwned } from '../../core/owned/owned-views.ts'
import type { PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { CliPorts } from '../create-cli-ports.ts'
import type { OpenedSite } from '../open-site.ts'
import { createProgressLines } from '../progress-lines.ts'
import { type Refusal, standsInTheWay } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'

/** What everybody owns whom the preview would disable or delete, with a line about how far it is. Throws `Cancelled`. */
export async function readLeaversOwned(
  { clock }: CliPorts,
  { desk, view }: { readonly desk: PreviewDesk; readonly view: PreviewView },
  { service }: OpenedSite,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<LeaversOwned, Refusal>> {
  const leavers = await desk.ask(view.previewId, { kind: 'leavers' }, signal)
  if (!leavers.ok) return standsInTheWay(leavers.error)
  const progress = createProgressLines(terminal)
  const steps = ownedByLeavers({ clock }, { reader: service, leavers: leavers.value }, signal)
  try {
    for (;;) {
      const step = await steps.next()
      if (step.done === true) return step.value.ok ? succeed(step.value.value) : standsInTheWay(step.value.error)
      progress.now(step.value.doing)
    }
  } finally {
    progress.end()
  }
}
