import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readUsersFile } from '../../../src-main/adapters/preview/read-users-file.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { SiteUsers } from '../../../src-main/core/preview/site-users.ts'
import { generateDirectory } from '../../bench/directory-generator.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('a list of users in a file', () => {
  it('is read as the service answers it', async () => {
    const record = {
      id: 7,
      username: 'anna@corp.test',
      email: 'anna@corp.test',
      name: null,
      authentication_method: 'sso',
      sso_strategy_id: 12,
      externally_managed: true,
      disabled: true,
      site_admin: false,
      readonly_site_admin: true,
      group_ids: '17,23',
      announcements_read: false,
      notification: { daily: ['}', '"'] }
    }

    expect(await rows(JSON.stringify([record]))).toEqual([
      {
        id: 7,
        username: 'anna@corp.test',
        email: 'anna@corp.test',
        name: '',
        method: 'sso',
        strategy: 12,
        state: 13,
        groups: ['group 17', 'group 23']
      }
    ])
  })

  it('is read as the generator of test data writes it, and when it is short', async () => {
    const { siteUsers } = generateDirectory({ users: 300, groups: 5 }, () => undefined)

    expect((await rows(JSON.stringify(siteUsers))).map(({ id, username, email, name }) => ({ id, username, email, name }))).toEqual(
      siteUsers.map(({ id, username, email, name }) => ({ id, username, email, name }))
    )
    expect(
      await rows(' [ {"id": 1, "username": "b", "groups": ["Sales, \\"EU\\"", "IT"]},\n{"id":2,"username":"c","groups":["IT"]} ]\n')
    ).toMatchObject([
      { username: 'b', groups: ['Sales, "EU"', 'IT'], method: '', state: 0 },
      { username: 'c', groups: ['IT'] }
    ])
    expect(await rows('[]')).toEqual([])
  })

  it.each([
    ['only numbers of groups', '[{"id":1,"username":"b","group_ids":"17,23"}]', false],
    ['no groups', '[{"id":1,"username":"b"}]', false],
    ['groups by name', '[{"id":1,"username":"b"},{"id":2,"username":"c","groups":[]}]', true]
  ])('tells whether it names groups: %s', async (_, text, namesGroups) => {
    expect((await users(text)).namesGroups).toBe(namesGroups)
  })

  it('counts a user of whom it says nothing else as told', async () => {
    const unsaid = { authenticationMethod: 'sso', ssoStrategyId: 3, externallyManaged: true }

    expect(await rows('[{"id":1,"username":"a"},{"id":2,"username":"b","authentication_method":"password"}]', { unsaid })).toMatchObject([
      { method: 'sso', strategy: 3, state: 4 },
      { method: 'password', strategy: undefined, state: 0 }
    ])
  })

  it.each([
    ['', 'it is empty'],
    ['{"users": []}', 'it has to begin with “[”'],
    ['[{"id":1,"username":"a"}', 'it ends too early, after 1 whole records'],
    ['[{"id":1,"username":"a"},', 'it ends too early, after 1 whole records'],
    ['[{"id":1,"username":"a"},]', 'its record 2 is no group in { }'],
    ['[{"id":1,"username":"a"} {"id":2}]', 'a comma or “]” is missing after its record 1'],
    ['[1]', 'its record 1 is no group in { }'],
    ['[{"id":7,"username":"a"},{"id":8,"username":"b"},{"id":7,"username":"a"}]', 'its record 3 has the id of an earlier one'],
    ['[] []', 'something follows the end'],
    ['[{"id":1,"username":"a"},{"id":2}]', 'its record 2 has no fitting username: it has to be a text in quotes'],
    ['[{"id":"x","username":"secret-value"}]', 'its record 1 has no fitting id: it has to be a number'],
    ['[{"id":1,"username":""}]', 'its record 1 has an empty username'],
    ['[{"id":1,"username":"a","disabled":"no"}]', 'its record 1 has no fitting disabled: it has to be true or false'],
    ['[{"id":1 "username":"a"}]', 'its record 1 is no JSON'],
    [Buffer.from('[{"id":1,"username":"J\u00fcrgen"}]', 'latin1'), 'its record 1 is not in UTF-8']
  ])('is refused with the place, and without a value: %s', async (content, words) => {
    const read = await readContent(content, { itemBytes: 2048, pieceBytes: 512 })

    const cause = read.ok ? 'read' : read.error.cause
    expect(cause).toContain(words)
    expect(cause).not.toContain('secret-value')
    expect(!read.ok && read.error.code).toBe('preview.users-file.unreadable')
  })

  it('is refused when one record is beyond the limit, before it fills the memory', async () => {
    const read = await readContent(`[{"id":1,"username":"${'a'.repeat(20_000)}"}]`, { itemBytes: 2048, pieceBytes: 512 })

    expect(!read.ok && read.error.cause).toContain('its record 1 is larger than 2 KB')
  })

  it('is refused when it is not there', async () => {
    const read = await readUsersFile('/nonexistent/users.json', neverCancelled)

    expect(!read.ok && read.error.cause).toContain('ENOENT')
  })

  it('is read the same in pieces of any size, whatever is in its texts', async () => {
    const users = fc.array(
      fc.record({ username: fc.string({ unit: 'binary', minLength: 1 }), name: fc.string({ unit: 'binary' }), odd: fc.json() })
    )
    await fc.assert(
      fc.asyncProperty(users, fc.integer({ min: 8, max: 200 }), async (written, pieceBytes) => {
        const records = written.map((user, id) => ({ id, ...user }))

        const read = await rows(JSON.stringify(records, null, pieceBytes % 3), { pieceBytes })

        expect(read.map(({ id, username, name }) => ({ id, username, name }))).toEqual(
          records.map(({ id, username, name }) => ({ id, username, name }))
        )
      }),
      { numRuns: 200 }
    )
  })

  it('stops when it is cancelled', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'users.json')
    await writeFile(path, '[]')

    await expect(readUsersFile(path, AbortSignal.abort())).rejects.toThrow(Cancelled)
  })
})

async function readContent(content: string | Uint8Array, options: Parameters<typeof readUsersFile>[2] = {}) {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'users.json')
  await writeFile(path, content)
  return await readUsersFile(path, neverCancelled, options)
}

async function users(content: string, options: Parameters<typeof readUsersFile>[2] = {}): Promise<SiteUsers> {
  const read = await readContent(content, options)
  if (!read.ok) throw new Error(read.error.cause)
  return read.value
}

async function rows(content: string, options: Parameters<typeof readUsersFile>[2] = {}) {
  const read = await users(content, options)
  return Array.from({ length: read.count }, (_, user) => row(read, user))
}

function row(users: SiteUsers, user: number) {
  return {
    id: users.id(user),
    username: users.text(user, 'username'),
    email: users.text(user, 'email'),
    name: users.text(user, 'name'),
    method: users.text(user, 'authenticationMethod'),
    strategy: users.ssoStrategyId(user),
    state: users.state(user),
    groups: users.groups(user)
  }
}
