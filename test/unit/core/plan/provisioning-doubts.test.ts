import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { providerToSwitchOn } from '../../../../src-main/core/plan/lost-by-plan.ts'
import type { Administrators } from '../../../../src-main/core/plan/make-plan.ts'
import { orderChanges, plannedValue } from '../../../../src-main/core/plan/order-changes.ts'
import type { Plan, PlannedChange, ReadState } from '../../../../src-main/core/plan/plan.ts'
import { readStateOf } from '../../../../src-main/core/plan/read-state.ts'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import { planHeadline } from '../../../../src-main/core/plan/plan-headline.ts'
import type { Profile, WantedGroup, WantedOauth, WantedUser } from '../../../../src-main/core/profile/profile.ts'
import type { FieldValues, StrategyFacts, UserFacts } from '../../../../src-main/core/service/service-facts.ts'
import { alice, host, ldapOff, samplePlan, sampleProfile, sampleSiteFacts, sampleStrategy, sampleUser } from './sample-site.ts'
import { startCpuClock } from '../../../support/start-cpu-clock.ts'

describe('a rename beside others', () => {
  it('is refused when only one of two holders of the name gives it up', () => {
    // given a site that tells capitals apart, against what is assumed
    const state = stateOf({ groups: ['Finance', 'FINANCE', 'Old'] })

    const found = wantedOf({ groups: [group('Finance', 'Money', 1), group('Old', 'finance', 3)] }, state)

    expect(found).toBe('provisioning.name.taken')
  })

  it('waits for whoever gives up the name, and takes nobody a way in before its time', () => {
    // given somebody who goes to a provider that this plan switches on, and somebody who goes back to a password and takes over the name
    const state = stateOf({
      strategies: [{ ...sampleStrategy(), enabled: false }],
      users: [
        sampleUser(5, 'anna', { authenticationMethod: 'sso', ssoStrategyId: 12 }),
        sampleUser(6, 'bea', { authenticationMethod: 'password' })
      ]
    })
    const users = [
      person('anna', { newUsername: 'bea', authenticationMethod: 'password' }),
      person('bea', { newUsername: 'carla', authenticationMethod: 'sso', ssoStrategyId: 12 })
    ]

    const { changes } = planOf({ strategies: [{ id: 12, fields: { enabled: true } }], users }, state)

    expect(changes.map(({ id }) => id)).toEqual(['sso-strategy:12', 'user:6', 'user:5'])
  })

  it('keeps every change in the order of the steps but for those that wait', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ method: fc.constantFrom('password', 'sso'), to: fc.nat(12) }), { maxLength: 12 }), (people) => {
        const changes = [
          ...people.map(({ method, to }, index) => userChange(index, method, to)),
          providerChange('sso-strategy:90', 90, true),
          providerChange('sso-strategy:91', 91, false)
        ]

        const ordered = orderChanges(changes)

        expect(new Set(ordered)).toEqual(new Set(changes))
        const place = (id: string): number => ordered.findIndex((one) => one.id === id)
        for (const change of changes) {
          // nobody leaves a password before what they go to stands
          if (plannedValue(change, 'authentication_method')?.value === 'sso')
            expect(place(change.id)).toBeGreaterThan(place('sso-strategy:90'))
        }
      })
    )
  })

  it('that is one of a chain is as wanted once the chain is applied', () => {
    // given what the site holds after anna → bea and bea → carla
    const names = [person('anna', { newUsername: 'bea' }), person('bea', { newUsername: 'carla' })]
    const users = [sampleUser(5, 'bea'), sampleUser(6, 'carla')]

    for (const wishes of [names, names.toReversed()]) expect(planOf({ users: wishes }, stateOf({ users })).changes).toEqual([])
    const groups = [group('A', 'B'), group('B', 'C'), group('C', 'D')]
    for (const wishes of [groups, groups.toReversed()])
      expect(planOf({ groups: wishes }, stateOf({ groups: ['B', 'C', 'D'] })).changes).toEqual([])
    // and after the half of it
    expect(planOf({ groups }, stateOf({ groups: ['A', 'B', 'D'] })).changes.map(({ id }) => id)).toEqual(['group:2', 'group:1'])
  })

  it('never makes one of two out of a chain whose end is gone', () => {
    const users = [person('anna', { newUsername: 'bea' }), person('bea', { newUsername: 'carla' })]

    expect(wantedOf({ users }, stateOf({ users: [sampleUser(6, 'bea')] }))).toBe('plan.target.missing')
  })
})

describe('new names of people', () => {
  it.each(['anna/smith', 'anna\\smith', 'anna,omar', 'an\u200bna', 'x'.repeat(256)])('%j is refused', (newUsername) => {
    expect(wantedOf({ users: [person('anna', { newUsername })] }, stateOf({ users: [sampleUser(5, 'anna')] }))).toBe(
      'plan.profile.bad-value'
    )
  })

  it.each(['ANNA', 'anna.smith@corp.example', "o'brien", 'anna smith', '7', 'ännchen'])('%j is not', (newUsername) => {
    expect(wantedOf({ users: [person('anna', { newUsername })] }, stateOf({ users: [sampleUser(5, 'anna')] }))).toBeUndefined()
  })

  it('of many at once are not safe by themselves', () => {
    const users = [...Array(11).keys()].map((index) => sampleUser(100 + index, `person${String(index)}`))
    const wishes = users.map(({ username }) => person(username, { newUsername: `${username}@corp.example` }))

    expect(planOf({ users: wishes }, stateOf({ users })).safety).toMatchObject({
      kind: 'unsafe',
      reasons: [{ problem: { code: 'provisioning.name.many' }, canBeOverridden: true }]
    })
    expect(planOf({ users: wishes.slice(1) }, stateOf({ users })).safety.kind).toBe('safe')
    const capitals = users.map(({ username }) => person(username, { newUsername: username.toUpperCase() }))
    expect(planOf({ users: capitals }, stateOf({ users })).safety.kind).toBe('safe')
  })

  it.each<[string, FieldValues, readonly StrategyFacts[], Partial<UserFacts>, boolean]>([
    ['whom the sync of the site manages', { ...ldapOff, ldap_enabled: true }, [], { externallyManaged: true }, false],
    [
      'whom the sync of their provider manages',
      ldapOff,
      [sampleStrategy(12, { ldap_provisioning_enabled: true })],
      { externallyManaged: true, authenticationMethod: 'sso', ssoStrategyId: 12 },
      false
    ],
    ['of whom the site does not say it', { ...ldapOff, ldap_enabled: true }, [], { externallyManaged: undefined }, false],
    ['whom no sync manages', { ...ldapOff, ldap_enabled: true }, [], { externallyManaged: false }, true],
    ['of a site without a sync', ldapOff, [], { externallyManaged: true }, true]
  ])('%s: whether they keep their access is known only where no sync looks for them', (_, ldap, strategies, facts, isKnown) => {
    const state = stateOf({ ldap, strategies, users: [sampleUser(5, 'anna', facts)] })

    const plan = planOf({ users: [person('anna', { newUsername: 'anna.smith' })] }, state)

    expect(plan.peopleLosingAccess).toBe(isKnown ? 0 : undefined)
    expect(plan.notes.join('\n').includes('takes them for gone')).toBe(!isKnown)
  })

  it('prove no way in for somebody whom the sync looks for by the old one', () => {
    const managed = { ...alice, externallyManaged: true }
    const state = stateOf({ ldap: { ...ldapOff, ldap_enabled: true }, users: [managed] })
    const administrators = { users: [managed], cut: undefined }

    const renamed = planOf({ users: [person(managed.username, { newUsername: 'alice' })] }, state, administrators)
    const capitals = planOf({ users: [person(managed.username, { newUsername: 'ALICE.ADMIN' })] }, state, administrators)

    expect([renamed.breakGlass.kind, capitals.breakGlass.kind]).toEqual(['not-proved', 'proved'])
  })
})

describe('a group that is named in a list', () => {
  const lists: FieldValues = {
    provision_group_required: 'Staff, sales',
    provision_group_default: 'Sales',
    provision_site_admin_groups: 'Admins, Trade*'
  }

  it('is told from a filter of the directory, which goes on naming what the directory sends', () => {
    const state = stateOf({
      ldap: { ...ldapOff, ldap_user_include_groups: 'Sa*' },
      strategies: [sampleStrategy(12, lists)],
      groups: ['Sales']
    })

    const notes = planOf({ groups: [group('Sales', 'Finance')] }, state).notes

    const about = (label: string): string => notes.filter((note) => note.includes(`“${label}”`)).join('\n')
    // changed to the new name, these would find nobody, and the next sync would take everybody for gone
    const filters = notes.filter((note) => note.includes('“Only provision users in these groups”'))
    expect(filters).toHaveLength(2)
    for (const filter of filters) {
      expect(filter).toContain('Leave it as it is')
      expect(filter).not.toContain('Change it')
    }
    expect(about('Groups for everybody')).toContain('Change it there as well')
    expect(about('Groups of site administrators')).toBe('')
  })

  it('by its new name is told, because its members may get rights by it', () => {
    const state = stateOf({ strategies: [sampleStrategy(12, lists)], groups: ['Sales'] })

    const text = planOf({ groups: [group('Sales', 'TRADE east')] }, state).notes.join('\n')

    expect(text).toContain('“Groups of site administrators” names Group Sales by its new name')
  })
})

describe('credentials of OAuth that wait to be entered', () => {
  const users = [sampleUser(5, 'anna')]
  const move = person('anna', { authenticationMethod: 'sso', ssoStrategyId: 14 })

  it('keep everybody from being moved to their provider', () => {
    const state = stateOf({ strategies: [oauthStrategy(14)], users })
    const [credentials, moved] = planOf({ oauth: oauth({ entersCredentials: true }), users: [move] }, state).changes

    expect([credentials?.id, moved?.id]).toEqual(['sso-strategy:14', 'user:5'])
    expect(moved && credentials && providerToSwitchOn(moved, [credentials], state)?.id).toBe('sso-strategy:14')
  })

  it('leave open who loses access, as long as somebody signs in by the provider', () => {
    const count = (facts: Partial<StrategyFacts>): number | undefined =>
      planOf({ oauth: oauth({ entersCredentials: true }) }, stateOf({ strategies: [{ ...oauthStrategy(14), ...facts }] }))
        .peopleLosingAccess

    expect([count({}), count({ userCount: undefined }), count({ userCount: 0 }), count({ enabled: false })]).toEqual([
      undefined,
      undefined,
      0,
      0
    ])
    expect(planHeadline(planOf({ oauth: oauth({ entersCredentials: true }) }, stateOf({ strategies: [oauthStrategy(14)] })))).toContain(
      'not known'
    )
  })

  it('are entered without the braces and blanks that came along with them', () => {
    const [change] = planOf(
      { oauth: oauth({ entersCredentials: true, tenantId: ' {8ADF8E6E-67b2-4cf2-a259-e3dc5476c621} ' }) },
      stateOf({ strategies: [oauthStrategy(14)] })
    ).changes

    expect(change?.fields[0]).toMatchObject({ kind: 'unseen', field: 'tenant_id', after: '8ADF8E6E-67b2-4cf2-a259-e3dc5476c621' })
  })

  it('have no place in a provider of somebody else, named by its number', () => {
    const google = { ...oauthStrategy(14), provider: 'google' }

    expect(wantedOf({ oauth: oauth({ strategyId: 14 }) }, stateOf({ strategies: [google] }))).toBe('provisioning.oauth.other-provider')
  })

  it('are not planned together with a new SAML provider of the same name: nobody could tell the two apart', () => {
    const saml = {
      strategyId: undefined,
      displayName: 'ENTRA by oauth ',
      source: { mode: 'url', url: 'https://login.microsoftonline.com/t/federationmetadata.xml' },
      enabled: undefined,
      showOnLoginPage: undefined,
      fields: {}
    } as const

    expect(wantedOf({ saml, oauth: oauth({ entersCredentials: true }) }, stateOf({}))).toBe('plan.profile.bad-value')
    expect(wantedOf({ saml, oauth: oauth({}) }, stateOf({ strategies: [oauthStrategy(14)] }))).toBeUndefined()
  })
})

describe('SCIM beside filters', () => {
  const both: FieldValues = {
    scim_authentication_method: 'token',
    ldap_provisioning_enabled: true,
    ldap_host: 'dc1.corp.example',
    ldap_username: 'svc',
    ldap_base_dn: 'DC=corp,DC=example',
    provision_group_required: 'Staff,Crew'
  }
  const code = (fields: Profile['strategies'][number]['fields'], held: FieldValues = both): string | undefined =>
    wantedOf({ strategies: [{ id: 12, fields }] }, stateOf({ strategies: [sampleStrategy(12, held)] }))

  it('is refused when LDAP provisioning, for which the filters were, is switched off', () => {
    expect(code({ ldap_provisioning_enabled: false })).toBe('provisioning.scim.filters-match-nobody')
    expect(code({ ldap_provisioning_enabled: false, provision_group_required: '' })).toBeUndefined()
    expect(code({ ldap_provisioning_enabled: true })).toBeUndefined()
  })

  it('is nobody’s wish who only spells the list of the site otherwise', () => {
    expect(code({ provision_group_required: 'Crew,  Staff' }, { ...both, ldap_provisioning_enabled: false })).toBeUndefined()
  })

  it('is judged by what all sections want together', () => {
    const profile = {
      strategies: [{ id: 12, fields: { provision_group_required: 'Staff' } }],
      saml: {
        strategyId: 12,
        displayName: 'Entra ID',
        source: undefined,
        enabled: undefined,
        showOnLoginPage: undefined,
        fields: { scim_authentication_method: 'token' }
      }
    }

    expect(wantedOf(profile, stateOf({ strategies: [sampleStrategy()] }))).toBe('provisioning.scim.filters-match-nobody')
  })
})

it('plans new names of thousands of groups in a moment', () => {
  const names = [...Array(4000).keys()].map((index) => `Group ${String(index)}`)
  const groups = names.slice(0, 2000).map((name) => group(name, `New ${name}`))
  const usedMs = startCpuClock()

  expect(planOf({ groups }, stateOf({ groups: names })).changes).toHaveLength(2000)

  expect(usedMs()).toBeLessThan(4000)
})

function group(name: string, newName: string, id?: number): WantedGroup {
  return { id, name, newName }
}

function person(username: string, more: Partial<WantedUser>): WantedUser {
  return {
    username,
    authenticationMethod: undefined,
    ssoStrategyId: undefined,
    clear2fa: false,
    newUsername: undefined,
    newEmail: undefined,
    ...more
  }
}

function oauthStrategy(id: number): StrategyFacts {
  return { ...sampleStrategy(id, {}, 'Entra by OAuth'), protocol: 'oauth2' }
}

function oauth(more: Partial<WantedOauth>): WantedOauth {
  return {
    strategyId: undefined,
    displayName: 'Entra by OAuth',
    tenantId: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621',
    clientId: '5c9b2a7f-1d34-4f0a-8f5e-6f6a1e1d2c3b',
    entersCredentials: false,
    secretEndsOn: undefined,
    enabled: undefined,
    showOnLoginPage: undefined,
    fields: {},
    ...more
  }
}

function userChange(index: number, method: string, to: number): PlannedChange {
  const value = (field: string, before: string, after: string) =>
    ({ kind: 'value', field, label: field, before, after, readBack: 'exact' }) as const
  return {
    id: `user:${String(index)}`,
    resource: 'user',
    targetId: index,
    title: `User person${String(index)}`,
    way: 'update',
    baseline: '',
    fields: [value('username', `person${String(index)}`, `person${String(to)}`), value('authentication_method', 'other', method)]
  }
}

function providerChange(id: string, targetId: number, enabled: boolean): PlannedChange {
  const field = { kind: 'value', field: 'enabled', label: 'Enabled', before: !enabled, after: enabled, readBack: 'exact' } as const
  return { id, resource: 'sso-strategy', targetId, title: id, way: 'update', baseline: '', fields: [field] }
}

/** Groups are numbered from 1. */
function stateOf(read: {
  readonly ldap?: FieldValues
  readonly strategies?: readonly StrategyFacts[]
  readonly users?: readonly UserFacts[]
  readonly groups?: readonly string[]
}): ReadState {
  return readStateOf({
    site: sampleSiteFacts(read.ldap),
    host,
    strategies: read.strategies ?? [],
    users: read.users ?? [],
    groups: (read.groups ?? []).map((name, index) => ({ id: index + 1, name, usernames: undefined }))
  })
}

/** The code of what is wrong. */
function wantedOf(wishes: Partial<Profile>, state: ReadState): string | undefined {
  const wanted = wantedFromProfile(sampleProfile(wishes), state)
  return wanted.ok ? undefined : wanted.error.code
}

function planOf(wishes: Partial<Profile>, state: ReadState, administrators: Administrators = { users: [alice], cut: undefined }): Plan {
  const wanted = wantedFromProfile(sampleProfile(wishes), state)
  if (!wanted.ok) throw new TypeError(wanted.error.cause)
  return samplePlan(wanted.value, { state, forecast: { kind: 'not-needed' }, strategyWrites: 'accepted', administrators })
}
