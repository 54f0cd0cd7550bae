import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planDocumentSchema } from '../../../src-main/contract/plan-document-schema.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

/** The group that single sign-on has named by its object id. */
const BY_ID = 4

async function mappingFor(site: CliSite, name = 'Engineering'): Promise<string> {
  const path = site.file('groups.csv')
  await writeFile(path, `objectId;displayName\r\n${nameOf(site)};${name}\r\n00000000-0000-4000-8000-000000000000;Elsewhere\r\n`)
  return path
}

const nameOf = ({ service }: CliSite) => service.state.groups.get(BY_ID)?.name

describe('groups rename', () => {
  it('is a plan that is shown, applied by its digest, proved, and undone', async () => {
    // given a group that is called by an id, and a mapping that knows it
    await using site = await startCliSite(directory)
    const before = nameOf(site)
    const command = ['groups', 'rename', '--mapping', await mappingFor(site), '--site', site.service.origin]

    // when it is shown, then applied
    const shown = await site.run(command)
    const document = await site.run([...command, '--json'])
    const digest = await site.digest(command)
    const receipt = site.file('receipt.json')
    const applied = await site.run([...command, '--digest', digest, '--receipt', receipt])

    // then the plan says what it does and how to go on, and the group has its name
    expect(shown.code).toBe(10)
    expect(shown.stdout).toMatch(new RegExp(`before +${before ?? 'nobody'}`))
    expect(shown.stdout).toMatch(/entra-setup groups rename --mapping \S+groups\.csv --site/)
    expect(shown.stderr).toContain('One line of the mapping names no group of this site.')
    expect(planDocumentSchema.safeParse(JSON.parse(document.stdout)).error).toBeUndefined()
    expect(applied.code).toBe(0)
    expect(site.writes()).toEqual([`PATCH /api/rest/v1/groups/${String(BY_ID)}`])
    expect(nameOf(site)).toBe('Engineering')
    // and the undo brings the old one back
    const back = await site.digest(['undo', '--receipt', receipt])
    expect((await site.run(['undo', '--receipt', receipt, '--digest', back])).code).toBe(0)
    expect(nameOf(site)).toBe(before)
  })

  it('can be written as a profile, which is planned, applied and verified like any other', async () => {
    await using site = await startCliSite(directory)
    const limits = await site.profile({ siteLdap: {} })
    const profile = site.file('names.json')

    const written = await site.run([
      'groups',
      'rename',
      '--mapping',
      await mappingFor(site),
      '--profile',
      limits,
      '--write-profile',
      profile
    ])

    expect(written.code).toBe(0)
    expect(JSON.parse(await readFile(profile, 'utf8'))).toMatchObject({ groups: [{ id: BY_ID, newName: 'Engineering' }], users: [] })
    expect((await site.run(['verify', '--profile', profile])).code).toBe(1)
    const digest = await site.digest(['plan', '--profile', profile])
    expect((await site.run(['apply', '--profile', profile, '--digest', digest])).code).toBe(0)
    expect((await site.run(['verify', '--profile', profile])).code).toBe(0)
    expect((await site.run(['plan', '--profile', profile])).code).toBe(0)
  })

  it.each([
    ['a name that is taken', 'finance', 'has this name already'],
    ['no name', '', 'Left as it is'],
    ['an id in place of the name', '0b0f4a0e-7b3c-4b6e-9d5e-2f1c6a8e4d11', 'Left as it is']
  ])('leaves a group as it is for which the mapping has %s, and says why', async (_, name, said) => {
    await using site = await startCliSite(directory)

    const { code, stderr } = await site.run(['groups', 'rename', '--mapping', await mappingFor(site, name), '--site', site.service.origin])

    expect(code).toBe(0)
    expect(stderr).toContain('Left as it is')
    expect(`${stderr} has this name already`).toContain(said)
  })

  it.each([
    ['no such file', ['--mapping', '/nowhere/groups.csv']],
    ['a file of another kind', ['--mapping', 'profile.json']],
    ['both ways at once', ['--mapping', 'profile.json', '--write-profile', 'x.json', '--digest', 'a'.repeat(64)]]
  ])('ends with 2 for %s, and sends nothing', async (_, words) => {
    await using site = await startCliSite(directory)
    const profile = await site.profile()

    const { code } = await site.run([
      'groups',
      'rename',
      ...words.map((word) => (word === 'profile.json' ? profile : word)),
      '--site',
      site.service.origin
    ])

    expect(code).toBe(2)
    expect(site.writes()).toEqual([])
  })
})

describe('people of a profile', () => {
  it('are renamed by number, verified, and called as before after an undo', async () => {
    await using site = await startCliSite(directory)
    const path = site.file('people.json')
    const person = { username: 'petra.plain', newUsername: 'petra.plain@practice.example', newEmail: 'petra.plain@practice.example' }
    await writeFile(path, JSON.stringify({ schemaVersion: 2, site: site.service.origin, users: [person] }))
    const before = { ...site.service.state.users.get(5) }
    const receipt = site.file('receipt.json')

    const applied = await site.run([
      'apply',
      '--profile',
      path,
      '--digest',
      await site.digest(['plan', '--profile', path]),
      '--receipt',
      receipt
    ])

    expect(applied.code).toBe(0)
    expect(site.service.state.users.get(5)).toMatchObject({ username: person.newUsername, email: person.newEmail })
    expect((await site.run(['verify', '--profile', path])).code).toBe(0)
    const shown = await site.run(['undo', '--receipt', receipt, '--profile', path])
    expect(shown.stdout.replaceAll(/\s+/g, ' ')).toContain('the profile still wants another value of “User name”')
    expect((await site.run(['undo', '--receipt', receipt, '--digest', await site.digest(['undo', '--receipt', receipt])])).code).toBe(0)
    expect(site.service.state.users.get(5)).toMatchObject({ username: before.username, email: before.email })
  })
})
