import { problem } from '../errors.ts'
import { type EvidenceItem, seenAboutPeople } from '../evidence.ts'
import { judgeAdministrator, lastSeenAt } from '../service/judge-administrator.ts'
import type { UserFacts } from '../service/service-facts.ts'
import type { Forecast } from './forecast.ts'
import type { Administrators } from './make-plan.ts'
import { plannedValue } from './order-changes.ts'
import type { BreakGlassVerdict, PlannedChange } from './plan.ts'
import { renamedPeople } from './renamed-people.ts'
import { comparableUsername } from './username.ts'

/**
 * Proves that somebody can certainly get in when single sign-on fails: an administrator with a password who is judged fit and whom neither
 * the plan nor the next sync touches. Without the whole list of administrators there is no proof, and nothing overrides that.
 */
export function proveBreakGlass(input: {
  readonly administrators: Administrators
  readonly changes: readonly PlannedChange[]
  readonly forecast: Forecast
  readonly now: Date
}): BreakGlassVerdict {
  const { administrators, changes, forecast, now } = input
  if (changes.length === 0) return { kind: 'not-needed' }
  if (administrators.cut !== undefined)
    return {
      kind: 'not-proved',
      problem: problem(
        'plan.break-glass.list-cut',
        { reason: administrators.cut.cause.trim().replace(/\.$/, '') },
        administrators.cut.evidence
      )
    }
  const touched = new Set(changes.filter(touchesSignIn).map(({ targetId }) => targetId))
  const renamed = new Set(renamedPeople(changes).map(({ targetId }) => targetId))
  const lost = new Set(forecast.kind === 'made' ? forecast.wouldLose.map(comparableUsername) : [])
  // Half a reading shows nobody to be safe either.
  const isUnread = forecast.kind === 'not-made' || (forecast.kind === 'made' && !forecast.isComplete)
  const decidesWhoAdministers = changes.some(({ fields }) => fields.some(({ field }) => ADMINISTRATOR_GROUPS.has(field)))
  const judged = administrators.users.map((user) => {
    const { evidence, against } = judgeAdministrator(user, now)
    // What the service does not say counts against somebody here, too.
    const mayBeSynced = user.externallyManaged !== false
    const reasons = [
      ...against,
      ...(touched.has(user.id) ? ['changed by this plan'] : []),
      ...(mayBeSynced && renamed.has(user.id) ? ['gets another name, by which the next sync may not find it'] : []),
      ...(lost.has(comparableUsername(user.username)) ? ['would be disabled by the next sync'] : []),
      ...(isUnread && mayBeSynced ? ['may be disabled by the next sync: nobody has looked what it would do'] : []),
      ...(decidesWhoAdministers && mayBeSynced ? ['may lose the rights of an administrator by the next sync'] : [])
    ]
    return { user, evidence, reasons, isFit: reasons.length === 0 }
  })
  const best = judged.filter(({ isFit }) => isFit).sort((one, other) => lastSeen(other.user) - lastSeen(one.user))[0]
  if (best !== undefined) return { kind: 'proved', ...underItsName(best.user, changes, best.evidence) }
  const evidence: readonly EvidenceItem[] = judged
    .slice(0, MOST_SHOWN)
    .map(({ user, reasons }) => seenAboutPeople(user.username, reasons.join('; ')))
  return { kind: 'not-proved', problem: problem('plan.break-glass.nobody', { administrators: judged.length }, evidence) }
}

/** Another name or mail address takes away no password: the proof follows the number of the user. */
function touchesSignIn({ resource, fields }: PlannedChange): boolean {
  return resource === 'user' && fields.some(({ field }) => field !== 'username' && field !== 'email')
}

/** Whoever is renamed signs in by the new name once the plan is applied. */
function underItsName(
  { id, username }: UserFacts,
  changes: readonly PlannedChange[],
  evidence: readonly EvidenceItem[]
): { readonly username: string; readonly evidence: readonly EvidenceItem[] } {
  const renamed = changes.find(({ resource, targetId }) => resource === 'user' && targetId === id)
  const name = renamed === undefined ? undefined : plannedValue(renamed, 'username')?.value
  return typeof name === 'string' && name !== ''
    ? { username: name, evidence: [seenAboutPeople('Is renamed by this plan', `${username}, number ${String(id)}`), ...evidence] }
    : { username, evidence }
}

const MOST_SHOWN = 20

/** Whoever is in none of them may be made an ordinary user, or one who may only look. */
const ADMINISTRATOR_GROUPS: ReadonlySet<string> = new Set(['provision_site_admin_groups', 'provision_readonly_site_admin_groups'])

function lastSeen(user: UserFacts): number {
  const time = Date.parse(lastSeenAt(user) ?? '')
  return Number.isNaN(time) ? 0 : time
}
