import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SiteState } from '../../../src-main/practice/service/site-state.ts'
import type { StoredStrategy, StoredUser } from '../../../src-main/practice/service/stored-records.ts'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { type CliSite, startCliSite } from '../../support/cli-site.ts'

/** `entra-setup trace`: what is wrong with one person, at the practice site with one thing gone wrong at a time. */

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

const ANNA = 'anna.smith@practice.example'
const RENAMED = 'anna.jones@practice.example'

interface Document {
  readonly outcome: string
  readonly headline: string
  readonly causes: readonly { readonly code: string; readonly cause: string }[]
  readonly repairs: readonly {
    readonly id: string
    readonly does:
      | { readonly kind: 'plan'; readonly user: Readonly<Record<string, unknown>> }
      | { readonly kind: 'by-hand'; readonly steps: readonly string[] }
  }[]
  readonly sides: readonly {
    readonly title: string
    readonly state: string
    readonly rows: readonly { readonly label: string; readonly value: string }[]
  }[]
  readonly timeline: readonly { readonly at?: string; readonly source: string; readonly verdict: string }[]
  readonly notRead: readonly string[]
}

async function trace(
  site: CliSite,
  name: string,
  more: readonly string[] = []
): Promise<{ readonly code: number | null; readonly found: Document }> {
  const profile = await site.profile({ siteLdap: undefined })
  const { code, stdout, stderr } = await site.run(['trace', name, '--profile', profile, '--json', ...more])
  if (stdout === '') throw new Error(stderr)
  return { code, found: JSON.parse(stdout) as Document }
}

function userOf({ users }: SiteState, username = ANNA): StoredUser {
  const user = [...users.values()].find((one) => one.username === username)
  if (user === undefined) throw new Error(`Nobody is called ${username}`)
  return user
}

function strategyOf({ strategies }: SiteState): StoredStrategy {
  const [strategy] = strategies.values()
  if (strategy === undefined) throw new Error('The site has no provider')
  return strategy
}

function failedSignIn(state: SiteState, username: string | null, because: string, minutesAgo = 5): void {
  state.ssoEvents.push({
    id: state.newId(),
    event_type: 'login',
    status: 'failure',
    body: because,
    event_errors: [because],
    created_at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    body_url: null,
    user_id: null,
    username,
    idp_uid: username,
    provider: 'azure',
    provider_label: strategyOf(state).label,
    ip: '192.0.2.9',
    region: 'us-east-1'
  })
}

function scimRequest(state: SiteState, method: string, path: string, status: number, request: unknown, response: unknown): void {
  state.scimLogs.push({
    id: state.newId(),
    created_at: new Date(Date.now() - 60_000).toISOString(),
    request_path: path,
    request_method: method,
    http_response_code: String(status),
    user_agent: 'Azure AD Provisioning',
    request_json: JSON.stringify(request),
    response_json: JSON.stringify(response)
  })
}

const codes = ({ causes }: Document): readonly string[] => causes.map(({ code }) => code)

describe('the trace command', () => {
  it('finds nothing wrong with somebody who is well, and exits with 0', async () => {
    await using site = await startCliSite(directory)

    const { code, found } = await trace(site, ANNA)

    expect([code, found.outcome, codes(found)]).toEqual([0, 'nothing-found', []])
    expect(found.sides.map(({ title, state }) => [title, state])).toEqual([
      ['Directory entry', 'not-asked'],
      ['User of the site', 'found'],
      ['Single sign-on provider', 'found'],
      ['Names by each way in', 'found'],
      ['Provisioning by SCIM', 'found']
    ])
    expect(new Set(found.timeline.map(({ source }) => source))).toEqual(new Set(['site', 'sign-in', 'scim']))
    const dates = found.timeline.flatMap(({ at }) => at ?? [])
    expect(dates).toEqual([...dates].sort())
    expect(site.writes()).toEqual([])
  })

  it('finds a user name that was changed in Entra ID, whichever of both names is asked for, and writes the repair as a profile', async () => {
    await using site = await startCliSite(directory)
    const { state } = site.service
    const anna = userOf(state)
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
    const operations = [
      { op: 'Replace', path: 'userName', value: RENAMED },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: RENAMED }
    ]
    scimRequest(state, 'PATCH', `/api/scim/Users/${String(anna.id)}`, 500, { schemas, Operations: operations }, { detail: 'Broken' })
    failedSignIn(state, RENAMED, 'No user with this name exists.')

    for (const asked of [ANNA, RENAMED]) {
      const { code, found } = await trace(site, asked)
      expect([code, found.causes[0]?.code]).toEqual([1, 'trace.name.changed'])
      expect(found.repairs[0]).toMatchObject({
        id: 'rename',
        does: { kind: 'plan', user: { username: ANNA, newUsername: RENAMED, newEmail: RENAMED } }
      })
      expect(JSON.stringify(found.repairs)).toContain('Provision on demand')
      expect(JSON.stringify(found.repairs)).not.toMatch(/\bdelete\b/i)
    }

    const repair = site.file('repair.json')
    const { code } = await trace(site, ANNA, ['--write-profile', repair])
    const plan = await site.run(['plan', '--profile', repair])

    expect(code).toBe(1)
    expect(plan.stderr).toBe('')
    expect(plan.stdout).toContain(RENAMED)
    expect(site.writes()).toEqual([])
  })

  it('takes a likeness for what it is: a guess that says so', async () => {
    await using site = await startCliSite(directory)
    const { state } = site.service
    const quirin = {
      ...userOf(state),
      id: state.newId(),
      name: 'Quirin Old',
      username: 'quirin.old@practice.example',
      email: 'q@practice.example'
    }
    state.users.set(quirin.id, quirin)
    failedSignIn(state, 'quirin.new@practice.example', 'No user with this name exists.')

    const { found } = await trace(site, quirin.username)

    expect(codes(found)).toEqual(['trace.name.perhaps-changed'])
    expect(JSON.stringify(found.causes)).toContain('That is a likeness and no proof')
    expect(found.repairs.map(({ id, does }) => [id, does.kind])).toEqual([['ask', 'by-hand']])
  })

  it('finds two accounts of one person, and never proposes to delete one', async () => {
    await using site = await startCliSite(directory)
    const { state } = site.service
    const anna = userOf(state)
    const second = { ...anna, id: state.newId(), username: 'a.smith@mail.practice.example', email: 'a.smith@mail.practice.example' }
    state.users.set(second.id, second)
    Object.assign(anna, { email: second.username })

    const { code, found } = await trace(site, ANNA)

    expect([code, found.causes[0]?.code]).toEqual([1, 'trace.account.doubled'])
    const [repair] = found.repairs
    const steps = repair?.does.kind === 'by-hand' ? repair.does.steps : []
    expect(steps[0]).toMatch(/^First make UPN and mail equal/)
    expect(steps[1]).toMatch(/sign in/)
    expect(steps.at(-1)).toMatch(/^Only then .*disable it/)
    expect(found.repairs.filter(({ does }) => does.kind === 'plan')).toEqual([])
  })

  it.each([
    [
      'a provider that is off',
      'trace.provider.off',
      'switch-on',
      (state: SiteState) => Object.assign(strategyOf(state), { enabled: false })
    ],
    [
      'a hidden button',
      'trace.provider.hidden',
      undefined,
      (state: SiteState) => {
        Object.assign(strategyOf(state), { display_on_login_page: false })
        state.ssoEvents.length = 0
      }
    ],
    ['a disabled account', 'trace.account.disabled', 'enable', (state: SiteState) => Object.assign(userOf(state), { disabled: true })],
    [
      'a locked account',
      'trace.account.locked',
      undefined,
      (state: SiteState) => Object.assign(userOf(state), { lockout_expires: new Date(Date.now() + 600_000).toISOString() })
    ],
    [
      'a user with a password',
      'trace.method.not-sso',
      'method',
      (state: SiteState) => Object.assign(userOf(state), { authentication_method: 'password', sso_strategy_id: null })
    ],
    [
      'a provider that is gone',
      'trace.provider.missing',
      'method',
      (state: SiteState) => Object.assign(userOf(state), { sso_strategy_id: 999 })
    ],
    [
      'a SCIM token that has ended',
      'scim-log.token-ended',
      'token',
      (state: SiteState) => Object.assign(strategyOf(state), { scim_oauth_access_token_expires_at: '2026-01-01T00:00:00Z' })
    ],
    [
      'somebody who is not assigned',
      'entra.sign-in.not-assigned',
      'assign',
      (state: SiteState) => failedSignIn(state, null, `AADSTS50105: The user ${ANNA} is not assigned to a role for the application.`)
    ],
    [
      'a name that is taken',
      'scim-log.name-taken',
      'on-demand',
      (state: SiteState) => scimRequest(state, 'POST', '/api/scim/Users', 409, { userName: ANNA }, { detail: 'Username is taken' })
    ]
  ])('finds %s', async (_what, cause, repair, spoil) => {
    await using site = await startCliSite(directory)
    spoil(site.service.state)

    const { code, found } = await trace(site, ANNA)

    expect([code, found.causes[0]?.code]).toEqual([1, cause])
    expect(found.repairs[0]?.id).toBe(repair)
    expect(site.writes()).toEqual([])
  })

  it('asks the directory, its filters and all, when its password is given', async () => {
    await using site = await startCliSite(directory)
    const password = site.file('ldap-password')
    await writeFile(password, directory.password, { mode: 0o600 })
    const profile = await site.profile()

    const { code, stdout } = await site.run(['trace', ANNA, '--profile', profile, '--ldap-password-file', password, '--json'])

    const found = JSON.parse(stdout) as Document
    expect(code).not.toBe(2)
    expect(found.sides.slice(0, 2).map(({ title, state }) => [title, state])).toEqual([
      ['Directory entry', 'found'],
      ['LDAP sync and its filters', 'found']
    ])
    expect(found.notRead).toEqual([])
    expect(stdout).not.toContain(directory.password)
  })

  it('says who could be meant, and what somebody unknown is most like', async () => {
    await using site = await startCliSite(directory)
    const { state } = site.service
    const other = [...state.users.values()].find(
      ({ username, authentication_method }) => username !== ANNA && authentication_method === 'sso'
    )
    Object.assign(other ?? {}, { name: userOf(state).name })

    const several = await trace(site, String(userOf(state).name))
    const nobody = await trace(site, 'ana.smit')

    expect([several.code, codes(several.found)]).toEqual([1, ['trace.person.several']])
    expect([nobody.code, codes(nobody.found)]).toEqual([1, ['trace.person.unknown']])
    expect(JSON.stringify(nobody.found.causes)).toContain(ANNA)
  })

  it('prints the likely cause first, then repairs, sides and the time line', async () => {
    await using site = await startCliSite(directory)
    Object.assign(userOf(site.service.state), { authentication_method: 'password', sso_strategy_id: null })
    const profile = await site.profile({ siteLdap: undefined })

    const { code, stdout, stderr } = await site.run(['trace', ANNA, '--profile', profile])

    expect([code, stderr]).toEqual([1, ''])
    const order = ['Likely cause', 'Repairs', '--write-profile repair.json', 'User of the site', 'Time line'].map((text) =>
      stdout.indexOf(text)
    )
    expect(order).toEqual([...order].sort((one, another) => one - another))
    expect(order).not.toContain(-1)
    expect(stdout).toContain('As a plan: anna.smith@practice.example gets authentication method sso, provider number 101.')
  })

  it.each([
    [['trace', ' '], 'Name somebody'],
    [['trace', ANNA, '--repair', 'rename'], '--repair chooses what --write-profile writes'],
    [['trace', ANNA, '--write-profile', '/nonexistent/folder/repair.json'], 'no file can be written']
  ])('refuses %j', async (args, message) => {
    await using site = await startCliSite(directory)
    const { code, stderr } = await site.run([...args, '--profile', await site.profile()])
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  it('writes no profile where no repair is a change of the user, and names the repairs that are', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: undefined })
    const repair = site.file('repair.json')

    const well = await site.run(['trace', ANNA, '--profile', profile, '--write-profile', repair])
    const wrong = await site.run(['trace', ANNA, '--profile', profile, '--write-profile', repair, '--repair', 'rename'])

    expect([well.code, well.stderr]).toEqual([0, expect.stringContaining('no profile was written')])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('there is no repair “rename”')])
  })

  it('cannot run without a site', async () => {
    await using site = await startCliSite(directory)
    const profile = await site.profile({ siteLdap: undefined })
    const { code, stdout } = await site.run(['trace', ANNA, '--profile', profile, '--json'], { FILES_API_KEY: 'wrong-key' })
    expect([code, JSON.parse(stdout)]).toMatchObject([2, { outcome: 'could-not-run' }])
  })
})
