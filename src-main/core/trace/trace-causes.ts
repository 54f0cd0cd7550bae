import { type Problem, problem } from '../errors.ts'
import { seen, seenAboutPeople } from '../evidence.ts'
import type { IdentityRow } from '../identity/identity-views.ts'
import { momentText } from '../model/day-text.ts'
import type { WarningCode } from '../preview/preview-result.ts'
import type { StrategyFacts, UserFacts } from '../service/service-facts.ts'
import type { FoundDouble } from './find-double.ts'
import { isGotOver } from './failures-since.ts'
import type { FoundMismatch } from './find-mismatch.ts'
import type { FoundRename } from './find-rename.ts'
import type { PersonEvents } from './person-events.ts'
import { type PersonProvider, providerText } from './person-provider.ts'
import { endOfSignIn, signInProblem } from './sign-in-problem.ts'
import { isNamesakeOnly } from './namesake.ts'
import { TRACE_DAYS, type TraceFacts } from './trace-facts.ts'
import { everybodysCauses, scimCauses, tokenCauses } from './trace-scim-causes.ts'

/** What was found out about the person before it is judged. */
export interface PersonFindings {
  /** Called so in sentences. */
  readonly person: string
  readonly user: UserFacts | undefined
  readonly provider: PersonProvider
  readonly events: PersonEvents
  readonly rename: FoundRename | undefined
  /** The sign-in and provisioning take different names of one account. */
  readonly mismatch: FoundMismatch | undefined
  readonly double: FoundDouble | undefined
  /** How the ways in would call the person; absent: neither directory nor Entra ID tells. */
  readonly identity: IdentityRow | undefined
}

/** The likely causes, most likely first: what keeps somebody out for certain, then who is mistaken for whom, then what failed, then what may. */
export function traceCauses(facts: TraceFacts, findings: PersonFindings): readonly Problem[] {
  const certain = [...accountCauses(facts, findings), ...providerCauses(findings), ...tokenCauses(facts, findings)]
  const [tokenEnded, keepsOut] = [certain.filter(isAboutToken), certain.filter((one) => !isAboutToken(one))]
  const mistaken = nameCauses(findings)
  const signIn = mistaken.length > 0 || keepsOut.length > 0 ? codedOnly(signInCauses(facts, findings)) : signInCauses(facts, findings)
  const own = scimCauses(facts, findings)
  const missing = missingCauses(facts, findings)
  const before = [...keepsOut, ...mistaken, ...signIn, ...methodCauses(facts, findings)]
  const between = directoryCauses(facts, findings)
  const guesses = [...perhapsRenamed(findings), ...(mistaken.length === 0 ? identityCauses(findings) : [])]
  // Whoever lacks nothing is not kept from anything by it.
  const isLacking = [before, own, between, missing, guesses].some((causes) => causes.length > 0)
  const ofEverybody = isLacking ? everybodysCauses(facts, findings) : []
  const codes = ofEverybody.map(({ code }) => code)
  // Who was in the requests that failed, or has no account at all, is hit by it; for others it may be what holds a change up.
  const isHit = missing.length > 0 || own.some(({ code }) => codes.includes(code))
  return [
    ...before,
    ...(isHit ? ofEverybody : []),
    ...own.filter(({ code }) => !codes.includes(code)),
    ...between,
    ...(isHit ? [] : ofEverybody),
    ...tokenEnded,
    ...missing,
    ...guesses,
    ...hiddenCauses(findings)
  ]
}

function isAboutToken({ code }: Problem): boolean {
  return code === 'scim-log.token-ended'
}

/** A refusal in the words of the service only repeats what was found already; a code of Microsoft is a fault of its own. */
function codedOnly(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ code }) => code !== 'entra.sign-in.refused-by-service')
}

function accountCauses({ now }: TraceFacts, { user, person }: PersonFindings): readonly Problem[] {
  const until = user?.lockoutExpires
  return [
    ...(user?.disabled === true ? [problem('trace.account.disabled', { person }, [seen('Disabled', 'yes')])] : []),
    ...(typeof until === 'string' && Date.parse(until) > Date.parse(now)
      ? [problem('trace.account.locked', { person, until: momentText(until) }, [seen('Lock ends', momentText(until))])]
      : [])
  ]
}

function providerCauses({ user, person, provider: { strategy } }: PersonFindings): readonly Problem[] {
  if (user?.authenticationMethod !== 'sso') return []
  if (strategy === undefined) {
    const provider =
      user.ssoStrategyId === undefined ? 'has no provider' : `the provider with the number ${String(user.ssoStrategyId)} is not there`
    return [problem('trace.provider.missing', { person, provider }, [seen('Provider of the user', user.ssoStrategyId ?? 'none')])]
  }
  if (strategy.enabled) return []
  const users = strategy.userCount === undefined ? '' : ` and has ${String(strategy.userCount)} users`
  return [
    problem('trace.provider.off', { person, provider: providerText(strategy), users }, [
      seen('Enabled', 'no'),
      ...providerEvidence(strategy)
    ])
  ]
}

/** Whoever got in lately has found the way, with a button or without; unless it was hidden after that. */
function hiddenCauses({ user, person, events, provider: { strategy } }: PersonFindings): readonly Problem[] {
  const lastGood = events.sso.find((event) => endOfSignIn(event) === 'good')
  const hidden = events.settings.find(({ changes }) => changes.some((text) => text.includes('display_on_login_page')))
  const hasGotIn = lastGood !== undefined && !(Date.parse(hidden?.createdAt ?? '') > Date.parse(lastGood.createdAt))
  return !hasGotIn && user?.authenticationMethod === 'sso' && strategy?.enabled === true && strategy.displayOnLoginPage === false
    ? [problem('trace.provider.hidden', { person, provider: providerText(strategy) }, providerEvidence(strategy))]
    : []
}

function providerEvidence({ displayOnLoginPage, protocol }: StrategyFacts) {
  return [
    seen('Protocol', protocol),
    seen('Button displayed', displayOnLoginPage === undefined ? 'the site does not say' : displayOnLoginPage ? 'yes' : 'no')
  ]
}

function nameCauses({ person, rename, mismatch, double }: PersonFindings): readonly Problem[] {
  return [
    ...(rename?.isSure === true ? [problem('trace.name.changed', { person, name: rename.newName, how: rename.how }, rename.evidence)] : []),
    ...(mismatch === undefined ? [] : [problem('trace.identity.differs', { person, sentence: mismatch.sentence }, mismatch.evidence)]),
    ...(double === undefined
      ? []
      : [
          problem(
            'trace.account.doubled',
            {
              person,
              other: double.other.username,
              how: double.how,
              arrives: double.signsInTo === undefined ? '' : ` The last sign-in reached ${double.signsInTo}.`
            },
            double.evidence
          )
        ])
  ]
}

/** A guess, which stands behind everything that is known. */
function perhapsRenamed({ person, rename }: PersonFindings): readonly Problem[] {
  if (rename === undefined || rename.isSure) return []
  return [problem('trace.name.perhaps-changed', { person, name: rename.newName, how: rename.how }, rename.evidence)]
}

/** The last sign-in counts: what has worked since is repaired. */
function signInCauses({ strategies }: TraceFacts, { events, user }: PersonFindings): readonly Problem[] {
  const last = events.sso.find((event) => endOfSignIn(event) !== 'neutral')
  const found = last === undefined || isGotOver(last, user) ? undefined : signInProblem(last, strategies)
  return found === undefined ? [] : [found]
}

function methodCauses(facts: TraceFacts, findings: PersonFindings): readonly Problem[] {
  const { user, person, provider, events } = findings
  const { strategy } = provider
  if (user === undefined || strategy === undefined) return []
  if (user.authenticationMethod !== 'sso') {
    if (!strategy.enabled || isMeantToHavePassword(facts, findings, user)) return []
    const method = user.authenticationMethod === '' ? 'not told' : user.authenticationMethod
    const evidence = [seen('Authentication method', method), seen('Sign-in events of the person', events.sso.length)]
    return [problem('trace.method.not-sso', { person, method, provider: providerText(strategy) }, evidence)]
  }
  const others = facts.strategies.filter(({ id, provider }) => id !== strategy.id && provider === 'azure')
  const last = events.sso.find((event) => endOfSignIn(event) !== 'neutral')
  // What went well was no mistake: the account was moved since.
  if (last === undefined || endOfSignIn(last) === 'good' || isGotOver(last, user)) return []
  const cameBy = others.find(({ label }) => label !== '' && label !== strategy.label && label === last.providerLabel)
  return cameBy === undefined
    ? []
    : [
        problem('trace.method.other-provider', { person, provider: providerText(strategy), other: providerText(cameBy) }, [
          seen('Provider of the last sign-in', providerText(cameBy))
        ])
      ]
}

/** An administrator with a password is the way in that stays open; and of somebody who gets in, nothing may speak of Entra ID at all. */
function isMeantToHavePassword({ now, directory }: TraceFacts, { events, identity }: PersonFindings, user: UserFacts): boolean {
  if (events.sso.length > 0) return false
  if (user.siteAdmin === true) return true
  const isKnownThere = events.scim.length > 0 || identity !== undefined || (directory.kind === 'found' && directory.row.dn !== '')
  const hasGotIn = user.lastLoginAt !== undefined && Date.parse(now) - Date.parse(user.lastLoginAt) <= TRACE_DAYS * 86_400_000
  return hasGotIn && !isKnownThere && user.externallyManaged !== true
}

const stateTexts: Readonly<Partial<Record<WarningCode, string>>> = {
  expired: 'has expired',
  locked: 'is locked',
  'password-expired': 'has a password that has expired'
}

function directoryCauses({ directory }: TraceFacts, { person, user }: PersonFindings): readonly Problem[] {
  if (directory.kind !== 'found' || isNamesakeOnly(directory.row, user)) return []
  const { row, trace, isOn } = directory
  const entry = [seenAboutPeople('Entry', row.dn === '' ? 'none' : row.dn)]
  const states = [
    ...(row.reason === 'disabled-in-directory' ? ['is disabled'] : []),
    ...row.warnings.flatMap((warning) => stateTexts[warning] ?? [])
  ]
  const [state] = states
  return [
    ...(state === undefined ? [] : [problem('trace.directory.state', { person, state }, entry)]),
    ...(isOn && state === undefined && isNotTaken(row.outcome, row.reason)
      ? [
          problem(
            'trace.sync.leaves-out',
            {
              person,
              sentence: trace.headline,
              remedy: trace.remedy === '' ? 'If this is not meant, look at the rules of the sync.' : trace.remedy
            },
            entry
          )
        ]
      : [])
  ]
}

function isNotTaken(outcome: string, reason: string): boolean {
  return outcome === 'left-out' || outcome === 'disable' || outcome === 'delete' || reason === 'same-username-twice'
}

function missingCauses({ directory, areUsersCut }: TraceFacts, { user, person, events, rename }: PersonFindings): readonly Problem[] {
  if (user !== undefined || rename !== undefined || areUsersCut) return []
  const known =
    directory.kind === 'found'
      ? 'The directory knows'
      : events.scim.length > 0
        ? 'Entra ID has asked for'
        : events.sso.length > 0
          ? 'Somebody tried to sign in as'
          : 'The table of people has'
  return [problem('trace.account.missing', { person, known }, [seen('Users of this name or mail', 0)])]
}

const DIFFERING: ReadonlySet<string> = new Set([
  'mail-unlike-upn',
  'ldap-unlike-sign-in',
  'account-under-other-name',
  'two-people-one-name',
  'guest',
  'no-name'
])

function identityCauses({ identity, person }: PersonFindings): readonly Problem[] {
  if (identity === undefined || !DIFFERING.has(identity.class)) return []
  const names = Object.entries(identity.names).map(([way, name]) => seenAboutPeople(`By ${way.toUpperCase()}`, name))
  return [problem('trace.identity.differs', { person, sentence: identity.sentence }, names)]
}
