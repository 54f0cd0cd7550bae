import type { DecisionInput } from './decision-input.ts'
import { accountState } from './directory-snapshot.ts'
import { isManaged } from './match-users.ts'
import { bareDomain, comparableText, hasDoubleSuffix, plainAscii, serviceUsername } from './name-person.ts'
import { placePersonTexts, placeUserTexts } from './person-texts.ts'
import { NO_ROW, warningBit } from './preview-codes.ts'
import { siteUserState } from './site-users.ts'
import { foldedByte, TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

/** Bits of what is odd about a person without deciding anything. Of people outside the scope only that their user is an administrator. */
export function createPersonWarnings(input: DecisionInput): (person: number) => number {
  const { snapshot, site, rules, scope, match } = input
  const { people } = snapshot
  const nameWarnings = createNameWarnings(input)
  return (person) => {
    const user = match.userOfPerson[person] ?? NO_ROW
    let bits = site !== undefined && user !== NO_ROW && (site.state(user) & siteUserState.siteAdmin) !== 0 ? ADMINISTRATOR : 0
    const against = scope.reasonAgainst(person)
    if (against === 'not-in-required-groups' || against === 'disabled-in-directory') return bits

    const userOfName = match.isRenamed[person] === 1 ? NO_ROW : user
    bits |= nameWarnings(person, userOfName)
    if (people.extraUsernames(person) > 0) bits |= SEVERAL_USERNAMES
    const state = people.state(person)
    if ((state & accountState.expired) !== 0) bits |= EXPIRED
    if ((state & accountState.locked) !== 0) bits |= LOCKED
    if ((state & accountState.passwordExpired) !== 0) bits |= PASSWORD_EXPIRED
    if (site !== undefined && user !== NO_ROW && !isManaged(site, user, rules)) bits |= MATCHES_UNMANAGED_USER
    return bits
  }
}

/** What is odd about user name and mail. `user`: whose user name is compared. */
function createNameWarnings({ snapshot: { people }, site, rules }: DecisionInput): (person: number, user: number) => number {
  const placePerson = placePersonTexts(people)
  const placeUser = placeUserTexts(site)
  const domain = bareDomain(rules.domain)
  const suffix = domain === '' ? '' : `@${domain}`
  const suffixBytes = encodeUtf8(suffix)
  const value = new TextSpan()
  const mail = new TextSpan()
  const onSite = new TextSpan()

  /** Only for what is plain of user name and mail: nearly everybody. Makes no texts. */
  const ofBytes = (user: number): number => {
    const hasAt = value.includes(AT_SIGN)
    let bits = hasAt && suffix !== '' ? DOUBLE_SUFFIX : 0
    if (mail.length === 0) bits |= MAIL_MISSING
    else if ((hasAt || suffix !== '') && !isJoined(mail, value, suffixBytes, true)) bits |= MAIL_UNLIKE_USERNAME
    if (user === NO_ROW) return bits
    placeUser(user, 'username', onSite)
    return isJoined(onSite, value, suffixBytes, false) ? bits : bits | CASE_DIFFERS
  }
  const ofTexts = (person: number, user: number): number => {
    const username = serviceUsername(people.text(person, 'username'), rules.domain)
    const address = people.text(person, 'mail').trim()
    let bits = hasDoubleSuffix(people.text(person, 'username'), rules.domain) ? DOUBLE_SUFFIX : 0
    if (address === '') bits |= MAIL_MISSING
    else if (username.includes('@') && address !== username && comparableText(address) !== comparableText(username))
      bits |= MAIL_UNLIKE_USERNAME
    return user === NO_ROW || site?.text(user, 'username') === username ? bits : bits | CASE_DIFFERS
  }
  const isPlainSuffix = plainAscii.test(suffix)
  return (person, user) => {
    placePerson(person, 'username', value)
    placePerson(person, 'mail', mail)
    return isPlainSuffix && value.length > 0 && value.isPlain && mail.isPlain ? ofBytes(user) : ofTexts(person, user)
  }
}

/** Whether a text is one text followed by another. `isCaseFree`: the letters of ASCII count without regard to case. */
function isJoined({ bytes, start, end }: TextSpan, first: TextSpan, second: Uint8Array, isCaseFree: boolean): boolean {
  const length = first.length
  if (end - start !== length + second.length) return false
  for (let index = 0; index < end - start; index += 1) {
    const byte = bytes[start + index] ?? 0
    const wanted = (index < length ? first.bytes[first.start + index] : second[index - length]) ?? 0
    if (byte !== wanted && (!isCaseFree || foldedByte(byte) !== foldedByte(wanted))) return false
  }
  return true
}

const AT_SIGN = 0x40
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
