import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { freePorts } from '../../support/free-ports.ts'
import { ask, list, picked } from './service-client.ts'

let directory: PracticeDirectory
let service: PracticeService
// One for each test: a few wrong passwords lock the account.
beforeEach(async () => {
  directory = await startPracticeDirectory()
  service = await startPracticeService({ caPem: directory.caPem, ldapTimeoutMs: 5_000 })
})
afterEach(async () => {
  await service.close()
  await directory.close()
})

const ldap = (): Record<string, string | number | boolean> => ({
  ldap_type: 'active_directory',
  ldap_host: 'localhost',
  ldap_port: directory.ldapsPort,
  ldap_secure: true,
  ldap_base_dn: directory.baseDn,
  ldap_username: directory.username,
  ldap_username_field: directory.usernameField,
  ldap_domain: directory.domain
})

async function switchOnSite(changes: Record<string, string | number | boolean> = {}): Promise<void> {
  const password = { ldap_password_change: directory.password, ldap_password_change_confirmation: directory.password }
  const told = await ask(service, 'PATCH', '/site', { body: { ldap_enabled: true, ...ldap(), ...password, ...changes } })
  expect(told.status).toBe(200)
}

function switchOnStrategy(changes: Record<string, string | number | boolean> = {}): void {
  service.changeAsSecondAdministrator({
    strategy: { id: 101, fields: { ldap_provisioning_enabled: true, ...ldap(), ldap_password_change: directory.password, ...changes } }
  })
}

function lastEvent(): { readonly status: string | undefined; readonly lines: readonly string[] } {
  const event = service.state.externalEvents.at(-1)
  return { status: event?.status, lines: event?.body.split('\n') ?? [] }
}

const userNamed = (username: string): ReturnType<PracticeService['state']['users']['get']> =>
  [...service.state.users.values()].find((user) => user.username === username)

describe('the sync of a strategy', () => {
  it('is begun by POST, creates who is missing, disables who has left, and tells all in one external event', async () => {
    switchOnStrategy()
    const before = service.state.users.size

    const told = await ask(service, 'POST', '/sso_strategies/101/sync')
    await service.runSync(101)

    expect(told.status).toBe(204)
    const events = list((await ask(service, 'GET', '/external_events?filter[event_type]=ldap_sync')).body)
    expect(events.map(({ status }) => status)).toEqual(['partial_failure', 'partial_failure'])
    expect(String(events[0]?.['body']).split('\n').slice(0, 3)).toEqual([
      'LDAP sync of the strategy “Practice Entra ID” with localhost: 308 people found, 294 of them in scope.',
      'Users: 223 created, 0 updated, 0 enabled, 4 disabled, 47 unchanged, 0 left alone.',
      'Skipped: 24.'
    ])
    expect(service.state.users.size).toBe(before + 223)
    expect(picked(userNamed('former.person000001@practice.example'), 'disabled')).toEqual({ disabled: true })
    expect(picked([...service.state.users.values()].at(-1), 'authentication_method', 'sso_strategy_id', 'externally_managed')).toEqual({
      authentication_method: 'sso',
      sso_strategy_id: 101,
      externally_managed: true
    })
  })

  it('updates names and addresses, and enables who has come back', async () => {
    switchOnStrategy()
    const anna = userNamed('anna.smith@practice.example')
    if (anna === undefined) throw new TypeError('Anna is missing')
    Object.assign(anna, { disabled: true, email: 'old@practice.example' })

    await service.runSync(101)

    expect(picked(anna, 'disabled', 'email', 'name')).toEqual({
      disabled: false,
      email: 'anna.smith@practice.example',
      name: 'Smith, Anna'
    })
  })

  it('never touches administrators or anybody it does not look after', async () => {
    switchOnStrategy({ ldap_base_dn: `OU=Groups,OU=Company,${directory.baseDn}`, provision_users: true })

    await service.runSync(101)

    expect([1, 2, 3, 4, 5].map((id) => service.state.users.get(id)?.disabled)).toEqual([false, false, false, false, false])
  })

  it('takes only people in the required groups, and only the groups it should', async () => {
    switchOnStrategy({
      provision_group_required: 'Sales\nFin*',
      provision_group_inclusion: 'S*',
      provision_group_exclusion: 'Site *',
      provision_group_default: 'Everyone'
    })

    await service.runSync(101)

    const made = [...service.state.managedGroupIds].map((id) => service.state.groups.get(id)?.name)
    expect(made).toContain('Everyone')
    expect(made.filter((name) => name !== 'Everyone' && !/^S/.test(name ?? ''))).toEqual([])
    expect(made.filter((name) => name?.startsWith('Site '))).toEqual([])
    const created = [...service.state.users.values()].filter(({ id }) => id > 1_000_000)
    const everyone = service.state.groupNamed('Everyone')
    expect(service.state.memberships.ofGroup(everyone?.id ?? 0)).toHaveLength(created.length)
    expect(created.length).toBeGreaterThan(30)
    expect(created.length).toBeLessThan(120)
  })

  it('creates and disables nobody when it is not allowed to', async () => {
    switchOnStrategy({ provision_users: false, deprovision_users: false, provision_groups: false })

    await service.runSync(101)

    expect([service.state.users.size, service.state.groups.size]).toEqual([60, 4])
    expect([...service.state.users.values()].filter(({ disabled }) => disabled)).toEqual([])
  })

  it('is skipped while it is off, and does not exist for an unknown strategy', async () => {
    await service.runSync(101)

    expect(lastEvent().status).toBe('skipped')
    await expect(service.runSync(77)).rejects.toThrow(RangeError)
  })
})

describe('the sync of the site', () => {
  it('creates people of its own, leaves those of the strategy alone, and disables its own when they leave', async () => {
    await switchOnSite()
    await service.runSync()
    expect(lastEvent().lines[1]).toBe('Users: 223 created, 0 updated, 0 enabled, 0 disabled, 0 unchanged, 51 left alone.')

    await switchOnSite({ ldap_user_include_groups: 'Sales' })
    await service.runSync()

    expect(lastEvent().lines[1]).toMatch(/^Users: 0 created, 0 updated, 0 enabled, 20\d disabled, \d+ unchanged, \d+ left alone\.$/)
    expect(picked(userNamed('anna.smith@practice.example'), 'disabled', 'sso_strategy_id')).toEqual({
      disabled: false,
      sso_strategy_id: 101
    })
  })

  it('makes groups only when somebody names some, and takes members away again', async () => {
    await switchOnSite()
    await service.runSync()
    expect(service.state.groups.size).toBe(4)

    await switchOnSite({ ldap_group_inclusion: 'Site *', ldap_group_exclusion: 'Site Boston' })
    await service.runSync()
    const paris = service.state.groupNamed('Site Paris')
    const members = service.state.memberships.ofGroup(paris?.id ?? 0).length
    expect([service.state.groups.size, members > 20, service.state.groupNamed('Site Boston')]).toEqual([9, true, undefined])

    await switchOnSite({ ldap_group_inclusion: 'Site Berlin' })
    await service.runSync()
    expect(service.state.memberships.ofGroup(paris?.id ?? 0)).toHaveLength(0)
  })
})

describe('a sync that fails', () => {
  it.each([
    ['a wrong password', { ldap_password_change: 'x', ldap_password_change_confirmation: 'x' }, /^localhost:\d+: .*52e/],
    ['a base that does not exist', { ldap_base_dn: 'OU=Nowhere,DC=practice,DC=example' }, /^localhost:\d+: .*(0000208D|NO_OBJECT)/],
    ['a name that is not on the certificate', { ldap_host: '127.0.0.2' }, /^127\.0\.0\.2:\d+: /],
    ['no host', { ldap_host: '' }, /^No LDAP host is set\.$/],
    ['no base', { ldap_base_dn: '' }, /^No base DN is set\.$/],
    ['no account', { ldap_username: '' }, /^No LDAP account is set\.$/]
  ])('%s is a failure that says why and changes nobody', async (_, changes, reason) => {
    await switchOnSite(changes)

    await service.runSync()

    const { status, lines } = lastEvent()
    expect([status, lines[0], service.state.users.size]).toEqual(['failure', 'LDAP sync of the site failed.', 60])
    expect(lines[1]).toMatch(reason)
  })

  it('an authority that is not trusted is refused, unless the site allows any certificate', async () => {
    await using stranger = await startPracticeService()
    const both = { ldap_password_change: directory.password, ldap_password_change_confirmation: directory.password }
    await ask(stranger, 'PATCH', '/site', { body: { ldap_enabled: true, ...ldap(), ...both } })
    await stranger.runSync()
    await ask(stranger, 'PATCH', '/site', { body: { ldap_server_certificate: 'allow_any' } })
    await stranger.runSync()

    expect(stranger.state.externalEvents.slice(1).map(({ status }) => status)).toEqual(['failure', 'partial_failure'])
    expect(stranger.state.externalEvents[1]?.body).toMatch(/certificate/)
  })

  it('tries the backup hosts in their order', async () => {
    const [closed = 0] = await freePorts(1)
    await switchOnSite({ ldap_host: '127.0.0.9', ldap_host_2: 'localhost' })
    await service.runSync()
    const reached = lastEvent()
    await switchOnSite({ ldap_port: closed, ldap_host: 'localhost', ldap_host_2: '127.0.0.1' })
    await service.runSync()

    expect(reached.lines[0]).toContain('with localhost:')
    expect(
      lastEvent()
        .lines.slice(1)
        .map((line) => line.split(': ')[0])
    ).toEqual([`localhost:${closed}`, `127.0.0.1:${closed}`])
  })

  it('three times in a row is switched off, with a word about it; sign-in goes on', async () => {
    switchOnStrategy({ ldap_password_change: 'stale' })
    const seen: unknown[] = []
    for (let run = 0; run < 4; run += 1) {
      await service.runSync(101)
      seen.push([lastEvent().status, service.state.strategies.get(101)?.ldap_provisioning_enabled])
    }

    expect(seen).toEqual([
      ['failure', true],
      ['failure', true],
      ['failure', false],
      ['skipped', false]
    ])
    expect(service.state.externalEvents.at(-2)?.body).toContain('It has failed 3 times in a row and has been switched off.')
    expect(service.state.strategies.get(101)?.enabled).toBe(true)
  })

  it('counts only failures in a row, for the site too', async () => {
    const wrong = { ldap_password_change: 'x', ldap_password_change_confirmation: 'x' }
    const runs: (string | undefined)[] = []
    for (const changes of [wrong, wrong, {}, wrong, wrong, wrong]) {
      await switchOnSite(changes)
      await service.runSync()
      runs.push(`${String(lastEvent().status)} ${service.state.site.ldap_enabled}`)
    }

    expect(runs).toEqual(['failure true', 'failure true', 'partial_failure true', 'failure true', 'failure true', 'failure false'])
  })
})

describe('the clock', () => {
  it('runs what is switched on, again and again', async () => {
    await using ticking = await startPracticeService({ caPem: directory.caPem, syncEveryMs: 20 })

    await expect.poll(() => ticking.state.externalEvents.filter(({ event_type }) => event_type === 'ldap_sync').length).toBeGreaterThan(2)
  })
})
