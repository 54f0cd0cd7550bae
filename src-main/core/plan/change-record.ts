import { counted } from '../catalog/entry.ts'
import type { ChangeReceipt, RunOutcome } from './receipt.ts'
import type { PlanDigest, ResourceKind } from './plan.ts'

/** How every change record of this application begins. */
export const CHANGE_RECORD_START = 'Entra Setup Assistant'

/**
 * What is left in the site's External Logs after a run: counts, digest and run, and neither a secret nor the name of a person. `status` is
 * one of the service's words.
 */
export function changeRecord(run: {
  readonly runId: string
  readonly digest: PlanDigest
  readonly purpose: 'profile' | 'undo'
  readonly changes: readonly ChangeReceipt[]
  readonly outcome: RunOutcome
}): { readonly status: 'success' | 'partial_failure' | 'failure'; readonly body: string } {
  const done = run.changes.filter(({ state }) => state === 'done')
  const waiting = run.changes.filter(({ state }) => state === 'waiting').length
  const sentences = [
    `${CHANGE_RECORD_START}: ${run.purpose === 'undo' ? 'an undo' : 'a plan'} was applied.`,
    `${done.length} of ${counted(run.changes.length, 'change', 'changes')} ${done.length === 1 ? 'is' : 'are'} in effect${done.length === 0 ? '' : ` (${kindsOf(done)})`}.`,
    ...(waiting === 0 ? [] : [`${waiting} ${waiting === 1 ? 'waits' : 'wait'} for the web form.`]),
    outcomeText[run.outcome],
    `Plan ${run.digest.slice(0, 12)}, run ${run.runId}.`
  ]
  const isWell = run.outcome === 'proved' || run.outcome === 'handed-off'
  return { status: isWell ? 'success' : done.length > 0 ? 'partial_failure' : 'failure', body: sentences.join(' ') }
}

const outcomeText: Readonly<Record<RunOutcome, string>> = {
  proved: 'Everything was read back as planned.',
  'handed-off': 'What was sent was read back as planned.',
  differs: 'The site holds other values than were sent.',
  stopped: 'The run stopped early.',
  unknown: 'Whether one change took effect is not known yet.'
}

const kindText: Readonly<Record<ResourceKind, string>> = {
  'site-ldap': 'LDAP settings of the site',
  'sso-strategy': 'single sign-on',
  user: 'names and sign-in of users',
  group: 'names of groups'
}

function kindsOf(changes: readonly ChangeReceipt[]): string {
  const kinds = new Set(changes.map(({ change }) => kindText[change.resource]))
  return [...kinds].join(', ')
}
