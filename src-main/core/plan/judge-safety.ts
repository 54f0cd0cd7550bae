import { problem } from '../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import type { SafetyLimits } from '../profile/profile.ts'
import type { UserFacts } from '../service/service-facts.ts'
import type { DirectoryToRead } from './directories-to-read.ts'
import type { Forecast, MadeForecast } from './forecast.ts'
import { type ProviderKeys, providerKeyReasons } from './judge-provider-keys.ts'
import { isPasswordMethod, plannedValue } from './order-changes.ts'
import { areCredentialsInDoubt, lostByPlan, peopleOfSwitchedOff, switchedOff } from './lost-by-plan.ts'
import type { PlannedChange, ReadState, SafetyReason, SafetyVerdict } from './plan.ts'
import { isRenamed, renamedAndLookedFor, renameReasons } from './renamed-people.ts'
import { usernameOfChange } from './resources/user.ts'
import { comparableUsername } from './username.ts'

export interface SafetyInput {
  readonly changes: readonly PlannedChange[]
  readonly state: ReadState
  /** What the plan makes the service read anew. */
  readonly directories: readonly DirectoryToRead[]
  readonly forecast: Forecast
  readonly limits: SafetyLimits
  readonly administrators: readonly UserFacts[]
  /** Of the providers whose trust changes. */
  readonly providerKeys?: readonly ProviderKeys[]
  readonly now?: Date
}

/** Whether the plan may do what it would do to people. A plan without changes is safe: it does nothing. */
export function judgeSafety(input: SafetyInput): SafetyVerdict {
  const { changes, forecast, limits } = input
  if (changes.length === 0) return { kind: 'safe', evidence: [] }
  const reasons = [
    ...directoryReasons(input),
    ...planReasons(input),
    ...providerOffReasons(input),
    ...protectedReasons(input),
    ...renameReasons(changes, input.state, limits),
    ...providerKeyReasons(input.providerKeys ?? [], input.now)
  ]
  const evidence = evidenceOf(forecast, limits)
  return reasons.length === 0 ? { kind: 'safe', evidence } : { kind: 'unsafe', reasons, evidence }
}

/**
 * Who cannot get in any more after plan and next sync; `undefined` while nobody has looked, or nobody can trust what was seen, when a way in by
 * which people sign in is switched off or gets other credentials, or a sync looks for people under names that they no longer have.
 */
export function peopleLosingAccess({
  changes,
  state,
  forecast
}: Pick<SafetyInput, 'changes' | 'state' | 'forecast'>): readonly string[] | undefined {
  const offs = peopleOfSwitchedOff(changes, state)
  if (switchedOff(changes).length > offs.length || offs.some(({ count }) => count !== 0)) return undefined
  if (areCredentialsInDoubt(changes, state) || renamedAndLookedFor(changes, state).length > 0) return undefined
  if (forecast.kind === 'not-made' || (forecast.kind === 'made' && !isTrusted(forecast))) return undefined
  const bySync = forecast.kind === 'made' && changes.length > 0 ? forecast.wouldLose : []
  return eachOnce([...bySync, ...lostByPlan(changes, state)])
}

function isTrusted({ isComplete, notFound }: MadeForecast): boolean {
  return isComplete && notFound.length === 0
}

function eachOnce(usernames: readonly string[]): readonly string[] {
  return [...new Map(usernames.map((username) => [comparableUsername(username), username])).values()]
}

function directoryReasons({ forecast, directories, limits }: SafetyInput): readonly SafetyReason[] {
  switch (forecast.kind) {
    case 'not-needed':
      // The plan itself knows better than whoever said so.
      return directories.length === 0 ? [] : [notRead('it was not asked to')]
    case 'not-made':
      return [notRead(forecast.because)]
    case 'made':
      // Numbers from half a reading would only mislead.
      if (!forecast.isComplete) return [readIncomplete(forecast)]
      return [...canaryReasons(forecast), ...sizeReasons(forecast, directories, limits), ...lossReasons(forecast, limits)]
  }
}

function notRead(reason: string): SafetyReason {
  return { problem: problem('plan.safety.directory-not-read', { reason: withoutFullStop(reason) }), canBeOverridden: true }
}

function readIncomplete({ because, cut }: MadeForecast): SafetyReason {
  const reason = withoutFullStop(because ?? 'the reason is not known')
  const code = cut === 'site' ? 'plan.safety.users-incomplete' : 'plan.safety.read-incomplete'
  return { problem: problem(code, { reason }), canBeOverridden: false }
}

/** They are the proof that the right directory was seen with the right eyes, so without them its numbers prove nothing. */
function canaryReasons({ notFound }: MadeForecast): readonly SafetyReason[] {
  if (notFound.length === 0) return []
  return [
    {
      problem: problem('plan.safety.must-be-found', { names: nameList(notFound, MOST_NAMES_IN_TEXT), count: notFound.length }, [
        seenAboutPeople('Must be found and was not', nameList(notFound, MOST_NAMES_IN_EVIDENCE))
      ]),
      canBeOverridden: false
    }
  ]
}

function sizeReasons(forecast: MadeForecast, directories: readonly DirectoryToRead[], limits: SafetyLimits): readonly SafetyReason[] {
  const { peopleInDirectory: count, peopleLastTime: before } = forecast
  if (!(count > 0)) {
    const base = directories.map(({ fields }) => fields['ldap_base_dn']).find((dn) => typeof dn === 'string' && dn !== '')
    return [{ problem: problem('plan.safety.directory-empty', { base: String(base ?? 'the base of the search') }), canBeOverridden: true }]
  }
  // Written so that a limit that is no number stops, too.
  if (before === undefined || count * 100 >= before * limits.leastPeoplePercent) return []
  return [
    {
      problem: problem('plan.safety.directory-shrunk', { count, before, percent: percentText(count, before) }),
      canBeOverridden: true
    }
  ]
}

function lossReasons({ wouldLose, managedUsers }: MadeForecast, limits: SafetyLimits): readonly SafetyReason[] {
  const count = wouldLose.length
  const isWithin = count <= limits.mostDisabled && count * 100 <= limits.mostDisabledPercent * managedUsers
  if (count === 0 || isWithin) return []
  return [
    {
      problem: problem(
        'plan.safety.too-many',
        { count, by: 'sync', managed: managedUsers, percent: percentText(count, managedUsers), limit: limitText(limits) },
        [seenAboutPeople('Would lose access', nameList(wouldLose, MOST_NAMES_IN_EVIDENCE))]
      ),
      canBeOverridden: true
    }
  ]
}

/** The percentage is one of the people whom the sync manages, and says nothing about others: here only the number counts. */
function planReasons({ changes, state, forecast, limits }: SafetyInput): readonly SafetyReason[] {
  const byPlan = lostByPlan(changes, state)
  const bySync = forecast.kind === 'made' && forecast.isComplete ? forecast.wouldLose : []
  const lost = eachOnce([...bySync, ...byPlan])
  if (byPlan.length === 0 || lost.length <= limits.mostDisabled || bySync.length > limits.mostDisabled) return []
  return [
    {
      problem: problem(
        'plan.safety.too-many',
        { count: lost.length, by: 'plan', managed: 0, percent: '', limit: `${limits.mostDisabled} people` },
        [seenAboutPeople('Would lose access', nameList(lost, MOST_NAMES_IN_EVIDENCE))]
      ),
      canBeOverridden: true
    }
  ]
}

/** The site tells how many people sign in by a provider, and not who. */
function providerOffReasons({ changes, state, limits }: SafetyInput): readonly SafetyReason[] {
  const others = lostByPlan(changes, state).length
  const off = peopleOfSwitchedOff(changes, state).filter(({ count }) => count !== 0)
  const total = off.reduce((sum, { count }) => sum + (count ?? Infinity), others)
  if (off.length === 0 || total <= limits.mostDisabled) return []
  return off.map(({ title, count }) => ({
    problem: problem('plan.safety.provider-off', { provider: title, count, others, limit: limits.mostDisabled }),
    canBeOverridden: true
  }))
}

function protectedReasons({ changes, forecast, limits, administrators }: SafetyInput): readonly SafetyReason[] {
  const names = new Set([
    ...limits.protectedUsers.map(comparableUsername),
    ...administrators
      .filter(({ siteAdmin, authenticationMethod }) => siteAdmin === true && isPasswordMethod(authenticationMethod))
      .map(({ username }) => comparableUsername(username))
  ])
  const lost = forecast.kind === 'made' && forecast.isComplete ? [...forecast.wouldLose, ...(forecast.changeHands ?? [])] : []
  // The list goes by names: renamed, the person would not be on it any more.
  const listed = new Set(limits.protectedUsers.map(comparableUsername))
  const isListedAndRenamed = (change: PlannedChange): boolean =>
    isRenamed(change) && listed.has(comparableUsername(usernameOfChange(change)))
  const moved = changes.filter((change) => isMovedAway(change) || isListedAndRenamed(change)).map(usernameOfChange)
  const touched = new Map([...lost, ...moved].map((username) => [comparableUsername(username), username]))
  const found = [...touched].filter(([comparable]) => names.has(comparable)).map(([, username]) => username)
  if (found.length === 0) return []
  return [
    {
      problem: problem('plan.safety.protected-user', { names: nameList(found, MOST_NAMES_IN_TEXT), count: found.length }),
      canBeOverridden: true
    }
  ]
}

/** Going back to a password takes nothing from anybody. */
function isMovedAway(change: PlannedChange): boolean {
  if (change.resource !== 'user') return false
  const method = plannedValue(change, 'authentication_method')
  return method === undefined ? plannedValue(change, 'sso_strategy_id') !== undefined : !isPasswordMethod(method.value)
}

function evidenceOf(forecast: Forecast, limits: SafetyLimits): readonly EvidenceItem[] {
  if (forecast.kind !== 'made') return []
  const { isComplete, peopleInDirectory, peopleLastTime, managedUsers, wouldLose } = forecast
  // Who was not read looks gone: neither a number nor a name of those is true.
  if (!isComplete) return [seen('People read before it was cut', peopleInDirectory)]
  return [
    seen('People whom the sync finds', peopleInDirectory),
    ...(peopleLastTime === undefined ? [] : [seen('People at the last good run', peopleLastTime)]),
    seen('Users that the sync manages', managedUsers),
    seen('Would lose access', wouldLose.length),
    seen('Most that may', limitText(limits)),
    ...(wouldLose.length === 0 ? [] : [seenAboutPeople('Who', nameList(wouldLose, MOST_NAMES_IN_EVIDENCE))])
  ]
}

const MOST_NAMES_IN_TEXT = 5
const MOST_NAMES_IN_EVIDENCE = 50

function nameList(names: readonly string[], most: number): string {
  const more = names.length - most
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ')
}

function limitText({ mostDisabled, mostDisabledPercent }: SafetyLimits): string {
  return `${mostDisabled} people or ${mostDisabledPercent} %, whichever is less`
}

function percentText(count: number, whole: number): string {
  return whole > 0 ? `${String(Math.round((count * 1000) / whole) / 10)} %` : '100 %'
}

function withoutFullStop(sentence: string): string {
  return sentence.trim().replace(/\.$/, '')
}
