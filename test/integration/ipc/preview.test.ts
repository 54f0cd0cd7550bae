import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OperationInput, Reply } from '../../../src-main/contract/operations.ts'
import type { PreviewProgress } from '../../../src-main/contract/views.ts'
import { emptyDirectoryForm } from '../../../src-main/core/model/directory-form.ts'
import type { Profile } from '../../../src-main/core/profile/profile.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { type OpenDoor, openDoor } from '../../support/open-door.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What the window does with previews, operation by operation, through the guarded door and the real thread. */
const cleanup = new AsyncDisposableStack()
let slapd: SlapdServer
beforeAll(async () => (slapd = cleanup.use(await startSlapd({ ldif: DIRECTORY }))))
afterAll(() => cleanup.disposeAsync())

const SUFFIX = 'dc=corp,dc=example,dc=test'
const PEOPLE = ['anna', 'björn', 'carla', 'daud', 'eva']
const DIRECTORY = [
  ...PEOPLE.map(
    (uid) =>
      `dn: uid=${uid},ou=people,${SUFFIX}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid} Example\nsn: Example\nmail: ${uid}@corp.example\n`
  ),
  `dn: cn=Finance,ou=groups,${SUFFIX}\nobjectClass: groupOfNames\ncn: Finance\n${['anna', 'carla']
    .map((uid) => `member: uid=${uid},ou=people,${SUFFIX}`)
    .join('\n')}\n`
].join('\n')

type Rules = OperationInput<'preview.read'>['rules']

interface World extends AsyncDisposable {
  readonly door: OpenDoor
  readonly service: PracticeService
  readonly folder: string
  /** Host of the connected site. */
  readonly site: string
}

/** A site that is connected and wants its people from slapd; the sync is not on yet. */
async function openWorld(): Promise<World> {
  const stack = new AsyncDisposableStack()
  const folder = stack.use(await temporaryFolder())
  const service = stack.use(await startPracticeService({ userCount: 12 }))
  const door = stack.use(openDoor(folder.path))
  const connect = {
    address: service.origin,
    key: { kind: 'typed' as const, value: service.keys.siteAdmin },
    keepKey: true,
    probeWrites: false
  }
  const { site } = value(await door.invoke('site.connect', connect))
  value(await door.invoke('profile.save', { site, profile: profileFor(site) }))
  return { door, service, folder: folder.path, site, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

function profileFor(site: string) {
  return {
    schemaVersion: 2 as const,
    name: 'Test',
    site,
    directory: { security: 'none' as const, allowCleartext: true },
    siteLdap: {
      ldap_enabled: true,
      ldap_type: 'open_ldap',
      ldap_host: slapd.host,
      ldap_port: slapd.port,
      ldap_secure: false,
      ldap_username: slapd.readerDn,
      ldap_username_field: 'uid',
      ldap_base_dn: slapd.suffix,
      ldap_domain: 'corp.example',
      ldap_user_include_groups: 'Fin*'
    },
    strategies: [],
    users: [],
    safety: { mostDisabled: 3, mustBeFound: ['anna@corp.example'] }
  } satisfies OperationInput<'profile.save'>['profile']
}

async function rulesOf({ door, site }: World): Promise<Rules> {
  const settings = value(await door.invoke('preview.settings', { site }))
  const [target] = settings.targets
  if (target === undefined) throw new TypeError('The site has no sync')
  return target.rules
}

function readSetUp(world: World, rules: Rules): OperationInput<'preview.read'> {
  return {
    site: world.site,
    people: { kind: 'set-up', managedBy: rules.managedBy, ldapPassword: slapd.readerPassword },
    users: { kind: 'site', site: world.site },
    rules
  }
}

describe('the settings of a preview', () => {
  it('are what the site holds with the kept profile laid over it', async () => {
    await using world = await openWorld()

    const settings = value(await world.door.invoke('preview.settings', { site: world.site }))

    expect(settings.targets).toEqual([
      {
        managedBy: { kind: 'site-ldap' },
        title: 'LDAP of the site',
        isOn: false,
        directory: { host: slapd.host, baseDn: slapd.suffix, username: slapd.readerDn },
        rules: {
          usernameField: 'uid',
          domain: 'corp.example',
          requiredGroups: 'Fin*',
          includedGroups: '',
          excludedGroups: '',
          directMembersOnly: true,
          managedBy: { kind: 'site-ldap' },
          provisionsUsers: true,
          provisionsGroups: true,
          whenGone: 'disable'
        },
        hasPassword: false
      }
    ])
    expect(settings.limits).toMatchObject({ mostDisabled: 3, mustBeFound: ['anna@corp.example'] })
    expect(new Set(world.service.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
  })

  it('know the providers that are, or are to be, fed by LDAP; what is on comes first', async () => {
    await using world = await openWorld()
    world.service.changeAsSecondAdministrator({
      strategy: { id: 101, fields: { ldap_provisioning_enabled: true, ldap_host: slapd.host, ldap_base_dn: slapd.suffix } }
    })

    const { targets } = value(await world.door.invoke('preview.settings', { site: world.site }))

    expect(targets.map(({ title, isOn, managedBy }) => [title, isOn, managedBy])).toEqual([
      ['Practice Entra ID', true, { kind: 'strategy', id: 101 }],
      ['LDAP of the site', false, { kind: 'site-ldap' }]
    ])
  })

  it('without a site are the usual rules and limits', async () => {
    await using folder = await temporaryFolder()

    const settings = value(await openDoor(folder.path).invoke('preview.settings', { site: '' }))

    expect(settings).toMatchObject({
      targets: [],
      limits: { mostDisabled: 10 },
      rules: { requiredGroups: '', managedBy: { kind: 'site-ldap' } }
    })
  })

  it('say whether a password is kept', async () => {
    await using world = await openWorld()
    const source = { kind: 'profile' as const }
    value(await world.door.invoke('plan.make', { site: world.site, source, ldapPassword: slapd.readerPassword, keepPassword: true }))

    const { targets } = value(await world.door.invoke('preview.settings', { site: world.site }))

    expect(targets.map(({ hasPassword }) => hasPassword)).toEqual([true])
    // and it is used when none is typed
    const rules = await rulesOf(world)
    const read = readSetUp(world, rules)
    const view = value(
      await world.door.invoke('preview.read', { ...read, people: { kind: 'set-up', managedBy: rules.managedBy, ldapPassword: '' } })
    )
    expect(view.summary.people).toBe(PEOPLE.length)
  })
})

describe('a preview', () => {
  it('is read, asked, judged by other rules, kept, listed, exported and closed; nothing is written anywhere', async () => {
    await using world = await openWorld()
    const { door, site } = world
    const rules = await rulesOf(world)
    const requests = world.service.requests.length
    const logged = slapd.log().length

    // read
    const view = value(await door.invoke('preview.read', readSetUp(world, rules)))
    const { previewId } = view
    expect(view).toMatchObject({ site, rowCount: PEOPLE.length + world.service.state.users.size, rules: { limits: { mostDisabled: 3 } } })
    expect(view.summary).toMatchObject({
      people: PEOPLE.length,
      users: world.service.state.users.size,
      isComplete: true,
      counts: { create: 2 }
    })
    const progress = door.events.filter((event): event is PreviewProgress => isProgress(event))
    expect(progress.at(-1)).toMatchObject({ directory: { state: 'done', people: PEOPLE.length }, site: { state: 'done' } })

    // asked
    const rows = value(await door.invoke('preview.rows', { previewId, query: { filter: { outcomes: ['create'] }, offset: 0, limit: 100 } }))
    expect(rows.rows.map(({ username }) => username).sort()).toEqual(['anna@corp.example', 'carla@corp.example'])
    const anna = rows.rows.find(({ username }) => username.startsWith('anna'))
    const traced = value(await door.invoke('preview.trace', { previewId, row: anna?.row ?? -1 }))
    expect(traced.trace.steps.length).toBeGreaterThan(2)
    expect(value(await door.invoke('preview.explain', { previewId, name: 'daud' }))).toMatchObject({ kind: 'found' })
    const lists = { requiredGroups: 'F*\nNobody', includedGroups: '', excludedGroups: '', directMembersOnly: true }
    expect(value(await door.invoke('preview.hits', { previewId, lists })).required).toMatchObject({
      people: 2,
      groups: 1,
      unmatched: ['Nobody']
    })
    expect(value(await door.invoke('preview.few', { previewId }))).toMatchObject({ inDirectory: PEOPLE.length, taken: 2 })
    const groups = { search: 'fin', outcomes: [], offset: 0, limit: 10 }
    expect(value(await door.invoke('preview.groups', { previewId, query: groups })).rows.map(({ name }) => name)).toEqual(['Finance'])

    // judged by other rules
    const judged = value(await door.invoke('preview.judge', { site, previewId, rules: { ...rules, requiredGroups: '' } }))
    expect(judged.previewId).not.toBe(previewId)
    expect(judged.summary.counts.create).toBe(PEOPLE.length)

    // kept and listed, and compared with a later one
    value(await door.invoke('preview.kept', { previewId }))
    const runs = value(await door.invoke('preview.runs', { site }))
    expect(runs).toMatchObject([
      { runId: view.runId, directory: slapd.host, isComplete: true, people: PEOPLE.length, counts: { create: 2 } }
    ])
    const compared = value(
      await door.invoke('preview.compare', { previewId: judged.previewId, runId: view.runId ?? '', offset: 0, limit: 10 })
    )
    expect(compared.changed).toHaveLength(3)

    // exported
    const query = { filter: { outcomes: ['create' as const] } }
    expect(value(await door.invoke('preview.export', { previewId, format: 'csv', query }))).toEqual({ kind: 'not-saved' })
    const path = join(world.folder, 'export.csv')
    door.choose(path)
    expect(value(await door.invoke('preview.export', { previewId, format: 'csv', query }))).toEqual({ kind: 'saved', path })
    expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(3)
    expect(door.dialogs.at(-1)).toMatch(/^sync-preview-127\.0\.0\.1-\d+-\d{4}-\d\d-\d\d\.csv$/)

    // closed
    value(await door.invoke('preview.close', { previewId }))
    expect(await door.invoke('preview.rows', { previewId, query: { offset: 0, limit: 1 } })).toMatchObject({
      error: { problem: { code: 'app.result-gone' } }
    })
    expect(await door.invoke('preview.export', { previewId, format: 'csv', query })).toMatchObject({
      error: { problem: { code: 'app.result-gone' } }
    })

    // and nobody was written to
    expect(new Set(world.service.requests.slice(requests).map(({ method }) => method))).toEqual(new Set(['GET']))
    const asked = new Set(
      [
        ...slapd
          .log()
          .slice(logged)
          .matchAll(/conn=\d+ op=\d+ ([A-Z]+) /g)
      ].map(([, operation]) => operation)
    )
    for (const operation of ['MOD', 'ADD', 'DEL', 'MODRDN', 'EXT']) expect(asked).not.toContain(operation)
    expect(asked).toContain('SRCH')
  })

  it('is cancelled from the window', async () => {
    await using world = await openWorld()
    const rules = await rulesOf(world)
    world.service.faults.add({ method: 'GET', path: '/users', kind: 'hang' })
    const reading = world.door.knock('reading', 'preview.read', readSetUp(world, rules))
    const asked = world.service.requests.length
    while (world.service.requests.length < asked + 3) await new Promise((resolve) => setTimeout(resolve, 5))

    world.door.cancel('reading')

    expect(await reading).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect((await filesIn(world.folder)).filter((name) => name.includes('previews'))).toEqual([])
  })

  it('of the form on the Directory screen is kept under the name of the directory, and listed without a site', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const { rules } = value(await door.invoke('preview.settings', { site: '' }))
    const form = {
      ...emptyDirectoryForm,
      host: slapd.host,
      port: String(slapd.port),
      security: 'none' as const,
      allowCleartext: true,
      username: slapd.readerDn,
      baseDn: slapd.suffix
    }
    const read = {
      site: '',
      people: { kind: 'form' as const, form, password: { kind: 'typed' as const, value: slapd.readerPassword } },
      users: { kind: 'none' as const },
      rules: { ...rules, usernameField: 'uid' }
    }

    const view = value(await door.invoke('preview.read', read))

    value(await door.invoke('preview.kept', { previewId: view.previewId }))
    expect(view.site).toBeUndefined()
    expect(value(await door.invoke('preview.runs', { site: '' })).map(({ runId }) => runId)).toEqual([view.runId])
    // The kept run is a directory of its own.
    const again = value(
      await door.invoke('preview.read', { ...read, people: { kind: 'recorded', runId: view.runId ?? '' }, users: { kind: 'recorded' } })
    )
    expect(again.summary.counts).toEqual(view.summary.counts)
    expect(again.runId).toBeUndefined()
  })

  it('comes from files, whose paths stay with the main process', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const ldif = join(folder.path, 'our directory.ldif')
    const users = join(folder.path, 'users.json')
    await writeFile(ldif, `version: 1\n\n${DIRECTORY}\n`)
    await writeFile(users, JSON.stringify([{ id: 1, username: 'anna@corp.example', email: 'anna@corp.example', name: 'anna Example' }]))
    const { rules } = value(await door.invoke('preview.settings', { site: '' }))
    expect(value(await door.invoke('preview.choose-file', { what: 'ldif' }))).toEqual({ kind: 'not-chosen' })
    door.choose(ldif)
    const chosenLdif = chosen(await door.invoke('preview.choose-file', { what: 'ldif' }))
    door.choose(users)
    const chosenUsers = chosen(await door.invoke('preview.choose-file', { what: 'users' }))
    expect([chosenLdif.name, chosenUsers.name]).toEqual(['our directory.ldif', 'users.json'])
    const read = {
      site: '',
      people: { kind: 'ldif' as const, fileId: chosenLdif.fileId, serverType: 'openldap' as const },
      users: { kind: 'file' as const, fileId: chosenUsers.fileId },
      rules: { ...rules, usernameField: 'uid', domain: 'corp.example' }
    }

    const view = value(await door.invoke('preview.read', read))

    expect(view).toMatchObject({
      directory: 'our directory.ldif',
      site: 'users.json',
      summary: { people: PEOPLE.length, users: 1, counts: { create: 4 } }
    })
    expect(view.runId).toBeUndefined()
    expect(JSON.stringify(door.replies)).not.toContain(folder.path)
    for (const wrong of [
      { ...read, people: { ...read.people, fileId: ldif } },
      { ...read, users: { ...read.users, fileId: users } }
    ])
      expect(await door.invoke('preview.read', wrong)).toMatchObject({ error: { problem: { code: 'app.result-gone' } } })
  })

  it('of the practice site and its directory is not kept', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const practice = value(await door.invoke('practice.site', {}))
    const connect = { address: practice.address, key: { kind: 'practice' as const }, keepKey: true, probeWrites: false }
    const { site } = value(await door.invoke('site.connect', connect))
    const { profile } = value(await door.invoke('profile.from-form', { site, form: emptyDirectoryForm }))
    value(await door.invoke('profile.save', { site, profile: mutable(profile) }))
    const [target] = value(await door.invoke('preview.settings', { site })).targets
    if (target === undefined) throw new TypeError('The practice site has no sync')
    expect(target).toMatchObject({ hasPassword: true, isOn: false })
    const read = {
      site,
      people: { kind: 'set-up' as const, managedBy: target.managedBy, ldapPassword: '' },
      users: { kind: 'site' as const, site },
      rules: target.rules
    }

    const view = value(await door.invoke('preview.read', read))

    expect(view.summary.people).toBeGreaterThan(100)
    expect(view.runId).toBeUndefined()
    value(await door.invoke('preview.kept', { previewId: view.previewId }))
    expect(value(await door.invoke('preview.runs', { site }))).toEqual([])
  })

  it('of the practice directory takes its password from there', async () => {
    await using folder = await temporaryFolder()
    await using door = openDoor(folder.path)
    const { rules } = value(await door.invoke('preview.settings', { site: '' }))
    const { form } = value(await door.invoke('practice.start', { fault: '', flavour: 'active-directory' }))
    const read = {
      site: '',
      people: { kind: 'form' as const, form, password: { kind: 'practice' as const } },
      users: { kind: 'none' as const },
      rules
    }

    const view = value(await door.invoke('preview.read', read))

    expect(view.summary.people).toBeGreaterThan(100)
    expect(view.runId).toBeUndefined()
  })
})

describe('what cannot be previewed', () => {
  it('is refused with the field it is about', async () => {
    await using world = await openWorld()
    const { door } = world
    const rules = await rulesOf(world)
    const read = readSetUp(world, rules)
    const codeOf = async (input: OperationInput<'preview.read'>) => {
      const reply = await door.invoke('preview.read', input)
      return reply.ok || reply.error.kind === 'cancelled' ? 'answered' : `${reply.error.problem.code}: ${reply.error.problem.cause}`
    }

    expect(await codeOf({ ...read, people: { kind: 'set-up', managedBy: rules.managedBy, ldapPassword: '' } })).toMatch(
      /^app\.invalid-input: .*ldapPassword.*no password is stored/
    )
    expect(await codeOf({ ...read, people: { kind: 'set-up', managedBy: { kind: 'strategy', id: 101 }, ldapPassword: 'x' } })).toMatch(
      /names no directory/
    )
    expect(await codeOf({ ...read, site: '' })).toMatch(/without a site there is no set-up/)
    expect(await codeOf({ ...read, site: 'other.files.com' })).toMatch(/^service\.site\.not-connected/)
    expect(await codeOf({ ...read, users: { kind: 'site', site: 'other.files.com' } })).toMatch(/^service\.site\.not-connected/)
    const typed = { kind: 'typed' as const, value: 'x' }
    expect(await codeOf({ ...read, people: { kind: 'form', form: emptyDirectoryForm, password: typed } })).toMatch(
      /^app\.invalid-input: .*host.*Enter the name of the directory server/
    )
    const form = { ...emptyDirectoryForm, host: 'dc1', username: 'a@b', baseDn: 'dc=x' }
    expect(await codeOf({ ...read, people: { kind: 'form', form, password: { kind: 'practice' } } })).toMatch(
      /the practice directory is not running/
    )
  })

  it('a site that was forgotten is not read any more', async () => {
    await using world = await openWorld()
    const rules = await rulesOf(world)
    value(await world.door.invoke('site.forget', { site: world.site }))
    const requests = world.service.requests.length

    const reply = await world.door.invoke('preview.read', readSetUp(world, rules))

    expect(reply).toMatchObject({ error: { problem: { code: 'service.site.not-connected' } } })
    expect(world.service.requests).toHaveLength(requests)
  })
})

function isProgress(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'directory' in event
}

function chosen(
  reply: Reply<{ readonly kind: 'chosen'; readonly fileId: string; readonly name: string } | { readonly kind: 'not-chosen' }>
) {
  const file = value(reply)
  if (file.kind === 'not-chosen') throw new TypeError('Nothing was chosen')
  return file
}

/** As it comes from the window: plain, without what is absent. */
function mutable(profile: Profile): OperationInput<'profile.save'>['profile'] {
  return JSON.parse(JSON.stringify(profile)) as OperationInput<'profile.save'>['profile']
}

async function filesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder, { recursive: true })
}

function value<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value
  throw new Error(reply.error.kind === 'cancelled' ? 'It was cancelled' : JSON.stringify(reply.error.problem))
}
