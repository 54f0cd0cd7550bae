import { NO_ROW } from '../preview/preview-codes.ts'
import type { PeopleClasses } from './classify-people.ts'
import type { IdentityPeople } from './identity-people.ts'
import type { IdentityRules, IdentityWayView, NamingWay } from './identity-views.ts'
import type { NameKeys } from './name-keys.ts'
import { hasLdapNames, type NameSlot, slotOf } from './person-names.ts'
import { keyIn } from './slot-keys.ts'

export type WayCounts = Pick<IdentityWayView, 'kept' | 'doubled' | 'created' | 'failing'>

interface Basis {
  readonly keys: NameKeys
  readonly accounts: Pick<PeopleClasses, 'accountOf' | 'otherAccountOf'>
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
  for (let person = 0; person < people; person += 1) {
    const key = keyIn(slot, keys, person, rules)
    if (key !== NO_ROW) named[key] = (named[key] ?? 0) + 1
  }
  const counts = { kept: 0, doubled: 0, created: 0, failing: 0 }
  for (let person = 0; person < people; person += 1) {
    const key = keyIn(slot, keys, person, rules)
    const own = [accounts.accountOf[person] ?? NO_ROW, accounts.otherAccountOf[person] ?? NO_ROW].filter((user) => user !== NO_ROW)
    if (key === NO_ROW || (named[key] ?? 0) > 1) counts.failing += 1
    else if (own.some((user) => keys.ofUsername(user) === key)) counts.kept += 1
    else if (own.length > 0) counts.doubled += 1
    else counts.created += 1
  }
  return counts
}
