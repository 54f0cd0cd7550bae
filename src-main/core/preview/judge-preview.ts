import { problem } from '../errors.ts'
import { seenAboutPeople } from '../evidence.ts'
import type { DirectoryToRead } from '../plan/directories-to-read.ts'
import type { Forecast } from '../plan/forecast.ts'
import { judgeSafety } from '../plan/judge-safety.ts'
import type { PlannedChange, SafetyReason, SafetyVerdict } from '../plan/plan.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { previewAssumptions } from './assumptions.ts'
import { isManaged } from './match-users.ts'
import { comparableText, serviceUsername } from './name-person.ts'
import { outcomeIndex, reasonIndex } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { Preview } from './run-preview.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'

export type MadeForecast = Extract<Forecast, { readonly kind: 'made' }>

/** The verdict of the plan on what this preview shows, by the same limits. Canary people who are not found can not be overridden. */
export function judgePreview(preview: Preview, baseDn?: string): SafetyVerdict {
  const { rules, site } = preview
  const sync = syncOf(rules, baseDn)
  const verdict = judgeSafety({
    changes: [sync.change],
    state: { site: '', resources: [] },
    directories: [sync.directory],
    forecast: forecastOfPreview(preview),
    limits: rules.limits,
    administrators: site === undefined ? [] : administratorsOf(site)
  })
  const missing = missingCanaries(preview)
  if (missing.length === 0) return verdict
  const reasons = verdict.kind === 'unsafe' ? verdict.reasons : []
  return { kind: 'unsafe', reasons: [canaryReason(missing), ...reasons], evidence: verdict.evidence }
}

/** What a plan needs to know of a preview. Whoever would be disabled, deleted or renamed could lose access. */
export function forecastOfPreview(preview: Preview): MadeForecast {
  const { site, rules } = preview
  const because = incompleteBecause(preview)
  let managedUsers = 0
  for (let user = 0; site !== undefined && user < site.count; user += 1)
    if (isManaged(site, user, rules) && (rules.whenGone === 'delete' || (site.state(user) & siteUserState.disabled) === 0))
      managedUsers += 1
  return {
    kind: 'made',
    isComplete: because === undefined,
    because,
    peopleInDirectory: peopleInDirectory(preview),
    peopleLastTime: preview.context.peopleLastTime,
    managedUsers,
    wouldLose: usersAtRisk(preview),
    assumptions: previewAssumptions(preview)
  }
}

/** Where the reading of directory or site was cut; `undefined`: everything was read. */
export function incompleteBecause({ snapshot: { reading }, site }: Preview): string | undefined {
  if (reading.end.kind === 'cut') return `${reading.end.because} (${reading.end.where})`
  if (site === undefined || site.isComplete) return undefined
  return `the users of the site: ${site.cutBecause ?? 'the reason is not known'}`
}

/** User names that must be found and are not among those whom the sync would take. */
export function missingCanaries({ rules, scope, snapshot: { people } }: Preview): readonly string[] {
  const wanted = new Map(rules.mustBeFound.filter((name) => name.trim() !== '').map((name) => [comparableText(name), name.trim()]))
  if (wanted.size === 0) return []
  for (let person = 0; person < people.count; person += 1) {
    if (scope.reasonAgainst(person) !== undefined) continue
    const value = people.text(person, 'username')
    wanted.delete(comparableText(value))
    wanted.delete(comparableText(serviceUsername(value, rules.domain)))
  }
  return [...wanted.values()]
}

function canaryReason(missing: readonly string[]): SafetyReason {
  return {
    problem: problem(
      'plan.safety.read-incomplete',
      { reason: `${missing.join(', ')} must always be found, and ${missing.length === 1 ? 'was' : 'were'} not` },
      missing.map((name) => seenAboutPeople('Must be found and was not', name))
    ),
    canBeOverridden: false
  }
}

/** Distinct names of people whom the sync would take. */
function peopleInDirectory({ scope }: Preview): number {
  return scope.claims.reduce((count, claims) => (claims > 0 ? count + 1 : count), 0)
}

function usersAtRisk(preview: Preview): readonly string[] {
  const { site, outcomes, reasons, rules } = preview
  if (site === undefined) return []
  const names: string[] = []
  outcomes.forEach((outcome, row) => {
    const isTaken = outcome === DISABLE || outcome === DELETE
    const user = isTaken || reasons[row] === RENAMED ? preview.userOf(row) : undefined
    if (user === undefined) return
    const losesNothing = rules.whenGone === 'nothing' || (!isTaken && rules.whenGone === 'disable' && isDisabled(site, user))
    if (!losesNothing) names.push(site.text(user, 'username'))
  })
  return names.sort()
}

function isDisabled(site: SiteUsers, user: number): boolean {
  return (site.state(user) & siteUserState.disabled) !== 0
}

const DISABLE = outcomeIndex('disable')
const DELETE = outcomeIndex('delete')
const RENAMED = reasonIndex('renamed')

/** The verdict is made for plans; the sync itself is the one change of this one. */
function syncOf(
  { managedBy }: PreviewRules,
  baseDn: string | undefined
): { readonly change: PlannedChange; readonly directory: DirectoryToRead } {
  const resource = managedBy.kind === 'site-ldap' ? 'site-ldap' : 'sso-strategy'
  const targetId = managedBy.kind === 'site-ldap' ? undefined : managedBy.id
  const id = targetId === undefined ? resource : `${resource}:${String(targetId)}`
  return {
    change: { id, resource, targetId, title: 'The hourly sync', way: 'update', baseline: '', fields: [] },
    directory: { changeId: id, resource, targetId, fields: baseDn === undefined ? {} : { ldap_base_dn: baseDn } }
  }
}

function administratorsOf(site: SiteUsers): readonly UserFacts[] {
  const administrators: UserFacts[] = []
  for (let user = 0; user < site.count; user += 1)
    if ((site.state(user) & siteUserState.siteAdmin) !== 0) administrators.push(administratorOf(site, user))
  return administrators
}

function administratorOf(site: SiteUsers, user: number): UserFacts {
  const state = site.state(user)
  return {
    id: site.id(user),
    username: site.text(user, 'username'),
    email: site.text(user, 'email'),
    name: site.text(user, 'name'),
    authenticationMethod: site.text(user, 'authenticationMethod'),
    ssoStrategyId: site.ssoStrategyId(user),
    externallyManaged: (state & siteUserState.externallyManaged) !== 0,
    disabled: (state & siteUserState.disabled) !== 0,
    siteAdmin: true,
    readonlySiteAdmin: (state & siteUserState.readOnlyAdmin) !== 0,
    lockoutExpires: undefined,
    passwordExpired: undefined,
    requirePasswordChange: undefined,
    lastLoginAt: undefined,
    lastWebLoginAt: undefined,
    lastActiveAt: undefined,
    active2fa: undefined,
    groupIds: undefined
  }
}
