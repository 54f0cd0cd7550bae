import { accountState, type PeopleTable } from './directory-snapshot.ts'
import { bareDomain, comparableText, hasDoubleSuffix, LONGEST_USERNAME, plainAscii, serviceUsername, usernameFault } from './name-person.ts'
import { placePersonTexts } from './person-texts.ts'
import { warningBit, warningCodes } from './preview-codes.ts'
import { isJoined } from './same-text.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

/**
 * What is to be said of a person without looking at any user or group: bits of warnings, and one of `faultBit` when the name that she has is no
 * good by our limits. That there is no name is seen elsewhere.
 */
export function createAboutPerson(people: PeopleTable, domain: string): (person: number) => number {
  const ofName = createNameBits(people, domain)
  return (person) => {
    let bits = ofName(person)
    if (people.extraUsernames(person) > 0) bits |= SEVERAL_USERNAMES
    const state = people.state(person)
    if ((state & accountState.expired) !== 0) bits |= EXPIRED
    if ((state & accountState.locked) !== 0) bits |= LOCKED
    if ((state & accountState.passwordExpired) !== 0) bits |= PASSWORD_EXPIRED
    return bits
  }
}

/** Beside the bits of warnings. */
export const faultBit = {
  'username-too-long': 1 << warningCodes.length,
  'username-forbidden-characters': 2 << warningCodes.length
} as const

/** What is odd about user name and mail. */
function createNameBits(people: PeopleTable, domain: string): (person: number) => number {
  const placePerson = placePersonTexts(people)
  const suffix = bareDomain(domain) === '' ? '' : `@${bareDomain(domain)}`
  const suffixBytes = encodeUtf8(suffix)
  const isPlainSuffix = plainAscii.test(suffix) && usernameFault(`x${suffix}`) === undefined
  const most = LONGEST_USERNAME - suffix.length
  const value = new TextSpan()
  const mail = new TextSpan()

  const ofTexts = (person: number): number => {
    const written = people.text(person, 'username')
    const username = serviceUsername(written, domain)
    const fault = usernameFault(username)
    const address = people.text(person, 'mail').trim()
    let bits = hasDoubleSuffix(written, domain) ? DOUBLE_SUFFIX : 0
    if (fault !== undefined && fault !== 'no-username') bits |= faultBit[fault]
    if (address === '') bits |= MAIL_MISSING
    else if (username.includes('@') && address !== username && comparableText(address) !== comparableText(username))
      bits |= MAIL_UNLIKE_USERNAME
    return bits
  }
  return (person) => {
    placePerson(person, 'username', value)
    placePerson(person, 'mail', mail)
    // Nearly everybody has a name of which bytes tell everything; then no texts are made.
    const isPlain = isPlainSuffix && value.length > 0 && value.length <= most && isGoodName(value) && mail.isPlain
    if (!isPlain) return ofTexts(person)
    const hasAt = value.includes(AT_SIGN)
    const bits = hasAt && suffix !== '' ? DOUBLE_SUFFIX : 0
    if (mail.length === 0) return bits | MAIL_MISSING
    return (hasAt || suffix !== '') && !isJoined(mail, value, suffixBytes, true) ? bits | MAIL_UNLIKE_USERNAME : bits
  }
}

/** Nothing that `usernameFault` forbids, as far as plain bytes tell. */
function isGoodName(value: TextSpan): boolean {
  return value.isPlain && !value.includes(SLASH) && !value.includes(BACKSLASH) && !value.includes(COMMA)
}

const SLASH = 0x2f
const BACKSLASH = 0x5c
const COMMA = 0x2c
const AT_SIGN = 0x40
const DOUBLE_SUFFIX = warningBit('double-suffix')
const MAIL_MISSING = warningBit('mail-missing')
const MAIL_UNLIKE_USERNAME = warningBit('mail-unlike-username')
const SEVERAL_USERNAMES = warningBit('several-usernames')
const EXPIRED = warningBit('expired')
const LOCKED = warningBit('locked')
const PASSWORD_EXPIRED = warningBit('password-expired')
