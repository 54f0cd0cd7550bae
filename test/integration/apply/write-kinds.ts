import { Secret } from '../../../src-main/core/secret.ts'
import type { Profile } from '../../../src-main/core/profile/profile.ts'
import type { AdministratorChange } from '../../../src-main/practice/service/second-administrator.ts'

/** One change of each kind that the application can send, and somebody else's change of the same field. */
export interface WriteKind {
  readonly name: string
  readonly wanted: Partial<Profile>
  readonly path: string
  readonly fields: readonly string[]
  /** Of the same field as the plan; of another one of the same thing. */
  readonly sameField: AdministratorChange
  readonly otherField: AdministratorChange
  /** A field that the service could keep without a word. */
  readonly keptField: string
}

/** All of them in one profile. */
export function allWanted(): Partial<Profile> {
  return writeKinds.reduce<Partial<Profile>>((all, { wanted }) => ({ ...all, ...wanted }), {})
}

export const READER_PASSWORD = new Secret('Harbour-Reader-1!')

export const writeKinds: readonly WriteKind[] = [
  {
    name: 'the LDAP settings of the site',
    wanted: { siteLdap: { ldap_host: 'DC1.practice.example', ldap_port: 636, ldap_secure: true } },
    path: '/site',
    fields: ['ldap_host', 'ldap_port', 'ldap_secure'],
    sameField: { site: { ldap_host: 'elsewhere.practice.example' } },
    otherField: { site: { ldap_domain: 'elsewhere.example' } },
    keptField: 'ldap_port'
  },
  {
    name: 'a single sign-on provider',
    wanted: { strategies: [{ id: 101, fields: { provision_company: 'Harbour', deprovision_groups: false } }] },
    path: '/sso_strategies/101',
    fields: ['provision_company', 'deprovision_groups'],
    sameField: { strategy: { id: 101, fields: { provision_company: 'Elsewhere' } } },
    otherField: { strategy: { id: 101, fields: { provision_time_zone: 'Elsewhere' } } },
    keptField: 'provision_company'
  },
  {
    name: 'a user',
    wanted: {
      users: [
        {
          username: 'petra.plain',
          authenticationMethod: 'sso',
          ssoStrategyId: 101,
          clear2fa: false,
          newUsername: 'petra@practice.example',
          newEmail: 'petra@practice.example'
        }
      ]
    },
    path: '/users/5',
    fields: ['username', 'email', 'authentication_method', 'sso_strategy_id'],
    sameField: { user: { id: 5, fields: { authentication_method: 'password' } } },
    otherField: { user: { id: 5, fields: { disabled: true } } },
    keptField: 'authentication_method'
  },
  {
    name: 'a group',
    wanted: { groups: [{ id: undefined, name: 'Freight Partners', newName: 'Carriers' }] },
    path: '/groups/1',
    fields: ['name'],
    sameField: { group: { id: 1, fields: { name: 'Elsewhere' } } },
    otherField: { group: { id: 1, fields: { notes: 'Elsewhere' } } },
    keptField: 'name'
  }
]
