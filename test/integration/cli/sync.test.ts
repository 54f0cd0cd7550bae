import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

describe('sync --history', () => {
  it('shows how earlier syncs ended, newest first, in the words of the site, and orders nothing', async () => {
    await using site = await startCliSite(directory)
    provisionFrom(site, directory)
    await site.service.runSync(101)
    site.service.state.ldapPasswords.set(101, 'wrong')
    await site.service.runSync(101)

    const text = await site.run(['sync', '--site', site.service.origin, '--history'])
    const json = await site.run(['sync', '--site', site.service.origin, '--history', '--json'])

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout).toMatch(/^2 entries in the last 7 days, 1 failed, 1 failed in part\. None succeeded\.$/m)
    expect(text.stdout).toMatch(/UTC {2}failure\n {4}LDAP sync of the strategy .* failed\.\n/)
    expect(text.stdout).toMatch(/Left out +1 that programs have left in the same log/)
    expect(JSON.parse(json.stdout)).toMatchObject({
      command: 'sync',
      outcome: 'read',
      ofPrograms: 1,
      entries: [{ status: 'failure' }, { status: 'partial_failure' }]
    })
    expect(site.writes()).toEqual([])
  })

  it('is no success when no sync has left an entry', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout } = await site.run(['sync', '--site', site.service.origin, '--history', '--json'])

    expect([code, JSON.parse(stdout)]).toMatchObject([1, { outcome: 'read', entries: [] }])
  })

  it('says that nobody may read the log, and is no success then', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({ kind: 'answer-with', type: 'not-authorized/site-admin-required', path: '/external_events', times: 100 })

    const { code, stdout, stderr } = await site.run(['sync', '--site', site.service.origin, '--history'])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('service.key.not-site-admin')
  })

  it('says what it cannot be used with', async () => {
    await using site = await startCliSite(directory)

    const both = await site.run(['sync', '--site', site.service.origin, '--history', '--strategy', '101', '--follow', '--days', '0'])
    const neither = await site.run(['sync', '--site', site.service.origin])

    expect([both.code, neither.code]).toEqual([2, 2])
    for (const option of ['--days:', '--strategy out', '--follow out']) expect(both.stderr).toContain(option)
    expect(neither.stderr).toContain('--strategy is missing')
  })
})

describe('the sync command', () => {
  it('orders a sync once and exits with 0', async () => {
    await using site = await startCliSite(directory)

    const { code, stdout, stderr } = await site.run(['sync', '--site', site.service.origin, '--strategy', '101'])

    expect([code, stderr]).toEqual([0, 'Files.com has taken the order.\n'])
    expect(stdout).toContain('The sync is ordered.')
    expect(site.writes()).toEqual(['POST /api/rest/v1/sso_strategies/101/sync'])
  })

  it('follows it to its success', async () => {
    await using site = await startCliSite(directory)
    provisionFrom(site, { ...directory, baseDn: `OU=Groups,OU=Company,${directory.baseDn}` })

    const { code, stdout } = await site.run(['sync', '--site', site.service.origin, '--strategy', '101', '--follow', '--json'])

    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, command: 'sync', outcome: 'succeeded', kind: 'seen', status: 'success' })
    expect(code).toBe(0)
  })

  it('exits with 1 when somebody was left out, and tells whom, a line each', async () => {
    await using site = await startCliSite(directory)
    provisionFrom(site, directory)

    const { code, stdout } = await site.run(['sync', '--site', site.service.origin, '--strategy', '101', '--follow'])

    expect(code).toBe(1)
    expect(stdout).toMatch(/Event +.*, partial_failure$/m)
    expect(stdout).toMatch(/^ {4}It says +LDAP sync of the strategy/m)
    expect(stdout).toMatch(/^ +CN=.*: no mail address$/m)
  })

  it('exits with 1 when it failed, and tells what the site wrote', async () => {
    await using site = await startCliSite(directory)
    provisionFrom(site, directory)
    site.service.state.ldapPasswords.set(101, 'wrong')

    const { code, stdout } = await site.run(['sync', '--site', site.service.origin, '--strategy', '101', '--follow'])

    expect(code).toBe(1)
    expect(stdout).toContain('The sync did not succeed.')
    expect(stdout).toContain('service.sync.failed')
  })

  it('exits with 1 when no result is seen in time', async () => {
    await using site = await startCliSite(directory)
    site.service.faults.add({
      kind: 'answer-with',
      method: 'GET',
      path: '/external_events*',
      type: 'not-found',
      status: 404,
      skip: 1,
      times: Infinity
    })

    const { code, stdout } = await site.run([
      'sync',
      '--site',
      site.service.origin,
      '--strategy',
      '101',
      '--follow',
      '--timeout',
      '1',
      '--json'
    ])

    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ outcome: 'not-seen', problem: { code: 'service.sync.not-seen' } })
  })

  it.each([
    ['a strategy that is no number', ['--strategy', 'azure'], '--strategy: “azure” is no id'],
    ['a timeout that is no number', ['--strategy', '101', '--timeout', 'soon'], '--timeout: “soon” is no number'],
    ['a strategy that the site does not have', ['--strategy', '999'], 'service.record.not-found']
  ])('exits with 2 for %s', async (_what, words, message) => {
    await using site = await startCliSite(directory)

    const { code, stderr } = await site.run(['sync', '--site', site.service.origin, ...words])

    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(site.writes()).toEqual([])
  })
})

/** LDAP provisioning of the strategy, as the web form would set it up. */
function provisionFrom(
  { service }: CliSite,
  { host, ldapsPort, username, baseDn, usernameField, domain, password }: PracticeDirectory
): void {
  const strategy = service.state.strategies.get(101)
  if (strategy === undefined) throw new TypeError('The practice site has lost its strategy')
  Object.assign(strategy, {
    ldap_provisioning_enabled: true,
    ldap_host: host,
    ldap_port: ldapsPort,
    ldap_secure: true,
    ldap_username: username,
    ldap_base_dn: baseDn,
    ldap_username_field: usernameField,
    ldap_domain: domain
  })
  service.state.ldapPasswords.set(101, password)
}
