import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MadePlan, PlanSource } from '../../../src-main/app/operations/make-site-plan.ts'
import { type Profile, usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type ApplyWorld, receiptIn, startApplyWorld } from '../../support/apply-world.ts'

let directory: PracticeDirectory
let world: ApplyWorld
let password: Secret
beforeAll(async () => {
  directory = await startPracticeDirectory()
  world = await startApplyWorld({ strategyWrites: 'accepted', caPem: directory.caPem })
  password = new Secret(directory.password)
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await directory.close()
})

function settings(changes: Record<string, string | number | boolean> = {}) {
  return { ...settingsOf(directory), ...changes }
}

function settingsOf({ flavour, ldapsPort, baseDn, username, usernameField, domain }: PracticeDirectory) {
  return {
    ldap_type: flavour === 'openldap' ? 'open_ldap' : 'active_directory',
    ldap_host: 'localhost',
    ldap_port: ldapsPort,
    ldap_secure: true,
    ldap_base_dn: baseDn,
    ldap_username: username,
    ldap_username_field: usernameField,
    ldap_domain: domain
  }
}

const way = () => ({ host: undefined, port: undefined, security: undefined, caPem: directory.caPem, allowCleartext: false })

function strategySource(changes: Record<string, string | number | boolean> = {}, more: Partial<Profile> = {}): PlanSource {
  const strategies = [{ id: 101, fields: settings({ ldap_provisioning_enabled: true, ...changes }) }]
  return { kind: 'profile', profile: world.profile({ strategies, directory: way(), ...more }) }
}

async function made(source: PlanSource, ldapPassword: Secret | undefined = password, more = {}): Promise<MadePlan> {
  const plan = await world.plan(source, { ldapPassword, ...more })
  if (!plan.ok) throw new TypeError(plan.error.cause)
  return plan.value
}

const reasons = ({ plan }: MadePlan) =>
  plan.safety.kind === 'safe' ? [] : plan.safety.reasons.map(({ problem, canBeOverridden }) => [problem.code, canBeOverridden])

it('shows the password to the directory of its own account only', async () => {
  // given two directories with two accounts, and one password
  const strategies = [{ id: 101, fields: settings({ ldap_provisioning_enabled: true, ldap_username: 'other@practice.example' }) }]
  const siteLdap = settings({ ldap_enabled: true })
  const profile = world.profile({ siteLdap, strategies, directory: way() })

  // when
  const { forecast } = await made({ kind: 'profile', profile })

  // then it is not tried with the second account, where each wrong try counts
  expect(forecast).toEqual({
    kind: 'not-made',
    because: `The password that was given is that of ${directory.username}, and one of the directories is read with another account.`
  })
})

/** Nobody manages these five. */
const ADMINISTRATORS_AND_PETRA = 5

describe('the forecast of a sync', () => {
  it('is the same as what the sync then really does to people', async () => {
    const { forecast } = await made(strategySource())
    if (forecast.kind !== 'made') throw new TypeError(forecast.kind)

    // when the same settings are in effect in another site of the same seed
    await using twin = await startApplyWorld({ caPem: directory.caPem })
    twin.practice.changeAsSecondAdministrator({
      strategy: { id: 101, fields: { ...settings({ ldap_provisioning_enabled: true }), ldap_password_change: directory.password } }
    })
    const enabledBefore = [...twin.practice.state.users.values()].filter(({ disabled }) => !disabled).map(({ username }) => username)
    await twin.practice.runSync(101)

    // then those are disabled who were forecast
    const disabled = [...twin.practice.state.users.values()].filter((user) => user.disabled && enabledBefore.includes(user.username))
    expect(forecast.wouldLose).toEqual(disabled.map(({ username }) => username).sort())
    expect(forecast.wouldLose.length).toBeGreaterThan(0)
    expect(forecast).toMatchObject({ isComplete: true, managedUsers: enabledBefore.length - ADMINISTRATORS_AND_PETRA })
  })

  it('is within the limits and safe when few are gone', async () => {
    const limits = { ...usualSafetyLimits, mostDisabled: 10, mostDisabledPercent: 20 }

    const plan = await made(strategySource({}, { safety: limits }))

    expect(plan.plan.safety.kind).toBe('safe')
    expect(plan.plan.breakGlass.kind).toBe('proved')
  })

  it('stops the plan when a group filter would leave nearly nobody', async () => {
    const plan = await made(strategySource({ provision_group_required: 'No such group*' }))

    expect(plan.forecast).toMatchObject({ kind: 'made', peopleInDirectory: 0 })
    expect(reasons(plan)).toContainEqual(['plan.safety.directory-empty', true])
    expect(reasons(plan)).toContainEqual(['plan.safety.too-many', true])
  })

  it('counts the members of the groups that the filter names', async () => {
    const all = await made(strategySource())
    const some = await made(strategySource({ provision_group_required: '*' }))
    if (all.forecast.kind !== 'made' || some.forecast.kind !== 'made') throw new TypeError('No forecast')

    expect(some.forecast.peopleInDirectory).toBeGreaterThan(0)
    expect(some.forecast.peopleInDirectory).toBeLessThanOrEqual(all.forecast.peopleInDirectory)
    expect(some.forecast.assumptions.join(' ')).toContain('Only direct members')
  })

  it('stops the plan when the directory is much smaller than at the last good run', async () => {
    const memory = { ...world.memory, peopleLastTime: { count: 5000, at: '2026-11-01T00:00:00.000Z' } }

    expect(reasons(await made(strategySource(), password, { memory }))).toContainEqual(['plan.safety.directory-shrunk', true])
  })

  it('loses nobody when the provider is told to remove nobody', async () => {
    const { forecast } = await made(strategySource({ deprovision_users: false }))

    expect(forecast).toMatchObject({ kind: 'made', wouldLose: [] })
  })

  it.each([
    ['no password was given', () => ({ password: undefined, changes: {} }), /No password/],
    ['the password is wrong', () => ({ password: new Secret('wrong'), changes: {} }), /^Name or password is wrong\. The server refused/],
    ['the host cannot be reached', () => ({ password, changes: { ldap_port: 1 } }), /^Nothing listens on this port\. localhost/],
    [
      'the connection would be readable',
      () => ({ password, changes: { ldap_secure: false, ldap_port: directory.ldapPort } }),
      /^The password was not sent in clear\. .*It was not sent\.$/
    ]
  ])('is not made when %s, which can be overridden', async (_, given, because) => {
    const { password: secret, changes } = given()

    const plan = await world.plan(strategySource(changes), { ldapPassword: secret })

    if (!plan.ok) throw new TypeError(plan.error.cause)
    const { forecast } = plan.value
    expect(forecast.kind === 'not-made' ? forecast.because : forecast.kind).toMatch(because)
    expect(reasons(plan.value)).toEqual([['plan.safety.directory-not-read', true]])
  })

  it('stops the plan for good when somebody who must always be found is not', async () => {
    const { forecast: all } = await made(strategySource())
    if (all.kind !== 'made') throw new TypeError(all.kind)
    const limits = { ...usualSafetyLimits, mostDisabledPercent: 20, mustBeFound: [`Nobody.Nowhere@${directory.domain}`] }

    const plan = await made(strategySource({}, { safety: limits }))

    expect(all.notFound).toEqual([])
    expect(plan.forecast).toMatchObject({ notFound: [`Nobody.Nowhere@${directory.domain}`], wouldLose: all.wouldLose })
    expect(reasons(plan)).toEqual([['plan.safety.must-be-found', false]])
  })

  it('is incomplete, and never overridden, when the base does not exist', async () => {
    const plan = await made(strategySource({ ldap_base_dn: `OU=Moved,${directory.baseDn}` }))

    expect(plan.forecast).toMatchObject({ kind: 'made', isComplete: false, cut: 'directory', wouldLose: [] })
    expect(reasons(plan)).toEqual([['plan.safety.read-incomplete', false]])
  })

  it.each(['size-limit', 'dropped-mid-page'] as const)(
    'is incomplete, and never overridden, when the reading is cut: %s',
    async (fault) => {
      // given a directory that does not give all its people away
      const cut = await startPracticeDirectory({ faults: [fault] })
      try {
        const strategies = [{ id: 101, fields: { ...settingsOf(cut), ldap_provisioning_enabled: true } }]
        const profile = world.profile({ strategies, directory: { ...way(), caPem: cut.caPem } })

        const plan = await made({ kind: 'profile', profile }, new Secret(cut.password))

        // then nobody is named, and no word of who typed what helps
        expect(plan.forecast).toMatchObject({ kind: 'made', isComplete: false, cut: 'directory' })
        expect(reasons(plan)).toEqual([['plan.safety.read-incomplete', false]])
        expect(plan.plan.peopleLosingAccess).toBeUndefined()
      } finally {
        await cut.close()
      }
    }
  )

  it('is not needed when nothing that a sync goes by changes', async () => {
    const { forecast } = await made({ kind: 'profile', profile: world.profile({ siteLdap: { ldap_host: 'dc1.practice.example' } }) })

    expect(forecast).toEqual({ kind: 'not-needed' })
  })

  it('is no plan at all when the users of the site cannot be read to the end', async () => {
    world.practice.faults.add({ method: 'GET', path: '/users', skip: 1, times: Infinity, kind: 'broken-json' })

    const plan = await world.plan(strategySource(), { ldapPassword: password })

    world.practice.faults.clear()
    expect(plan).toMatchObject({ ok: false, error: { code: 'plan.read-incomplete' } })
  })

  it('of a run that went well is remembered', async () => {
    const limits = { ...usualSafetyLimits, mostDisabledPercent: 20 }
    const end = await world.apply(strategySource({}, { safety: limits }), { ldapPassword: password })

    expect(receiptIn(end).outcome).toBe('proved')
    expect(end.kind === 'ran' && end.learned.peopleLastTime?.count).toBeGreaterThan(200)
  })
})
