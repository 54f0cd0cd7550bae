import { NO_ROW } from '../preview/preview-codes.ts'
import type { IdentityRules } from './identity-views.ts'
import type { NameKeys } from './name-keys.ts'
import type { NameSlot } from './person-names.ts'

/** As `nameIn`, as a number of a name; `NO_ROW`: this way has no name for the person. */
export function keyIn(slot: NameSlot, keys: NameKeys, person: number, { nameId, scimUserName }: IdentityRules): number {
  switch (slot) {
    case 'sign-in': {
      const mail = nameId === 'mail' ? keys.ofPerson(person, 'mail') : NO_ROW
      return mail === NO_ROW ? keys.ofPerson(person, 'upn') : mail
    }
    case 'scim':
      return keys.ofPerson(person, scimUserName === 'mail' ? 'mail' : 'provisioned')
    case 'ldap':
      return keys.ofPerson(person, 'ldap')
  }
}

/** Whose user principal name it is, when a person would be called by their own mail like somebody else’s; `NO_ROW`: nobody’s. */
export function strangerNamed(key: number, keys: NameKeys, person: number): number {
  if (key === NO_ROW || key !== keys.ofPerson(person, 'mail') || key === keys.ofPerson(person, 'upn')) return NO_ROW
  const owner = keys.personOfUpn(key)
  return owner === person ? NO_ROW : owner
}
