import { NO_ROW } from '../preview/preview-codes.ts'
import type { SiteUsers } from '../preview/site-users.ts'
import { createAccountFinder } from './find-accounts.ts'
import type { IdentityPeople } from './identity-people.ts'
import { type IdentityClass, identityClasses, type IdentityRules, type NamingWay } from './identity-views.ts'
import type { NameKeys } from './name-keys.ts'
import { isGuestUpn, nameIn, type NameSlot, nameSlots, slotOf } from './person-names.ts'
import { keyIn, strangerNamed } from './slot-keys.ts'

export interface PeopleClasses {
  /** By person, the place in `identityClasses`. */
  readonly classOfPerson: Uint8Array
  /** By person; `NO_ROW`: none. Where the person has several, the one that the ways in use would take comes first. */
  readonly accountOf: Uint32Array
  readonly otherAccountOf: Uint32Array
  /** By person: somebody else with whom a name or an account is shared; `NO_ROW`: nobody. */
  readonly sharedWith: Uint32Array
  /** By user: whether it is the account, or the other account, of somebody. */
  readonly isShown: Uint8Array
  /** By user who is not shown: whose further account it is; `NO_ROW`: nobody’s. */
  readonly claimantOf: Uint32Array
  /** Guests who get a second account, or have one: two names, or an account that is called otherwise. */
  readonly doubledGuests: number
  /** Of those the ones whom the ways in use call differently. */
  readonly guestsOfTwoNames: number
  /** People of the class `mail-unlike-upn` whom the ways in use call differently; the others only have a mail unlike the name. */
  readonly unlikeInUse: number
}

interface Basis {
  readonly keys: NameKeys
  readonly waysInUse: readonly NamingWay[]
}

/**
 * The first that fits, in this order: no name at all; a name or an account that two people have; a way in use without a name; a guest; names that
 * differ between the ways in use; an account under another name, or two; a mail unlike the user principal name where the sign-in takes the latter,
 * because Files.com describes sign-ins that look for the mail all the same; no mail; and then what there is nothing to be done about.
 */
export function classifyPeople(
  people: IdentityPeople,
  users: SiteUsers | undefined,
  rules: IdentityRules,
  { keys, waysInUse }: Basis
): PeopleClasses {
  const slots = nameSlots.filter((slot) => waysInUse.some((way) => slotOf(way) === slot))
  const { count } = people
  const found = {
    classOfPerson: new Uint8Array(count),
    accountOf: new Uint32Array(count).fill(NO_ROW),
    otherAccountOf: new Uint32Array(count).fill(NO_ROW),
    isShown: new Uint8Array(users?.count ?? 0),
    claimantOf: new Uint32Array(users?.count ?? 0).fill(NO_ROW)
  }
  const usedKeysOf = (person: number): readonly number[] => distinctKeys(keys, person, slots, rules)
  const findAccounts = createAccountFinder(keys, users, rules)
  const sharedWith = findSharers(count, keys, usedKeysOf)
  const counts = { doubledGuests: 0, guestsOfTwoNames: 0, unlikeInUse: 0 }

  for (let person = 0; person < count; person += 1) {
    const [account = NO_ROW, other = NO_ROW, ...further] = findAccounts(person, usedKeysOf(person))
    found.accountOf[person] = account
    found.otherAccountOf[person] = other
    if (account !== NO_ROW) found.isShown[account] = 1
    if (other !== NO_ROW) found.isShown[other] = 1
    for (const user of further) found.claimantOf[user] = person
  }
  shareByMailOfAccount(sharedWith, keys, found.accountOf)

  for (let person = 0; person < count; person += 1) {
    const usedKeys = usedKeysOf(person)
    const account = found.accountOf[person] ?? NO_ROW
    const other = found.otherAccountOf[person] ?? NO_ROW
    const facts = { person, slots, usedKeys, account, other, isShared: sharedWith[person] !== NO_ROW }
    const name = classOf({ people, users, rules, keys }, facts)
    const isOfTwoNames = usedKeys.length > 1
    if (name === 'guest' && isOfTwoNames) counts.guestsOfTwoNames += 1
    if (name === 'guest' && (isOfTwoNames || isUnderOtherName(keys, facts))) counts.doubledGuests += 1
    if (name === 'mail-unlike-upn' && isOfTwoNames) counts.unlikeInUse += 1
    found.classOfPerson[person] = identityClasses.indexOf(name)
  }
  return { ...found, sharedWith, ...counts }
}

interface World {
  readonly people: IdentityPeople
  readonly users: SiteUsers | undefined
  readonly rules: IdentityRules
  readonly keys: NameKeys
}

interface PersonSeen {
  readonly person: number
  readonly slots: readonly NameSlot[]
  readonly usedKeys: readonly number[]
  readonly account: number
  readonly other: number
  readonly isShared: boolean
}

function classOf(world: World, seen: PersonSeen): IdentityClass {
  const { keys, rules, people } = world
  const { person, slots, usedKeys, account } = seen
  const key = (slot: NameSlot): number => (slots.includes(slot) ? keyIn(slot, keys, person, rules) : NO_ROW)
  if (usedKeys.length === 0) return 'no-name'
  if (seen.isShared) return 'two-people-one-name'
  const hasMail = keys.ofPerson(person, 'mail') !== NO_ROW
  // An empty mail has a class of its own.
  if (slots.some((slot) => key(slot) === NO_ROW && !(slot === 'scim' && rules.scimUserName === 'mail'))) return 'no-name'
  const isByUpn = slots.some((slot) => isNamedByUpn(slot, keys, person, rules))
  if (isByUpn && isGuestUpn(people.text(person, 'upn'))) return 'guest'
  if (usedKeys.length > 1) return differ(key('sign-in'), key('scim')) ? 'mail-unlike-upn' : 'ldap-unlike-sign-in'
  if (isUnderOtherName(keys, seen)) return 'account-under-other-name'
  if (hasMail && slots.includes('sign-in') && key('sign-in') !== keys.ofPerson(person, 'mail')) return 'mail-unlike-upn'
  if (!hasMail && isMailWanted(slots, rules)) return 'mail-empty'
  if (account === NO_ROW) return 'new'
  return isLetterByLetter(world, seen) ? 'same' : 'case-only'
}

/** The account is called otherwise than the ways in use say, or there is a second one. */
function isUnderOtherName(keys: NameKeys, { usedKeys, account, other }: Pick<PersonSeen, 'usedKeys' | 'account' | 'other'>): boolean {
  return account !== NO_ROW && (other !== NO_ROW || !usedKeys.includes(keys.ofUsername(account)))
}

function differ(one: number, other: number): boolean {
  return one !== NO_ROW && other !== NO_ROW && one !== other
}

function isNamedByUpn(slot: NameSlot, keys: NameKeys, person: number, rules: IdentityRules): boolean {
  if (slot === 'ldap') return false
  if (slot === 'scim') return rules.scimUserName === 'upn'
  return rules.nameId === 'upn' || keys.ofPerson(person, 'mail') === NO_ROW
}

function isMailWanted(slots: readonly NameSlot[], { nameId, scimUserName }: IdentityRules): boolean {
  return (slots.includes('sign-in') && nameId === 'mail') || (slots.includes('scim') && scimUserName === 'mail')
}

function isLetterByLetter({ people, users, rules }: World, { person, slots, account }: PersonSeen): boolean {
  const username = users?.text(account, 'username') ?? ''
  const parts = { upn: people.text(person, 'upn'), mail: people.text(person, 'mail'), ldapName: people.text(person, 'ldapName') }
  return slots.every((slot) => {
    const name = nameIn(slot, parts, rules)
    return name === '' || name === username
  })
}

/** Of the ways in use, each name once, in the order of the ways. */
function distinctKeys(keys: NameKeys, person: number, slots: readonly NameSlot[], rules: IdentityRules): readonly number[] {
  const distinct: number[] = []
  for (const slot of slots) {
    const key = keyIn(slot, keys, person, rules)
    if (key !== NO_ROW && !distinct.includes(key)) distinct.push(key)
  }
  return distinct
}

/** People whom ways in use call the same; and those whom one calls by their mail as somebody else is called in Entra ID. */
function findSharers(count: number, keys: NameKeys, usedKeysOf: (person: number) => readonly number[]): Uint32Array {
  const first = new Uint32Array(keys.count).fill(NO_ROW)
  const sharedWith = new Uint32Array(count).fill(NO_ROW)
  const takenBy = new Uint32Array(keys.count).fill(NO_ROW)
  for (let person = 0; person < count; person += 1)
    for (const key of usedKeysOf(person)) {
      const other = first[key] ?? NO_ROW
      if (other === NO_ROW) first[key] = person
      else share(sharedWith, person, other)
      const stranger = strangerNamed(key, keys, person)
      if (stranger === NO_ROW) continue
      share(sharedWith, person, stranger)
      takenBy[key] = person
    }
  // Of several people with one user principal name the first was found above.
  for (let person = 0; person < count; person += 1) {
    const taker = takenBy[keys.ofPerson(person, 'upn')] ?? NO_ROW
    if (taker !== NO_ROW) share(sharedWith, person, taker)
  }
  return sharedWith
}

/**
 * An account that is called like one person and has the mail of another, who has no account: one of them was renamed, or got the name of somebody
 * who left. Whoever signs in would land in the files of the other.
 */
function shareByMailOfAccount(sharedWith: Uint32Array, keys: NameKeys, accountOf: Uint32Array): void {
  for (let person = 0; person < accountOf.length; person += 1) {
    const account = accountOf[person] ?? NO_ROW
    const email = account === NO_ROW ? NO_ROW : keys.ofEmail(account)
    const other = email === NO_ROW ? NO_ROW : keys.soleOwner(email)
    if (other !== NO_ROW && other !== person && accountOf[other] === NO_ROW) share(sharedWith, person, other)
  }
}

function share(sharedWith: Uint32Array, one: number, other: number): void {
  if (sharedWith[one] === NO_ROW) sharedWith[one] = other
  if (sharedWith[other] === NO_ROW) sharedWith[other] = one
}
