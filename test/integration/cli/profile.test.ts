import { readFile, stat, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

describe('a new profile', () => {
  it('is made from what the site holds, so that its plan has nothing to do', async () => {
    await using site = await startCliSite(directory)
    const file = site.file('new.json')

    const made = await site.run(['profile', '--new', file, '--site', site.service.origin])
    const planned = await site.run(['plan', '--profile', file])
    const checked = await site.run(['profile', file])

    expect([made.code, planned.code, checked.code]).toEqual([0, 0, 0])
    expect(made.stdout).toContain(`entra-setup plan --profile ${file}`)
    expect(planned.stdout).toContain('Nothing to do')
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      schemaVersion: 2,
      site: site.service.origin,
      siteLdap: { ldap_enabled: false },
      strategies: [{ id: 101, fields: { enabled: true } }]
    })
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(site.writes()).toEqual([])
  })

  it('never takes the place of a file', async () => {
    await using site = await startCliSite(directory)
    const file = site.file('mine.json')
    await writeFile(file, 'mine')

    const { code, stderr } = await site.run(['profile', '--new', file, '--site', site.service.origin])

    expect([code, await readFile(file, 'utf8')]).toEqual([2, 'mine'])
    expect(stderr).toContain('is there already')
    expect(site.service.requests).toEqual([])
  })
})

describe('the check of a profile', () => {
  it('names wrong values and unknown fields with their place, without asking the site', async () => {
    await using site = await startCliSite(directory)
    const file = site.file('wrong.json')
    await writeFile(file, JSON.stringify({ schemaVersion: 2, site: 'acme', siteLdap: { ldap_port: 99_999, ldap_hots: 'dc1' } }))

    const text = await site.run(['profile', file])
    const json = await site.run(['profile', file, '--json'])

    expect([text.code, json.code]).toEqual([1, 1])
    expect(text.stdout).toMatch(/Wrong +siteLdap\.ldap_hots: /)
    expect(text.stdout).toMatch(/Wrong +siteLdap\.ldap_port: /)
    expect(JSON.parse(json.stdout)).toMatchObject({ command: 'profile', outcome: 'wrong' })
    expect(site.service.requests).toEqual([])
  })

  it('writes one of an older version in the newest', async () => {
    await using site = await startCliSite(directory)
    const [old, migrated] = [site.file('old.json'), site.file('migrated.json')]
    await writeFile(old, JSON.stringify(versionOne))

    const { code, stdout } = await site.run(['profile', old, '--out', migrated])

    expect(code).toBe(0)
    expect(stdout).toMatch(/Site +acme/)
    expect(JSON.parse(await readFile(migrated, 'utf8'))).toMatchObject({
      schemaVersion: 2,
      site: 'acme',
      siteLdap: { ldap_host: 'dc1.corp.example', ldap_base_dn: 'DC=corp,DC=example' }
    })
  })

  it.each([
    ['is not there', undefined, 'plan.profile.unreadable'],
    ['holds a secret', '{ "schemaVersion": 2, "site": "acme", "apiKey": "Kanari-12345678" }', 'plan.profile.holds-secret']
  ])('exits with 2 when it %s', async (_what, content, problemCode) => {
    await using site = await startCliSite(directory)
    const file = site.file('given.json')
    if (content !== undefined) await writeFile(file, content)

    const { code, stdout, stderr } = await site.run(['profile', file])

    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(problemCode)
    expect(stderr).not.toContain('Kanari')
  })

  it.each([[['profile']], [['profile', 'a.json', '--new', 'b.json']]])('refuses %s', async (args) => {
    await using site = await startCliSite(directory)

    const { code, stderr } = await site.run(args)

    expect(code).toBe(2)
    expect(stderr).toContain('either a profile to check, or --new')
  })
})

const versionOne = {
  schemaVersion: 1,
  name: 'Old',
  site: 'acme',
  form: {
    host: 'dc1.corp.example',
    backupHost1: '',
    backupHost2: '',
    port: '636',
    security: 'ldaps',
    serverType: 'active-directory',
    username: 'reader@corp.example',
    baseDn: 'DC=corp,DC=example',
    usernameField: '',
    domain: '',
    caFileName: '',
    caPem: '',
    allowCleartext: false,
    person: ''
  }
}
