import { NO_ROW } from '../preview/preview-codes.ts'
import { comparableText, serviceUsername } from '../preview/name-person.ts'
import type { SiteUsers } from '../preview/site-users.ts'
import type { IdentityPeople } from './identity-people.ts'
import type { IdentityRules } from './identity-views.ts'
import { hasLdapNames, isGuestUpn, provisionedUpn } from './person-names.ts'

/** The names of a person that an account could have. */
const personNames = ['upn', 'provisioned', 'mail', 'ldap'] as const

export type PersonNameKind = (typeof personNames)[number]

/** Numbers for names: two names have the same number exactly when they are the same but for capitals and the spelling of accents. */
export interface NameKeys {
  /** Numbers are smaller than this. */
  readonly count: number
  /** `NO_ROW`: the person has no such name. */
  ofPerson(person: number, kind: PersonNameKind): number
  ofUsername(user: number): number
  ofEmail(user: number): number
  readonly owners: NameOwners
  /** Who alone has the name in any of their names; `NO_ROW`: nobody, or several. */
  soleOwner(key: number): number
  /** Whose user principal name it is; of several the first. `NO_ROW`: nobody’s. */
  personOfUpn(key: number): number
}

/** By number of a name: people who have it in any of their names, each counted once. */
export type NameOwners = Uint32Array

export function createNameKeys(people: IdentityPeople, users: SiteUsers | undefined, rules: IdentityRules): NameKeys {
  const known = new Map<string, number>()
  const keyOf = (text: string): number => {
    const comparable = alreadyComparable.test(text) ? text : comparableText(text)
    if (comparable === '') return NO_ROW
    const key = known.get(comparable)
    if (key !== undefined) return key
    known.set(comparable, known.size)
    return known.size - 1
  }
  const domain = hasLdapNames(rules, people) ? rules.ldap?.domain : undefined
  const ofPeople = new Uint32Array(people.count * personNames.length)
  for (let person = 0, at = 0; person < people.count; person += 1, at += personNames.length) {
    const upn = people.text(person, 'upn')
    const mail = people.text(person, 'mail')
    const upnKey = keyOf(upn)
    ofPeople[at + placeOf.upn] = upnKey
    // For nearly everybody all of these are one text.
    ofPeople[at + placeOf.provisioned] = isGuestUpn(upn) ? keyOf(provisionedUpn(upn)) : upnKey
    ofPeople[at + placeOf.mail] = mail === upn ? upnKey : keyOf(mail)
    ofPeople[at + placeOf.ldap] = domain === undefined ? NO_ROW : keyOf(serviceUsername(people.text(person, 'ldapName'), domain))
  }
  const userCount = users?.count ?? 0
  const usernames = new Uint32Array(userCount)
  const emails = new Uint32Array(userCount)
  for (let user = 0; user < userCount; user += 1) {
    usernames[user] = keyOf(users?.text(user, 'username') ?? '')
    emails[user] = keyOf(users?.text(user, 'email') ?? '')
  }
  const { owners, lastOwner } = countOwners(ofPeople, known.size)
  const upnOwner = firstOfUpn(ofPeople, known.size)
  return {
    count: known.size,
    ofPerson: (person, kind) => ofPeople[person * personNames.length + placeOf[kind]] ?? NO_ROW,
    ofUsername: (user) => usernames[user] ?? NO_ROW,
    ofEmail: (user) => emails[user] ?? NO_ROW,
    owners,
    soleOwner: (key) => (owners[key] === 1 ? (lastOwner[key] ?? NO_ROW) : NO_ROW),
    personOfUpn: (key) => upnOwner[key] ?? NO_ROW
  }
}

/** Nothing to be folded, as most names: lower-case ASCII without spaces. */
const alreadyComparable = /^[!-@[-~]+$/

const placeOf: Readonly<Record<PersonNameKind, number>> = { upn: 0, provisioned: 1, mail: 2, ldap: 3 }

function firstOfUpn(ofPeople: Uint32Array, count: number): Uint32Array {
  const first = new Uint32Array(count).fill(NO_ROW)
  for (let person = 0, at = placeOf.upn; at < ofPeople.length; person += 1, at += personNames.length) {
    const key = ofPeople[at] ?? NO_ROW
    if (key !== NO_ROW && first[key] === NO_ROW) first[key] = person
  }
  return first
}

function countOwners(ofPeople: Uint32Array, count: number): { readonly owners: NameOwners; readonly lastOwner: Uint32Array } {
  const owners = new Uint32Array(count)
  const lastOwner = new Uint32Array(count).fill(NO_ROW)
  for (let row = 0; row < ofPeople.length; row += 1) {
    const key = ofPeople[row] ?? NO_ROW
    const person = Math.floor(row / personNames.length)
    if (key === NO_ROW || lastOwner[key] === person) continue
    lastOwner[key] = person
    owners[key] = (owners[key] ?? 0) + 1
  }
  return { owners, lastOwner }
}
