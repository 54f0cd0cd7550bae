import { NO_ROW } from '../preview/preview-codes.ts'
import type { PeopleClasses } from './classify-people.ts'
import type { IdentityPeople } from './identity-people.ts'
import type { IdentityRules, IdentityWayView, NamingWay } from './identity-views.ts'
import type { NameKeys } from './name-keys.ts'
import { hasLdapNames, type NameSlot, slotOf } from './person-names.ts'
import { keyIn, strangerNamed } from './slot-keys.ts'

export type WayCounts = Pick<IdentityWayView, 'kept' | 'doubled' | 'created' | 'failing'>

interface Basis {
  readonly keys: NameKeys
  readonly accounts: Pick<PeopleClasses, 'accountOf' | 'otherAccountOf' | 'claimantOf'>
}

/** What each way alone would do, whether it is in use or not. All four numbers of LDAP are 0 where nothing is known of it. */
export function countWays(people: IdentityPeople, rules: IdentityRules, basis: Basis): Readonly<Record<NamingWay, WayCounts>> {
  const of = (slot: NameSlot): WayCounts => countSlot(slot, people.count, rules, basis)
  const signIn = of(slotOf('saml'))
  const ldap = hasLdapNames(rules, people) ? of('ldap') : { kept: 0, doubled: 0, created: 0, failing: 0 }
  return { saml: signIn, oauth: signIn, jit: signIn, scim: of('scim'), ldap }
}

function countSlot(slot: NameSlot, people: number, rules: IdentityRules, { keys, accounts }: Basis): WayCounts {
  const named = new Uint32Array(keys.count)
  const isTaken = new Uint8Array(keys.count)
  const claimants = new Uint32Array(keys.count).fill(NO_ROW)
  for (let user = 0; user < accounts.claimantOf.length; user += 1) {
    const key = keys.ofUsername(user)
    const claimant = accounts.claimantOf[user] ?? NO_ROW
    if (key === NO_ROW) continue
    isTaken[key] = 1
    if (claimant !== NO_ROW) claimants[key] = claimant
  }
  for (let person = 0; person < people; person += 1) {
    const key = keyIn(slot, keys, person, rules)
    if (key !== NO_ROW) named[key] = (named[key] ?? 0) + 1
  }
  const counts = { kept: 0, doubled: 0, created: 0, failing: 0 }
  for (let person = 0; person < people; person += 1) {
    const key = keyIn(slot, keys, person, rules)
    const own = [accounts.accountOf[person] ?? NO_ROW, accounts.otherAccountOf[person] ?? NO_ROW].filter((user) => user !== NO_ROW)
    const isOwn = own.some((user) => keys.ofUsername(user) === key) || claimants[key] === person
    if (key === NO_ROW || (named[key] ?? 0) > 1 || strangerNamed(key, keys, person) !== NO_ROW) counts.failing += 1
    else if (isOwn) counts.kept += 1
    // An account of that name is somebody else’s.
    else if (isTaken[key] === 1) counts.failing += 1
    else if (own.length > 0) counts.doubled += 1
    else counts.created += 1
  }
  return counts
}
