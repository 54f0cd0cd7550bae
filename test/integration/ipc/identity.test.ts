import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperationInput, Reply } from '../../../src-main/contract/operations.ts'
import type { IdentityView } from '../../../src-main/core/identity/identity-views.ts'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What the window does with names, operation by operation, through the guarded door and the real thread. */
const cleanup = new AsyncDisposableStack()
let slapd: SlapdServer
let folder: string
let service: PracticeService
let door: OpenDoor
let site: string
beforeAll(async () => {
  slapd = cleanup.use(await startSlapd({ ldif: LDIF }))
  folder = cleanup.use(await temporaryFolder()).path
  service = cleanup.use(await startPracticeService({ userCount: 12 }))
  door = cleanup.use(openDoor(folder))
  const key = { kind: 'typed' as const, value: service.keys.siteAdmin }
  site = value(await door.invoke('site.connect', { address: service.origin, key, keepKey: false, probeWrites: false })).site
})
afterAll(() => cleanup.disposeAsync())

const SUFFIX = 'dc=corp,dc=example,dc=test'
const LDIF = ['anna', 'bea'].map(
  (uid) =>
    `dn: uid=${uid},ou=people,${SUFFIX}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid} Example\nsn: Example\nmail: ${uid}@corp.example\n`
)

const rules: OperationInput<'identity.judge'>['rules'] = { nameId: 'mail', scimUserName: 'mail', ways: ['saml', 'scim'] }

function value<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  return reply.value
}

async function chosenFile(what: 'ldif' | 'entra' | 'users', name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  door.choose(path)
  const chosen = value(await door.invoke('identity.choose-file', { what }))
  if (chosen.kind === 'not-chosen') throw new TypeError('Nothing was chosen')
  expect(chosen.name).toBe(name)
  return chosen.fileId
}

function counts({ classes }: IdentityView): Readonly<Record<string, number>> {
  return Object.fromEntries(classes.filter(({ count }) => count > 0).map((each) => [each.class, each.count]))
}

const page = { classes: [], search: '', offset: 0, limit: 100 }

describe('names of an Entra export, compared with a site', () => {
  it('are judged, searched, explained, judged by other rules, exported and closed', async () => {
    const users = [...service.state.users.values()].filter(({ externally_managed: isManaged }) => isManaged)
    const [first, second] = users
    if (first === undefined || second === undefined) throw new TypeError('The practice site has no users')
    const csv = [
      'userPrincipalName;displayName;mail;accountEnabled;onPremisesSamAccountName',
      `${first.username};=1+1 First;${first.username};True;first`,
      `second.upn@corp.example;Second;${second.username.toUpperCase()};True;second`,
      'new@corp.example;New;new@corp.example;False;new'
    ].join('\r\n')
    const fileId = await chosenFile('entra', 'users.csv', csv)

    const view = value(await door.invoke('identity.read', { people: { kind: 'entra', fileId }, users: { kind: 'site', site }, rules }))

    expect(view).toMatchObject({ people: 'users.csv', users: site, cutBecause: undefined, rules: { ...rules } })
    expect(counts(view)).toMatchObject({ same: 1, 'case-only': 1, new: 1 })
    expect(door.events).toContainEqual(expect.objectContaining({ people: 3 }))
    const { identityId } = view

    const found = value(await door.invoke('identity.rows', { identityId, query: { ...page, search: 'second' } }))
    expect(found).toMatchObject({ total: 1, rows: [{ class: 'case-only', account: { id: second.id, username: second.username } }] })

    const trace = value(await door.invoke('identity.trace', { identityId, row: 1 }))
    expect(trace.steps.map(({ way }) => way)).toEqual(['saml', 'oauth', 'jit', 'scim'])

    const again = value(await door.invoke('identity.judge', { identityId, rules: { ...rules, scimUserName: 'upn' } }))
    expect(counts(again)).toMatchObject({ 'mail-unlike-upn': 1, same: 1, new: 1 })
    expect(again.identityId).not.toBe(identityId)

    const out = join(folder, 'names.csv')
    door.choose(out)
    const saved = value(await door.invoke('identity.export', { identityId, format: 'csv', query: { classes: ['same'], search: '' } }))
    expect(saved).toEqual({ kind: 'saved', path: out })
    const text = await readFile(out, 'utf8')
    expect(text.trim().split('\r\n')).toHaveLength(2)
    expect(text).toContain(`"'=1+1 First"`)
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    door.choose(join(folder, 'names.html'))
    expect(value(await door.invoke('identity.export', { identityId, format: 'html', query: { classes: [], search: '' } })).kind).toBe(
      'saved'
    )
    expect(await readFile(join(folder, 'names.html'), 'utf8')).toContain('<h1>Names: users.csv and')

    value(await door.invoke('identity.close', { identityId }))
    expect(await door.invoke('identity.rows', { identityId, query: page })).toMatchObject({
      ok: false,
      error: { problem: { code: 'app.result-gone' } }
    })
  })

  it('are refused with the reason when the file is something else', async () => {
    const fileId = await chosenFile('entra', 'wrong.csv', 'Name;E-Mail\na;b\n')

    const reply = await door.invoke('identity.read', { people: { kind: 'entra', fileId }, users: { kind: 'none' }, rules })

    expect(reply).toMatchObject({ ok: false, error: { problem: { code: 'identity.entra-file.other-columns' } } })
    expect(JSON.stringify(reply)).not.toContain(folder)
  })
})

describe('names of a directory', () => {
  const ldap = { usernameField: 'uid', domain: 'corp.example' }
  const form = () => ({
    ...emptyDirectoryForm,
    host: slapd.host,
    port: String(slapd.port),
    security: 'none' as const,
    serverType: 'openldap' as const,
    username: slapd.readerDn,
    baseDn: slapd.suffix,
    usernameField: 'uid',
    allowCleartext: true
  })

  it('are read with the password that was typed, and the names of classes survive a password that is one of them', async () => {
    const users = JSON.stringify([
      { id: 1, username: 'anna@corp.example', authentication_method: 'sso', sso_strategy_id: 7 },
      { id: 2, username: 'gone@corp.example', authentication_method: 'sso', sso_strategy_id: 7 }
    ])
    const fileId = await chosenFile('users', 'users.json', users)
    const people = { kind: 'form' as const, form: form(), password: { kind: 'typed' as const, value: slapd.readerPassword } }
    await door.invoke('identity.read', {
      people: { ...people, password: { kind: 'typed', value: 'orphan' } },
      users: { kind: 'none' },
      rules
    })

    const view = value(
      await door.invoke('identity.read', { people, users: { kind: 'file', fileId }, rules: { ...rules, ldap, ways: ['saml', 'ldap'] } })
    )

    expect(counts(view)).toEqual({ same: 1, new: 1, orphan: 1 })
    const { rows } = value(await door.invoke('identity.rows', { identityId: view.identityId, query: page }))
    expect(rows.map((row) => [row.class, row.names.ldap ?? ''])).toEqual([
      ['same', 'anna@corp.example'],
      ['new', 'bea@corp.example'],
      ['orphan', '']
    ])
    // Of each person one field was read.
    const other = await door.invoke('identity.judge', {
      identityId: view.identityId,
      rules: { ...rules, ldap: { usernameField: 'cn', domain: '' } }
    })
    expect(other).toMatchObject({ ok: false, error: { problem: { code: 'app.invalid-input' } } })
  })

  it('are read from LDIF', async () => {
    const fileId = await chosenFile('ldif', 'corp.ldif', `${LDIF.join('\n')}\n`)

    const view = value(
      await door.invoke('identity.read', { people: { kind: 'ldif', fileId, serverType: 'openldap' }, users: { kind: 'none' }, rules })
    )

    expect(view).toMatchObject({ headline: '2 new', people: 'corp.ldif', users: undefined })
  })

  it('are taken from a preview that is open, with its users', async () => {
    const rulesOfPreview = {
      usernameField: 'uid',
      domain: 'corp.example',
      requiredGroups: '',
      includedGroups: '',
      excludedGroups: '',
      directMembersOnly: true,
      managedBy: { kind: 'site-ldap' as const },
      provisionsUsers: true,
      provisionsGroups: true,
      whenGone: 'nothing' as const
    }
    const people = { kind: 'form' as const, form: form(), password: { kind: 'typed' as const, value: slapd.readerPassword } }
    const preview = value(await door.invoke('preview.read', { site: '', people, users: { kind: 'site', site }, rules: rulesOfPreview }))

    const view = value(
      await door.invoke('identity.read', {
        people: { kind: 'preview', previewId: preview.previewId },
        users: { kind: 'recorded' },
        rules: { ...rules, ldap, ways: ['saml', 'ldap'] }
      })
    )

    expect(view).toMatchObject({ people: preview.directory, users: site })
    expect(counts(view)).toMatchObject({ new: 2 })
  })
})
