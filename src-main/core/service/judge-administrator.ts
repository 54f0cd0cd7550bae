import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { dayText, momentText } from '../model/day-text.ts'
import type { UserFacts } from './service-facts.ts'

export interface AdministratorVerdict {
  readonly isBreakGlass: boolean
  readonly evidence: readonly EvidenceItem[]
  /** Every reason why this person does not prove that somebody gets in; empty exactly when they do. Parts of a sentence. */
  readonly against: readonly string[]
}

/**
 * Whether this person alone would keep the front door open if single sign-on failed. What the service does not say counts against them: a
 * lock that is not known is not known to be absent.
 */
export function judgeAdministrator(user: UserFacts, now: Date, mostDaysSinceSeen = 90): AdministratorVerdict {
  const against = REASONS.flatMap((reason) => reason(user, now, mostDaysSinceSeen) ?? [])
  const seenAt = lastSeenAt(user)
  return {
    isBreakGlass: against.length === 0,
    evidence: [
      seenAboutPeople('User', user.username),
      seen('Sign-in', user.authenticationMethod === '' ? 'not told' : user.authenticationMethod),
      seen('Enabled', flagText(user.disabled === undefined ? undefined : !user.disabled)),
      seen('Locked', lockText(user.lockoutExpires, now)),
      seen('Password expired', flagText(user.passwordExpired)),
      seen('Last seen', seenAt === undefined || Number.isNaN(Date.parse(seenAt)) ? 'never' : momentText(seenAt))
    ],
    against
  }
}

/** In the web interface if the service tells that apart, also when it tells `never`: a transfer by SFTP proves no way to the settings. */
export function lastSeenAt({ lastWebLoginAt, lastLoginAt }: UserFacts): string | undefined {
  return lastWebLoginAt === undefined ? lastLoginAt : (lastWebLoginAt ?? undefined)
}

type Reason = (user: UserFacts, now: Date, mostDaysSinceSeen: number) => string | undefined

const PASSWORD_METHODS: ReadonlySet<string> = new Set(['password', 'password_and_ssh_key'])
const DAY_MS = 86_400_000
/** A clock that is further off makes every other date here worthless, too. */
const MOST_AHEAD_MS = DAY_MS

const REASONS: readonly Reason[] = [
  ({ siteAdmin, readonlySiteAdmin }) =>
    siteAdmin !== true ? 'is no site administrator' : readonlySiteAdmin === true ? 'may only look' : undefined,
  ({ authenticationMethod }) => (PASSWORD_METHODS.has(authenticationMethod) ? undefined : 'does not sign in with a password'),
  ({ disabled }) => (disabled === false ? undefined : disabled === true ? 'is disabled' : 'may be disabled: the service does not say'),
  ({ lockoutExpires }, now) => {
    if (lockoutExpires === undefined) return 'may be locked out: the service does not say'
    if (lockoutExpires === null || Date.parse(lockoutExpires) <= now.getTime()) return undefined
    return Number.isNaN(Date.parse(lockoutExpires)) ? 'is locked out' : `is locked out until ${momentText(lockoutExpires)}`
  },
  ({ passwordExpired }) =>
    passwordExpired === false
      ? undefined
      : passwordExpired === true
        ? 'has an expired password'
        : 'may have an expired password: the service does not say',
  ({ requirePasswordChange }) => (requirePasswordChange === true ? 'must change the password first' : undefined),
  (user, now, mostDaysSinceSeen) => {
    const seenAt = lastSeenAt(user)
    const seenMs = Date.parse(seenAt ?? '')
    if (seenAt === undefined || Number.isNaN(seenMs)) return 'has never been seen signing in'
    if (seenMs - now.getTime() > MOST_AHEAD_MS) return `was last seen on ${dayText(seenAt)}, which has not come yet: a clock is wrong`
    return now.getTime() - seenMs <= mostDaysSinceSeen * DAY_MS
      ? undefined
      : `was last seen on ${dayText(seenAt)}, more than ${String(mostDaysSinceSeen)} days ago`
  }
]

function lockText(lockoutExpires: string | null | undefined, now: Date): string {
  if (lockoutExpires === undefined) return 'not told'
  const untilMs = lockoutExpires === null ? 0 : Date.parse(lockoutExpires)
  if (untilMs <= now.getTime()) return 'no'
  return lockoutExpires === null || Number.isNaN(untilMs) ? 'yes' : `until ${momentText(lockoutExpires)}`
}

function flagText(flag: boolean | undefined): string {
  return flag === undefined ? 'not told' : flag ? 'yes' : 'no'
}
