import type { ServerType } from '../../model/directory-settings.ts'
import { assertNever } from '../../result.ts'

/** What a snapshot keeps of people, each once and in the order in which an `EntryView` has the values. */
export function wantedOfPeople(usernameField: string, serverType: ServerType): readonly string[] {
  return withoutRepeats([usernameField, ...PERSON_TEXTS, ...ownOfPeople(serverType)])
}

/** The same of groups. */
export function wantedOfGroups(serverType: ServerType): readonly string[] {
  switch (serverType) {
    case 'active-directory':
      // The token is computed, and a global catalog has none: then the security identifier says the same.
      return ['cn', 'member', 'primaryGroupToken', 'objectSid']
    case 'openldap':
      return ['cn', 'member', 'uniqueMember', 'memberUid', 'gidNumber']
    default:
      return assertNever(serverType)
  }
}

/** Where an attribute stands in a list of wanted ones; -1 when it is not wanted. */
export function wantedIndex(wanted: readonly string[], attribute: string): number {
  return wanted.findIndex((other) => other.toLowerCase() === attribute.toLowerCase())
}

const PERSON_TEXTS = ['mail', 'displayName', 'cn', 'givenName', 'sn', 'uid', 'userPrincipalName']

function ownOfPeople(serverType: ServerType): readonly string[] {
  switch (serverType) {
    case 'active-directory':
      return [
        'objectGUID',
        'objectSid',
        'primaryGroupID',
        'userAccountControl',
        'msDS-User-Account-Control-Computed',
        'accountExpires',
        'lockoutTime'
      ]
    case 'openldap':
      return ['entryUUID', 'gidNumber', 'pwdAccountLockedTime', 'pwdEndTime', 'shadowExpire']
    default:
      return assertNever(serverType)
  }
}

function withoutRepeats(attributes: readonly string[]): readonly string[] {
  return attributes.filter((attribute, index) => wantedIndex(attributes, attribute) === index)
}
