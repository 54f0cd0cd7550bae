import type { DecisionInput } from './decision-input.ts'
import { accountState } from './directory-snapshot.ts'
import { isManaged } from './match-users.ts'
import { comparableText, hasDoubleSuffix, serviceUsername } from './name-person.ts'
import { NO_ROW, warningBit } from './preview-codes.ts'
import { siteUserState } from './site-users.ts'

/** Bits of what is odd about a person without deciding anything. Of people outside the scope only that their user is an administrator. */
export function personWarnings({ snapshot: { people }, site, rules, scope, match }: DecisionInput, person: number): number {
  const user = match.userOfPerson[person] ?? NO_ROW
  let bits = site !== undefined && user !== NO_ROW && (site.state(user) & siteUserState.siteAdmin) !== 0 ? ADMINISTRATOR : 0
  const against = scope.reasonAgainst(person)
  if (against === 'not-in-required-groups' || against === 'disabled-in-directory') return bits

  const value = people.text(person, 'username')
  const username = serviceUsername(value, rules.domain)
  if (hasDoubleSuffix(value, rules.domain)) bits |= DOUBLE_SUFFIX
  const mail = people.text(person, 'mail').trim()
  if (mail === '') bits |= MAIL_MISSING
  else if (username.includes('@') && mail !== username && comparableText(mail) !== comparableText(username)) bits |= MAIL_UNLIKE_USERNAME
  if (people.extraUsernames(person) > 0) bits |= SEVERAL_USERNAMES
  const state = people.state(person)
  if ((state & accountState.expired) !== 0) bits |= EXPIRED
  if ((state & accountState.locked) !== 0) bits |= LOCKED
  if ((state & accountState.passwordExpired) !== 0) bits |= PASSWORD_EXPIRED
  if (site === undefined || user === NO_ROW) return bits
  if (match.isRenamed[person] !== 1 && site.text(user, 'username') !== username) bits |= CASE_DIFFERS
  if (!isManaged(site, user, rules)) bits |= MATCHES_UNMANAGED_USER
  return bits
}

const DOUBLE_SUFFIX = warningBit('double-suffix')
const MAIL_MISSING = warningBit('mail-missing')
const MAIL_UNLIKE_USERNAME = warningBit('mail-unlike-username')
const SEVERAL_USERNAMES = warningBit('several-usernames')
const EXPIRED = warningBit('expired')
const LOCKED = warningBit('locked')
const PASSWORD_EXPIRED = warningBit('password-expired')
const CASE_DIFFERS = warningBit('case-differs')
const MATCHES_UNMANAGED_USER = warningBit('matches-unmanaged-user')
const ADMINISTRATOR = warningBit('administrator')
