import type { Plan } from '../core/plan/plan.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { jsonText } from './reporters/json-text.ts'
import { commandLines } from './reporters/lines.ts'
import { planDocument, planLines, planOutcome, type ShownPlan } from './reporters/plan.ts'
import type { Terminal } from './terminal.ts'

export interface NextCommand {
  /** `--profile acme.json` or `--receipt acme.receipt.json`, with what chooses site and secrets. */
  readonly words: readonly string[]
  readonly command: 'apply' | 'undo' | 'groups rename'
  /** The profile asks for a second person. */
  readonly needsApproval: boolean
}

/** Shows a plan as text or document; the exit code says what it comes to. */
export function showPlan(command: string, shown: ShownPlan, next: NextCommand, json: true | undefined, terminal: Terminal): ExitCode {
  const { out, redactor } = terminal
  if (json === true) out.document(jsonText(planDocument(command, shown), redactor.redactText))
  else out.lines(...planLines(shown, out.style), ...nextLines(shown.plan, next, terminal))
  return planExitCode(shown.plan)
}

export function planExitCode(plan: Plan): ExitCode {
  const outcome = planOutcome(plan)
  return outcome === 'nothing-to-do' ? exitCodes.ok : outcome === 'unsafe' ? exitCodes.failed : exitCodes.changes
}

/** The exact command that goes on, when one can. */
function nextLines(plan: Plan, { words, command, needsApproval }: NextCommand, { out: { style } }: Terminal): readonly string[] {
  if (plan.changes.length === 0 || plan.breakGlass.kind === 'not-proved') return []
  if (plan.safety.kind === 'unsafe' && plan.safety.reasons.some(({ canBeOverridden }) => !canBeOverridden)) return []
  const approval = needsApproval ? ['--approval', 'APPROVAL'] : []
  const override = plan.safety.kind === 'unsafe' ? ['--override', plan.site, '--reason', 'WHY'] : []
  const lead = plan.safety.kind === 'unsafe' ? 'To carry it out all the same, with your reason:' : 'To carry it out:'
  return [
    '',
    ...(needsApproval
      ? [
          'A second person has to approve it first: save it with “plan --out PLAN”, and let them run',
          `  entra-setup approve PLAN --digest ${plan.digest} --out APPROVAL`
        ]
      : []),
    lead,
    ...commandLines(['entra-setup', ...command.split(' '), ...words, '--digest', plan.digest, ...approval, ...override], style)
  ]
}
