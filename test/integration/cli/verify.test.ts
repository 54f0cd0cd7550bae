import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

describe('the verify command', () => {
  it('exits with 0 when the site holds exactly what the profile says', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: { ldap_enabled: false, ldap_type: 'active_directory', ldap_password: 'set' } })

    const { code, stdout } = await site.run(['verify', '--profile', profile])

    expect(code).toBe(0)
    expect(stdout).toMatch(/As wanted +2 fields/)
    expect(stdout).toMatch(/Not compared +LDAP Password: what it holds cannot be read/)
    expect(site.writes()).toEqual([])
  })

  it('exits with 1 when it differs, and shows what it holds', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const text = await site.run(['verify', '--profile', profile])
    const json = await site.run(['verify', '--profile', profile, '--json'])

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout).toContain('  LDAP Host (ldap_host)\n    planned  127.0.0.1\n    holds    (empty)\n')
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: 1,
      command: 'verify',
      outcome: 'differs',
      holds: false,
      resources: [
        {
          id: 'site-ldap',
          fields: expect.arrayContaining([
            { field: 'ldap_host', label: 'LDAP Host', state: 'differs', planned: '127.0.0.1', actual: null }
          ]) as unknown[]
        }
      ]
    })
    expect(site.writes()).toEqual([])
  })

  it('exits with 2 when the profile names what the site does not have', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ strategies: [{ id: 999, fields: { enabled: true } }] })

    const { code, stderr } = await site.run(['verify', '--profile', profile])

    expect(code).toBe(2)
    expect(stderr).toContain('plan.target.missing')
  })
})
