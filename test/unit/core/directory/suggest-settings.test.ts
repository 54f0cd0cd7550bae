import { describe, expect, it } from 'vitest'
import { otherWays, suggestSettings, type SuggestionFacts } from '../../../../src-main/core/directory/suggest-settings.ts'
import type { RootDseFacts } from '../../../../src-main/core/model/directory-facts.ts'
import type { DirectorySettings } from '../../../../src-main/core/model/directory-settings.ts'
import { rootDse, settings } from '../checks/fake-probes.ts'

const openldap: RootDseFacts = {
  product: 'openldap',
  namingContexts: ['cn=config', 'dc=corp,dc=example'],
  offersStartTls: true,
  offersPaging: true,
  offersWhoAmI: true,
  supportedControls: []
}
const records = [{ name: 'dc2.corp.example', port: 389, priority: 0, weight: 100 }]
const chosen = { serverType: 'active-directory' } as const

describe('suggestSettings', () => {
  it.each<[string, Partial<DirectorySettings>, Partial<SuggestionFacts>, Readonly<Record<string, string>>]>([
    ['nothing when everything fits', chosen, { root: rootDse }, {}],
    ['nothing without facts', {}, {}, {}],
    ['the type that was to be found out', {}, { root: rootDse }, { serverType: 'active-directory' }],
    [
      'another type than the chosen one, with its usual field',
      chosen,
      { root: openldap },
      { serverType: 'openldap', usernameField: 'uid' }
    ],
    ['no other field than one chosen on purpose', { ...chosen, usernameField: 'mail' }, { root: openldap }, { serverType: 'openldap' }],
    ['no type for a server that is neither', chosen, { root: { ...openldap, product: 'other' } }, {}],
    ['the top of the tree for an empty base', { ...chosen, baseDn: '' }, { root: rootDse }, { baseDn: 'DC=corp,DC=example' }],
    [
      'the top of the tree for a base beside it',
      { ...chosen, baseDn: 'DC=other,DC=example' },
      { root: rootDse },
      { baseDn: 'DC=corp,DC=example' }
    ],
    ['no base for one inside the tree', { ...chosen, baseDn: 'ou=staff,dc=CORP, dc=example' }, { root: rootDse }, {}],
    [
      'a tree of people, not of configuration',
      { serverType: 'openldap', baseDn: '' },
      { root: openldap },
      { baseDn: 'dc=corp,dc=example' }
    ],
    [
      'no base when the server names no tree',
      { ...chosen, baseDn: '' },
      { root: { ...openldap, product: 'other', namingContexts: [] } },
      {}
    ],
    ['the server’s own name for an address', { ...chosen, host: '10.0.0.5' }, { root: rootDse }, { host: 'dc1.corp.example' }],
    ['the server’s own name for an IPv6 address', { ...chosen, host: '2001:db8::5' }, { root: rootDse }, { host: 'dc1.corp.example' }],
    ['no other name for this computer itself', { ...chosen, host: '127.0.0.1' }, { root: rootDse }, {}],
    ['no other name for a name that works', { ...chosen, host: 'ldap.corp.example' }, { root: rootDse, services: records }, {}],
    ['a listed server when the host does not answer', {}, { services: records }, { host: 'dc2.corp.example' }],
    ['no listed server when the host is one of them', { host: 'DC2.corp.example' }, { services: records }, {}],
    [
      'the way that worked',
      chosen,
      { root: rootDse, reachedBy: { security: 'starttls', port: 389 } },
      { security: 'starttls', port: '389' }
    ],
    ['the port alone when only that differs', chosen, { root: rootDse, reachedBy: { security: 'ldaps', port: 3269 } }, { port: '3269' }]
  ])('suggests %s', (_what, changes, facts, suggested) => {
    const suggestions = suggestSettings({ ...settings, ...changes }, { services: [], ...facts })

    expect(Object.fromEntries(suggestions.map(({ field, value }) => [field, value]))).toEqual(suggested)
    for (const { text, reason } of suggestions) expect(text !== '' && reason !== '').toBe(true)
  })
})

describe('otherWays', () => {
  it.each([
    ['ldaps', 636, ['starttls 389', 'starttls 636']],
    ['ldaps', 389, ['ldaps 636', 'starttls 389']],
    ['starttls', 389, ['ldaps 636', 'ldaps 389']],
    ['none', 389, ['ldaps 636', 'starttls 389', 'ldaps 389']],
    ['ldaps', 10_636, ['ldaps 636', 'starttls 389', 'starttls 10636']]
  ] as const)('tries, after %s on port %i, each safe way once, and never without encryption', (security, port, ways) => {
    expect(otherWays({ security, port }).map((way) => `${way.security} ${way.port}`)).toEqual(ways)
  })
})
