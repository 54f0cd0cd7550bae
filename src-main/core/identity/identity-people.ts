import { accountState, type DirectorySnapshot } from '../preview/directory-snapshot.ts'
import { personName } from '../preview/person-name.ts'

/** `ldapName`: the value of the user name field, without the domain that is appended. */
export type IdentityText = 'upn' | 'mail' | 'name' | 'ldapName'

/** The people whose names are judged, in columns. Rows are numbers from 0. */
export interface IdentityPeople {
  readonly count: number
  /** Trimmed; empty: there is none. */
  text(person: number, column: IdentityText): string
  isDisabled(person: number): boolean
  /** Whose values `ldapName` has; undefined: this source has no LDAP names. */
  readonly usernameField: string | undefined
  readonly source: 'directory' | 'entra'
}

/** People as a preview reads them. `usernameField` is the one that they were read with. */
export function peopleOfSnapshot({ people }: Pick<DirectorySnapshot, 'people'>, usernameField: string): IdentityPeople {
  return {
    count: people.count,
    text: (person, column) => (column === 'name' ? personName(people, person) : people.text(person, columnOf[column]).trim()),
    isDisabled: (person) => (people.state(person) & accountState.disabled) !== 0,
    usernameField,
    source: 'directory'
  }
}

const columnOf = { upn: 'principalName', mail: 'mail', ldapName: 'username' } as const
