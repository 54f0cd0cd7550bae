import { NO_ROW } from '../preview/preview-codes.ts'
import type { SiteUsers } from '../preview/site-users.ts'
import { createAccountFinder } from './find-accounts.ts'
import type { IdentityPeople } from './identity-people.ts'
import { type IdentityClass, identityClasses, type IdentityRules, type NamingWay } from './identity-views.ts'
import type { NameKeys } from './name-keys.ts'
import { isGuestUpn, nameIn, type NameSlot, nameSlots, slotOf } from './person-names.ts'
import { keyIn } from './slot-keys.ts'

export interface PeopleClasses {
  /** By person, the place in `identityClasses`. */
  readonly classOfPerson: Uint8Array
  /** By person; `NO_ROW`: none. Where the person has several, the one that the ways in use would take comes first. */
  readonly accountOf: Uint32Array
  readonly otherAccountOf: Uint32Array
  /** By person: somebody else whom a way in use calls the same; `NO_ROW`: nobody. */
  readonly sharedWith: Uint32Array
  /** By user: whether it is the account, or the other account, of somebody. */
  readonly isShown: Uint8Array
  /** By user who is not shown: whose further account it is; `NO_ROW`: nobody’s. */
  readonly claimantOf: Uint32Array
  /** Guests whom the ways in use call differently. */
  readonly doubledGuests: number
}

interface Basis {
  readonly keys: NameKeys
  readonly waysInUse: readonly NamingWay[]
}

/**
 * The first that fits, in this order: no name; a name that two people have; a guest; names that differ between the ways in use; an account under
 * another name, or two; no mail; and then what there is nothing to be done about.
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
  const sharedWith = findSharers(count, keys.count, usedKeysOf)
  const findAccounts = createAccountFinder(keys, users, rules)
  let doubledGuests = 0

  for (let person = 0; person < count; person += 1) {
    const usedKeys = usedKeysOf(person)
    const accounts = findAccounts(person, usedKeys)
    const [account = NO_ROW, other = NO_ROW, ...further] = accounts
    found.accountOf[person] = account
    found.otherAccountOf[person] = other
    if (account !== NO_ROW) found.isShown[account] = 1
    if (other !== NO_ROW) found.isShown[other] = 1
    for (const user of further) found.claimantOf[user] = person
    const facts = { person, slots, usedKeys, account, other, isShared: sharedWith[person] !== NO_ROW }
    const name = classOf({ people, users, rules, keys }, facts)
    if (name === 'guest' && usedKeys.length > 1) doubledGuests += 1
    found.classOfPerson[person] = identityClasses.indexOf(name)
  }
  return { ...found, sharedWith, doubledGuests }
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
  const { person, slots, usedKeys, account, other } = seen
  const key = (slot: NameSlot): number => (slots.includes(slot) ? keyIn(slot, keys, person, rules) : NO_ROW)
  if (usedKeys.length === 0 || (slots.includes('sign-in') && key('sign-in') === NO_ROW)) return 'no-name'
  if (seen.isShared) return 'two-people-one-name'
  const isByUpn = slots.some((slot) => isNamedByUpn(slot, keys, person, rules))
  if (isByUpn && isGuestUpn(people.text(person, 'upn'))) return 'guest'
  if (usedKeys.length > 1) return differ(key('sign-in'), key('scim')) ? 'mail-unlike-upn' : 'ldap-unlike-sign-in'
  if (account !== NO_ROW && (other !== NO_ROW || keys.ofUsername(account) !== usedKeys[0])) return 'account-under-other-name'
  if (keys.ofPerson(person, 'mail') === NO_ROW && isMailWanted(slots, rules)) return 'mail-empty'
  if (account === NO_ROW) return 'new'
  return isLetterByLetter(world, seen) ? 'same' : 'case-only'
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

function findSharers(count: number, keyCount: number, usedKeysOf: (person: number) => readonly number[]): Uint32Array {
  const first = new Uint32Array(keyCount).fill(NO_ROW)
  const sharedWith = new Uint32Array(count).fill(NO_ROW)
  for (let person = 0; person < count; person += 1)
    for (const key of usedKeysOf(person)) {
      const other = first[key] ?? NO_ROW
      if (other === NO_ROW) first[key] = person
      else {
        if (sharedWith[person] === NO_ROW) sharedWith[person] = other
        if (sharedWith[other] === NO_ROW) sharedWith[other] = person
      }
    }
  return sharedWith
}
