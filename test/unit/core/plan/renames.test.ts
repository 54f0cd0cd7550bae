import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStateOf } from '../../../../src-main/core/plan/read-state.ts'
import type { Plan, ReadState } from '../../../../src-main/core/plan/plan.ts'
import { plannedValue } from '../../../../src-main/core/plan/order-changes.ts'
import { wantedFromProfile } from '../../../../src-main/core/plan/wanted.ts'
import type { Profile, WantedGroup, WantedUser } from '../../../../src-main/core/profile/profile.ts'
import type { UserFacts } from '../../../../src-main/core/service/service-facts.ts'
import { alice, bob, host, samplePlan, sampleProfile, sampleSiteFacts, sampleState, sampleStrategy, sampleUser } from './sample-site.ts'

const ID = '0b0f4a0e-7b3c-4b6e-9d5e-2f1c6a8e4d11'

describe('groups', () => {
  it('get the names that the profile gives them, found by number or by name', () => {
    const state = groupsState(['Finance', ID, 'Sales'])

    const plan = planOf({ groups: [rename(ID, 'Engineering', 2), rename('finance', 'Money')] }, state)

    expect(plan.changes.map(({ id, way, title }) => [id, way, title])).toEqual([
      ['group:1', 'update', 'Group Finance'],
      ['group:2', 'update', `Group ${ID}`]
    ])
    expect(plan.notes.join('\n')).toContain('2 groups get another name. Whether a provisioning')
  })

  it('that are called so already are no change, also under the new name alone', () => {
    expect(
      planOf({ groups: [rename(ID, 'Engineering', 1), rename('Old', 'Sales')] }, groupsState(['Engineering', 'Sales'])).changes
    ).toEqual([])
  })

  it('may change in capitals only', () => {
    expect(planOf({ groups: [rename('SALES', 'Sales')] }, groupsState(['SALES'])).changes).toHaveLength(1)
  })

  it.each<[string, readonly WantedGroup[], readonly string[], string]>([
    ['that are not there', [rename('Nobody', 'x')], ['Sales'], 'plan.target.missing'],
    ['with a number that is not there', [rename('Sales', 'x', 9)], ['Sales'], 'plan.target.missing'],
    ['that are called otherwise by now', [rename(ID, 'x', 1)], ['Sales'], 'provisioning.group.other-name'],
    ['of which several are meant', [rename('sales', 'x')], ['Sales', 'SALES'], 'plan.target.ambiguous'],
    ['to a name that is taken', [rename('Sales', 'finance')], ['Sales', 'Finance'], 'provisioning.name.taken'],
    ['to one name', [rename('A', 'New'), rename('B', 'NEW')], ['A', 'B'], 'provisioning.name.two-wishes'],
    ['twice', [rename('A', 'New'), rename('a', 'Other', 1)], ['A'], 'plan.profile.bad-value'],
    ['that swap their names', [rename('A', 'B'), rename('B', 'A')], ['A', 'B'], 'provisioning.name.circle'],
    ['in a circle', [rename('A', 'B'), rename('B', 'C'), rename('C', 'a')], ['A', 'B', 'C'], 'provisioning.name.circle'],
    ['to an empty name', [rename('A', '  ')], ['A'], 'plan.profile.bad-value'],
    ['to a name that is too long', [rename('A', 'x'.repeat(256))], ['A'], 'plan.profile.bad-value'],
    ['to a name with a comma', [rename('A', 'x, y')], ['A'], 'plan.profile.bad-value'],
    ['to a name with a line break', [rename('A', 'x\ny')], ['A'], 'plan.profile.bad-value']
  ])('%s are refused', (_, groups, names, code) => {
    const wanted = wantedFromProfile(sampleProfile({ groups }), groupsState(names))

    expect(wanted.ok ? 'no problem' : wanted.error.code).toBe(code)
  })

  it('named in a filter are told apart', () => {
    const state = readStateOf({
      site: sampleSiteFacts(),
      host,
      strategies: [sampleStrategy(12, { provision_group_required: 'Staff, sales' })],
      users: [],
      groups: [{ id: 1, name: 'Sales', usernames: undefined }]
    })

    expect(planOf({ groups: [rename('Sales', 'Trade')] }, state).notes.join('\n')).toContain(
      '“Only provision users in these groups” names Group Sales by its old name'
    )
  })

  it('that take over each other’s names come after whoever gives them up, for any order and in any number', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...Array(40).keys()], { minLength: 1 }), fc.boolean(), (picked, isLong) => {
        // given a chain: each takes the name of the next one
        const names = [...Array(41).keys()].map((index) => `Group ${String(index)}`)
        const wishes = (isLong ? [...Array(40).keys()] : picked).map((index) =>
          rename(`Group ${String(index)}`, `GROUP ${String(index + 1)}`)
        )
        const state = groupsState(names.slice(0, 40))

        const wanted = wantedFromProfile(sampleProfile({ groups: wishes }), state)
        if (!wanted.ok) {
          expect(wanted.error.code).toBe('provisioning.name.taken')
          return
        }
        // then no name is ever taken that somebody else still has
        const held = new Map(
          state.resources.flatMap(({ id, resource, fields }) => (resource === 'group' ? [[id, String(fields['name']).toLowerCase()]] : []))
        )
        for (const change of samplePlan(wanted.value, { state }).changes) {
          const name = String(plannedValue(change, 'name')?.value).toLowerCase()
          expect([...held].filter(([id, other]) => id !== change.id && other === name)).toEqual([])
          held.set(change.id, name)
        }
      })
    )
  })
})

describe('people', () => {
  it('get another name and mail address in one change, and keep what is not said', () => {
    const users = [sampleUser(5, 'anna', { email: 'Anna@old.example', authenticationMethod: 'sso', ssoStrategyId: 12 })]

    const { changes, notes } = planOf(
      { users: [person('ANNA', { newUsername: 'anna@new.example', newEmail: 'anna@new.example' })] },
      usersState(users)
    )

    expect(changes.map(({ id, fields }) => [id, fields.map(({ field }) => field)])).toEqual([['user:5', ['username', 'email']]])
    expect(notes.join('\n')).toContain('1 person gets another user name: anna.')
  })

  it('who are called so already are found by the new name', () => {
    const state = usersState([sampleUser(5, 'anna@new.example')])

    expect(planOf({ users: [person('anna', { newUsername: 'anna@new.example' })] }, state).changes).toEqual([])
  })

  it.each<[string, readonly WantedUser[], ReadState, string]>([
    [
      'a name that is taken',
      [person('anna', { newUsername: 'OMAR' })],
      usersState([sampleUser(5, 'anna')], [{ id: 6, name: 'omar' }]),
      'provisioning.name.taken'
    ],
    ['an empty name', [person('anna', { newUsername: ' ' })], usersState([sampleUser(5, 'anna')]), 'plan.profile.bad-value'],
    ['no mail address', [person('anna', { newEmail: 'anna' })], usersState([sampleUser(5, 'anna')]), 'plan.profile.bad-value'],
    [
      'each other’s names',
      [person('anna', { newUsername: 'omar' }), person('omar', { newUsername: 'anna' })],
      usersState([sampleUser(5, 'anna'), sampleUser(6, 'omar')]),
      'provisioning.name.circle'
    ]
  ])('who shall get %s are refused', (_, users, state, code) => {
    const wanted = wantedFromProfile(sampleProfile({ users }), state)

    expect(wanted.ok ? 'no problem' : wanted.error.code).toBe(code)
  })

  it('may be the way in: it is proved by the number, under the new name', () => {
    const state = usersState([alice])

    const { breakGlass, safety } = planOf({ users: [person(alice.username, { newUsername: 'alice@corp.example' })] }, state)

    expect(breakGlass).toMatchObject({ kind: 'proved', username: 'alice@corp.example' })
    expect(safety.kind).toBe('safe')
  })

  it('on the protected list are not renamed without a word', () => {
    const state = usersState([sampleUser(5, 'anna')])
    const limits = { ...sampleProfile().safety, protectedUsers: ['Anna'] }
    const wanted = wantedFromProfile(sampleProfile({ users: [person('anna', { newUsername: 'anna2' })] }), state)

    const { safety } = samplePlan(wanted.ok ? wanted.value : [], { state, limits })

    expect(safety).toMatchObject({ kind: 'unsafe', reasons: [{ problem: { code: 'plan.safety.protected-user' }, canBeOverridden: true }] })
  })
})

describe('people who go to single sign-on', () => {
  it.each([
    ['is off', { enabled: false }, 'is switched off: anna would see no button'],
    ['is not displayed', { displayOnLoginPage: false }, 'does not show its button, so anna would not see it']
  ])('by a provider whose button %s are named', (_, facts, text) => {
    const state = readStateOf({
      site: sampleSiteFacts(),
      host,
      strategies: [{ ...sampleStrategy(), ...facts }],
      users: [sampleUser(5, 'anna')]
    })

    expect(planOf({ users: [person('anna', { authenticationMethod: 'sso', ssoStrategyId: 12 })] }, state).notes.join('\n')).toContain(text)
  })
})

describe('SCIM', () => {
  it.each<[string, Profile['strategies'][number]['fields'], string | undefined]>([
    [
      'with a filter for users',
      { scim_authentication_method: 'token', provision_group_required: 'Staff' },
      'provisioning.scim.filters-match-nobody'
    ],
    [
      'with a filter for groups',
      { scim_authentication_method: 'token', provision_group_exclusion: 'Guests' },
      'provisioning.scim.filters-do-nothing'
    ],
    [
      'with both',
      { scim_authentication_method: 'token', provision_group_inclusion: 'A', provision_group_required: 'B' },
      'provisioning.scim.filters-match-nobody'
    ],
    ['without any', { scim_authentication_method: 'token' }, undefined],
    ['with a word that only the site knows', { scim_authentication_method: 'basic' }, undefined],
    ['off, with a filter', { scim_authentication_method: '', provision_group_required: 'Staff' }, undefined],
    ['with a token that ends later', { scim_oauth_access_token_expires_at: '2028-01-31' }, undefined],
    ['with a day that is none', { scim_oauth_access_token_expires_at: 'soon' }, 'plan.profile.bad-value']
  ])('%s', (_, fields, code) => {
    const wanted = wantedFromProfile(sampleProfile({ strategies: [{ id: 12, fields }] }), sampleState())

    expect(wanted.ok ? undefined : wanted.error.code).toBe(code)
  })

  it('that is there beside a filter is nobody’s fault who changes something else', () => {
    const held = sampleStrategy(12, { scim_authentication_method: 'oauth', provision_group_required: 'Staff' })
    const wanted = (fields: Profile['strategies'][number]['fields']) =>
      wantedFromProfile(sampleProfile({ strategies: [{ id: 12, fields }] }), sampleState({ strategies: [held] })).ok

    expect([
      wanted({ provision_users: false }),
      wanted({ provision_group_required: 'Staff' }),
      wanted({ provision_group_required: 'Crew' })
    ]).toEqual([true, true, false])
  })

  it('beside LDAP provisioning is noted, because nobody knows who wins', () => {
    const state = sampleState({
      strategies: [sampleStrategy(12, { ldap_provisioning_enabled: true, ldap_host: 'dc1', ldap_username: 'x', ldap_base_dn: 'DC=a' })]
    })

    expect(
      planOf(
        { strategies: [{ id: 12, fields: { scim_authentication_method: 'token', provision_group_required: 'Staff' } }] },
        state
      ).notes.join('\n')
    ).toContain('SCIM and LDAP provisioning are both on')
  })

  it('expiry is the same day in any notation', () => {
    const state = sampleState({ strategies: [{ ...sampleStrategy(), scimTokenExpiresAt: '2027-11-30T00:00:00Z' }] })

    expect(planOf({ strategies: [{ id: 12, fields: { scim_oauth_access_token_expires_at: '2027-11-30' } }] }, state).changes).toEqual([])
  })

  it('off, groups that come by signing in are called by ids', () => {
    expect(planOf({ strategies: [{ id: 12, fields: { provision_groups: true } }] }, sampleState()).notes.join('\n')).toContain(
      'groups arrive as ids'
    )
  })
})

function rename(name: string, newName: string, id?: number): WantedGroup {
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

/** Numbered from 1. */
function groupsState(names: readonly string[]): ReadState {
  return readStateOf({
    site: sampleSiteFacts(),
    host,
    strategies: [],
    users: [],
    groups: names.map((name, index) => ({ id: index + 1, name, usernames: undefined }))
  })
}

function usersState(users: readonly UserFacts[], taken: readonly { readonly id: number; readonly name: string }[] = []): ReadState {
  return readStateOf({
    site: sampleSiteFacts(),
    host,
    strategies: [sampleStrategy()],
    users,
    taken: taken.map((one) => ({ resource: 'user', ...one }))
  })
}

function planOf(wishes: Partial<Profile>, state: ReadState): Plan {
  const wanted = wantedFromProfile(sampleProfile(wishes), state)
  if (!wanted.ok) throw new TypeError(wanted.error.cause)
  return samplePlan(wanted.value, { state, strategyWrites: 'accepted', administrators: { users: [alice, bob], cut: undefined } })
}
