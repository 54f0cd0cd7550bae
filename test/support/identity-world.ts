import type { IdentityPeople } from '../../src-main/core/identity/identity-people.ts'
import type { IdentityRules } from '../../src-main/core/identity/identity-views.ts'
import { createSiteUserTable, type SiteUserRecord } from '../../src-main/core/preview/site-user-table.ts'
import type { SiteUsers } from '../../src-main/core/preview/site-users.ts'

export interface PlainPerson {
  readonly upn: string
  readonly mail: string
  readonly name: string
  readonly ldapName: string
  readonly disabled: boolean
}

export function person(person: Partial<PlainPerson> = {}): PlainPerson {
  return { upn: '', mail: '', name: '', ldapName: '', disabled: false, ...person }
}

/** As Entra has most people: one address for everything. */
export function aligned(address: string, more: Partial<PlainPerson> = {}): PlainPerson {
  return person({ upn: address, mail: address, name: address.split('@')[0] ?? '', ...more })
}

export function peopleOf(people: readonly PlainPerson[], usernameField: string | undefined): IdentityPeople {
  return {
    count: people.length,
    text: (row, column) => (people[row]?.[column] ?? '').trim(),
    isDisabled: (row) => people[row]?.disabled === true,
    usernameField,
    source: 'directory'
  }
}

export function user(id: number, username: string, more: Partial<SiteUserRecord> = {}): SiteUserRecord {
  return {
    id,
    username,
    email: undefined,
    name: undefined,
    authenticationMethod: 'sso',
    ssoStrategyId: 7,
    externallyManaged: undefined,
    disabled: undefined,
    siteAdmin: undefined,
    readonlySiteAdmin: undefined,
    groupIds: undefined,
    ...more
  }
}

export function usersOf(users: readonly SiteUserRecord[]): SiteUsers {
  const table = createSiteUserTable()
  table.add(users)
  return table.finish({ isComplete: true, cutBecause: undefined }, new Map())
}

/** As the newer vendor page sets it up: SAML and SCIM, both by the UPN. */
export function rulesWith(rules: Partial<IdentityRules> = {}): IdentityRules {
  return { nameId: 'upn', scimUserName: 'upn', ldap: undefined, ways: ['saml', 'scim'], strategyId: undefined, ...rules }
}
