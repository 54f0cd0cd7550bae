import type { DirectoryToRead } from '../plan/directories-to-read.ts'
import type { MadeForecast } from '../plan/forecast.ts'
import { judgeSafety } from '../plan/judge-safety.ts'
import type { PlannedChange, SafetyVerdict } from '../plan/plan.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { previewAssumptions } from './assumptions.ts'
import { comparableText, serviceUsername } from './name-person.ts'
import { outcomeIndex, reasonIndex, warningBit } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { Preview } from './run-preview.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'

/** The verdict of the plan on what this preview shows, by the same limits. */
export function judgePreview(preview: Preview, baseDn?: string, forecast = forecastOfPreview(preview)): SafetyVerdict {
  const { rules, site } = preview
  const sync = syncOf(rules, baseDn)
  return judgeSafety({
    changes: [sync.change],
    state: { site: '', resources: [] },
    directories: [sync.directory],
    forecast,
    limits: rules.limits,
    administrators: site === undefined ? [] : administratorsOf(site)
  })
}

/** What a plan needs to know of a preview. Whoever would be disabled, deleted or renamed could lose access. */
export function forecastOfPreview(preview: Preview): MadeForecast {
  const { snapshot, scope } = preview
  const because = incompleteBecause(preview)
  const changeHands = usersChangingHands(preview)
  return {
    kind: 'made',
    isComplete: because === undefined,
    because,
    ...(because === undefined ? {} : { cut: snapshot.reading.end.kind === 'cut' ? 'directory' : 'site' }),
    peopleInDirectory: scope.namesTaken,
    peopleLastTime: preview.context.peopleLastTime,
    managedUsers: countManagedUsers(preview),
    wouldLose: usersAtRisk(preview),
    notFound: missingCanaries(preview),
    ...(changeHands.length === 0 ? {} : { changeHands }),
    assumptions: previewAssumptions(preview)
  }
}

/** Where the reading of directory or site was cut; `undefined`: everything was read. */
export function incompleteBecause({ snapshot: { reading }, site }: Preview): string | undefined {
  if (reading.end.kind === 'cut') return reading.end.because
  if (site === undefined || site.isComplete) return undefined
  return site.cutBecause ?? 'the reason is not known'
}

/** User names that must be found and are not among those whom the sync would take. */
export function missingCanaries({ rules, scope, names }: Preview): readonly string[] {
  const wanted = new Map(rules.limits.mustBeFound.filter((name) => name.trim() !== '').map((name) => [comparableText(name), name.trim()]))
  const isTaken = (comparable: string): boolean => (scope.claims[names.keyOf(comparable)] ?? 0) > 0
  const suffix = comparableText(serviceUsername('x', rules.domain)).slice(1)
  // Where a domain is appended, a short name is the value of the user name field; one with a domain means the whole name. Taken for the value
  // it would be found just where the domain is appended twice, and everybody gets another name.
  const isFound = (comparable: string): boolean =>
    suffix === '' || !comparable.includes('@')
      ? isTaken(comparable)
      : comparable.endsWith(suffix) && isTaken(comparable.slice(0, -suffix.length))
  return [...wanted].flatMap(([comparable, name]) => (isFound(comparable) ? [] : [name]))
}

/** Users who could be taken away: where they would be disabled, those who are not yet. */
function countManagedUsers({ site, rules, match: { isManaged } }: Preview): number {
  let count = 0
  for (let user = 0; site !== undefined && user < isManaged.length; user += 1)
    if (isManaged[user] === 1 && (rules.whenGone === 'delete' || !isDisabled(site, user))) count += 1
  return count
}

function usersAtRisk(preview: Preview): readonly string[] {
  const { site, outcomes, reasons, rules } = preview
  if (site === undefined) return []
  const names: string[] = []
  for (let row = 0; row < outcomes.length; row += 1) {
    const isTaken = outcomes[row] === DISABLE || outcomes[row] === DELETE
    const user = isTaken || reasons[row] === RENAMED ? preview.userOf(row) : undefined
    if (user === undefined) continue
    const losesNothing = rules.whenGone === 'nothing' || (!isTaken && rules.whenGone === 'disable' && isDisabled(site, user))
    if (!losesNothing) names.push(site.text(user, 'username'))
  }
  return names.sort()
}

function usersChangingHands({ site, warnings, userOf }: Preview): readonly string[] {
  if (site === undefined) return []
  const names: string[] = []
  for (let row = 0; row < warnings.length; row += 1) {
    const user = ((warnings[row] ?? 0) & OTHER_PERSON) === 0 ? undefined : userOf(row)
    if (user !== undefined) names.push(site.text(user, 'username'))
  }
  return names
}

function isDisabled(site: SiteUsers, user: number): boolean {
  return (site.state(user) & siteUserState.disabled) !== 0
}

const DISABLE = outcomeIndex('disable')
const DELETE = outcomeIndex('delete')
const RENAMED = reasonIndex('renamed')
const OTHER_PERSON = warningBit('other-person')

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
    lastFtpLoginAt: undefined,
    lastSftpLoginAt: undefined,
    lastDavLoginAt: undefined,
    lastRestapiLoginAt: undefined,
    lastApiUseAt: undefined,
    lastActiveAt: undefined,
    active2fa: undefined,
    require2fa: undefined,
    publicKeysCount: undefined,
    apiKeysCount: undefined,
    ftpPermission: undefined,
    sftpPermission: undefined,
    davPermission: undefined,
    restapiPermission: undefined,
    groupIds: undefined
  }
}
