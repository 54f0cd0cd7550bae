import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { runCommand } from '../../../scripts/run-command.mjs'
import { asked, type DeskWorld, deskRules, personLdif, readSeen, readView, startDeskWorld } from './desk-world.ts'

let world: DeskWorld
let ldif = ''
beforeAll(async () => {
  world = await startDeskWorld()
  await world.slapd.add([personLdif('gina'), `dn: uid=fritz,${world.slapd.peopleDn}\nchangetype: delete\n`].join('\n'))
  const { url, readerDn, readerPassword, suffix } = world.slapd
  const exported = await runCommand('ldapsearch', ['-x', '-H', url, '-D', readerDn, '-w', readerPassword, '-b', suffix, '*', '+'])
  expect(exported.code).toBe(0)
  ldif = world.file('export.ldif')
  await writeFile(ldif, exported.stdout)
})
afterAll(() => world[Symbol.asyncDispose]())

const noUsers = { kind: 'none' } as const

function fromFile(path: string) {
  return { kind: 'ldif', path, serverType: 'openldap' } as const
}

describe('an export of the directory', () => {
  it('gives the preview that the directory gives', async () => {
    const live = await readView(world.desk, world.request({ keepAs: undefined }))
    const view = await readView(world.desk, world.request({ people: fromFile(ldif), keepAs: undefined }))

    expect(view.summary).toEqual(live.summary)
    expect(view).toMatchObject({
      directory: 'export.ldif',
      reading: { source: { kind: 'ldif', file: 'export.ldif' }, end: { kind: 'complete' } },
      runId: undefined
    })
    const rows = { kind: 'rows', query: { offset: 0, limit: 100, sort: [{ column: 'username' }] } } as const
    const withoutNumbers = async (of: typeof view) => (await asked(world.desk, of, rows)).rows.map(({ row: _row, ...other }) => other)
    expect(await withoutNumbers(view)).toEqual(await withoutNumbers(live))
  })

  it('tells how far it is', async () => {
    const { progress } = await readSeen(world.desk, world.request({ people: fromFile(ldif), users: noUsers }))

    expect(progress.at(-1)).toMatchObject({ directory: { state: 'done', people: 6, groups: 2, members: 4 }, site: undefined })
    expect(progress.flatMap(({ firstPeople }) => firstPeople ?? []).map(({ username }) => username)).toContain('gina')
  })

  it('that was cut is incomplete', async () => {
    const path = world.file('cut.ldif')
    await writeFile(path, `${personLdif('anna')}\n${personLdif('bea').slice(0, -10)}`)
    const view = await readView(world.desk, world.request({ people: fromFile(path), users: noUsers }))

    expect(view.reading.end).toMatchObject({
      kind: 'cut',
      because: expect.stringContaining('does not hold the whole directory') as unknown
    })
    expect(view.summary).toMatchObject({ isComplete: false, people: 1, safety: { kind: 'unsafe' } })
  })

  it.each([
    [
      'a person twice',
      `${personLdif('anna')}\n${personLdif('anna')}\n`,
      'people',
      /^The file names uid=anna,ou=people,\S+ more than once, so/
    ],
    [
      'the directory twice',
      `${['anna', 'bea', 'anna', 'bea'].map((uid) => personLdif(uid)).join('\n')}\n`,
      'people',
      /^The file names uid=anna,ou=people,\S+ more than once, and 1 other entry, so/
    ],
    [
      'a group twice',
      `${personLdif('anna')}\n${['uid=anna,dc=x', 'uid=bea,dc=x'].map((member) => `dn: cn=g,dc=x\nobjectClass: groupOfNames\ncn: g\nmember: ${member}\n\n`).join('')}`,
      'groups',
      /^The file names cn=g,dc=x more than once, so/
    ],
    [
      'the first part of the members of a group',
      'dn: cn=big,dc=x\nobjectClass: groupOfNames\ncn: big\nmember;range=0-1: uid=a,dc=x\nmember;range=0-1: uid=b,dc=x\n\n',
      'members',
      /all members of cn=big,dc=x/
    ]
  ])('that holds %s is incomplete', async (_, text, where, because) => {
    const path = world.file('odd.ldif')
    await writeFile(path, text)
    const view = await readView(world.desk, world.request({ people: fromFile(path), users: noUsers }))

    expect(view.reading.end).toMatchObject({ kind: 'cut', where, because: expect.stringMatching(because) as unknown })
  })

  it('that is none is a problem', async () => {
    const read = (path: string) =>
      world.desk.read(world.request({ people: fromFile(path), users: noUsers }), () => undefined, neverCancelled)

    expect(await read(world.file('missing.ldif'))).toMatchObject({ error: { code: 'preview.ldif.unreadable' } })
  })

  it.each([
    ['active-directory', 'OpenLDAP', '--type openldap', undefined],
    [
      'openldap',
      'Active Directory',
      '--type active-directory',
      'dn: CN=anna,DC=x\nobjectClass: person\nobjectClass: user\ncn: anna\n\ndn: CN=staff,DC=x\nobjectClass: group\ncn: staff\n\n'
    ]
  ] as const)(
    'that is read as one of %s, and is none, is not taken for a directory that lost everybody',
    async (serverType, kind, option, text) => {
      const path = world.file('other-kind.ldif')
      await writeFile(path, text ?? (await readFile(ldif, 'utf8')))
      const people = { kind: 'ldif', path, serverType } as const
      const read = await world.desk.read(world.request({ people, users: noUsers }), () => undefined, neverCancelled)

      expect(read).toMatchObject({
        error: {
          code: 'preview.ldif.other-kind',
          cause: expect.stringContaining(`of the kind that ${kind} has`) as unknown,
          remedy: expect.stringContaining(option) as unknown
        }
      })
    }
  )

  it('of Active Directory may hold contacts and computers alone', async () => {
    const path = world.file('contacts.ldif')
    await writeFile(
      path,
      'dn: CN=c,DC=x\nobjectClass: person\nobjectClass: contact\ncn: c\n\ndn: CN=pc,DC=x\nobjectClass: person\nobjectClass: user\nobjectClass: computer\ncn: pc\n\n'
    )
    const people = { kind: 'ldif', path, serverType: 'active-directory' } as const

    expect((await readView(world.desk, world.request({ people, users: noUsers }))).summary.people).toBe(0)
  })

  it('of Active Directory holds people by account type or class, and no computer', async () => {
    const entry = (name: string, more: string) => `dn: CN=${name},DC=x\nsAMAccountName: ${name}\ncn: ${name}\n${more}\n`
    const path = world.file('ad.ldif')
    await writeFile(
      path,
      [
        entry('anna', 'objectClass: user\nsAMAccountType: 805306368'),
        entry('bea', 'objectClass: top\nobjectClass: person\nobjectClass: user'),
        entry('pc1$', 'objectClass: user\nobjectClass: computer\nsAMAccountType: 805306369'),
        entry('pc2$', 'objectClass: user\nobjectClass: computer'),
        entry('trust$', 'objectClass: user\nuserAccountControl: 2080'),
        entry('contact', 'objectClass: person\nobjectClass: contact'),
        entry('staff', 'objectClass: group\nmember: CN=anna,DC=x'),
        ''
      ].join('\n')
    )
    const view = await readView(
      world.desk,
      world.request({
        people: { kind: 'ldif', path, serverType: 'active-directory' },
        users: noUsers,
        rules: deskRules({ usernameField: 'sAMAccountName' })
      })
    )

    const page = await asked(world.desk, view, { kind: 'rows', query: { offset: 0, limit: 10 } })
    expect(page.rows.map(({ username }) => username)).toEqual(['anna', 'bea'])
    expect(view.summary.groups.total).toBe(1)
  })
})

describe('a list of users', () => {
  it('as the site gives it leads to the same preview', async () => {
    const answer = await fetch(`${world.practice.origin}/api/rest/v1/users?per_page=1000`, {
      headers: { 'X-FilesAPI-Key': world.practice.keys.siteAdmin }
    })
    const path = world.file('users.json')
    await writeFile(path, await answer.text())
    const live = await readView(world.desk, world.request({ keepAs: undefined, rules: deskRules({ provisionsGroups: false }) }))
    const users = { kind: 'file', path } as const
    const view = await readView(world.desk, world.request({ users, rules: deskRules({ provisionsGroups: false }) }))

    expect(view).toMatchObject({ site: 'users.json', siteReading: { isComplete: true } })
    const { safety: _safety, assumptions: _assumptions, ...ofFile } = view.summary
    expect(live.summary).toMatchObject(ofFile)
  })

  it('that says nothing of signing in holds users of this sync, whichever it is', async () => {
    const path = world.file('short.json')
    await writeFile(
      path,
      JSON.stringify([
        { id: 1, username: 'anna' },
        { id: 2, username: 'zoe' }
      ])
    )
    const users = { kind: 'file', path } as const
    for (const managedBy of [{ kind: 'site-ldap' }, { kind: 'strategy', id: 7 }] as const) {
      const view = await readView(world.desk, world.request({ users, rules: deskRules({ managedBy }), keepAs: undefined }))
      expect(view.summary.counts).toMatchObject({ disable: 1 })
      // and it cannot be judged as users of another one
      const other = { kind: 'strategy', id: 8 } as const
      expect(await world.desk.judge(view.previewId, deskRules({ managedBy: other }), neverCancelled)).toMatchObject({ ok: false })
    }
  })

  it('that is none is a problem, and the directory is not read to the end for it', async () => {
    const users = { kind: 'file', path: world.file('missing.json') } as const
    const { result } = await readSeen(world.desk, world.request({ users }))

    expect(result).toMatchObject({ ok: false, error: { code: 'preview.users-file.unreadable' } })
  })
})
