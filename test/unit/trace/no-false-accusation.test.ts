import { describe, expect, it } from 'vitest'
import { classifyOne } from '../../../src-main/core/identity/classify-person.ts'
import type { IdentityRow } from '../../../src-main/core/identity/identity-views.ts'
import type { PreviewRow } from '../../../src-main/core/preview/preview-result.ts'
import type { DirectoryLook } from '../../../src-main/core/trace/trace-facts.ts'
import { list, patch, readEntries, scimEntry, search } from '../scim/log/scim-samples.ts'
import { codes, nameOf, NEW, OLD, plain, signIn, strategy, traced, user } from './trace-samples.ts'

/** Somebody who is well is not accused, and no repair does harm: worse than to find nothing is to rename, double or lock out the wrong one. */

const anna = user(7, OLD, { name: 'Anna Smith' })
const password = { authenticationMethod: 'password', ssoStrategyId: undefined }

function identityOf(person: { readonly upn: string; readonly mail: string; readonly name: string }, byMail: boolean): IdentityRow {
  const nameId = byMail ? 'mail' : 'upn'
  const rules = { nameId, scimUserName: nameId, ldap: undefined, ways: ['saml', 'scim'], strategyId: 11 } as const
  return classifyOne({ ...person, disabled: false }, plain.users, rules)
}

function entryOf(changes: Partial<PreviewRow>, isOn: boolean): DirectoryLook {
  const row: PreviewRow = {
    row: 0,
    outcome: 'create',
    username: 'asmith@corp.example',
    name: 'Anna Smith',
    mail: OLD,
    dn: 'CN=Anna,DC=corp',
    reason: 'new-person',
    reasonText: '',
    changes: [],
    groupsGained: [],
    groupsLost: [],
    warnings: [],
    ...changes
  }
  return { kind: 'found', host: 'dc1.corp.example', row, trace: { headline: 'Anna.', steps: [], remedy: '' }, isOn }
}

describe('nobody is taken for renamed', () => {
  const created = (status: number) =>
    readEntries([scimEntry('POST', '/Users', status, { request: { userName: NEW, emails: [{ type: 'work', value: OLD }] } })])

  it.each([
    [
      'because Entra ID names people by mail, and the table has another UPN',
      { identity: identityOf({ upn: NEW, mail: OLD, name: 'Anna Smith' }, true) }
    ],
    [
      'because somebody of the same full name is in the table',
      { identity: identityOf({ upn: NEW, mail: NEW, name: 'Anna Smith' }, false) }
    ],
    ['because a sync that is off would name otherwise', { directory: entryOf({}, false) }],
    ['because somebody of the same full name is in the directory', { directory: entryOf({ mail: 'other@corp.example' }, true) }],
    ['because the account was made under another name once, and renamed since', { scimEntries: created(201) }],
    [
      'because a number in SCIM happens to be hers',
      {
        scimEntries: readEntries([
          scimEntry('PATCH', '/Users/7', 500, { request: patch({ op: 'Replace', path: 'userName', value: 'zoe@corp.example' }) })
        ])
      }
    ],
    ['because a brother of hers tried to sign in', { ssoEvents: [signIn('failure', { username: 'john.smith@corp.example' })] }],
    [
      'although somebody of a like name failed, when she got in afterwards',
      {
        users: [{ ...anna, lastWebLoginAt: '2026-11-19T11:00:00Z' }],
        ssoEvents: [signIn('failure', { username: NEW })]
      }
    ],
    ['while only some of the users were read', { areUsersCut: true, ssoEvents: [signIn('failure', { userId: 7, username: NEW })] }]
  ])('%s', (_what, changes) => {
    expect(nameOf(changes)).toBeUndefined()
    expect(codes(changes)).not.toContain('trace.name.changed')
  })

  it('is a question and no plan where names are only alike: a wrong one would hand over her files', () => {
    const ssoEvents = [signIn('failure', { username: NEW })]
    expect(codes({ ssoEvents })).toEqual(['trace.name.perhaps-changed'])
    expect(nameOf({ ssoEvents })).toBeUndefined()
  })

  it('leaves the mail as it is where nobody told another one', () => {
    const scimEntries = readEntries([
      scimEntry('PATCH', '/Users/7', 500, { request: patch({ op: 'Replace', path: 'userName', value: NEW }) })
    ])
    expect(nameOf({ scimEntries })).toEqual([NEW, undefined])
  })

  it('is told from a sign-in by mail, where provisioning knows the account by its name of today', () => {
    const found = scimEntry('GET', search(`userName eq "${OLD}"`), 200, {
      response: list({ id: '7', userName: OLD }),
      at: '2026-11-19T12:00:00Z'
    })
    const changes = {
      users: [{ ...anna, email: NEW }],
      ssoEvents: [signIn('failure', { username: NEW })],
      scimEntries: readEntries([found])
    }
    expect(codes(changes)).toEqual(['trace.identity.differs'])
    expect(nameOf(changes)).toBeUndefined()
  })
})

describe('two accounts are not taken for one person’s', () => {
  it.each([
    ['an administrator’s, with a password, that has her mail', user(9, 'acme_admin', { ...password, siteAdmin: true, email: OLD })],
    ['somebody else’s that shares a mailbox', user(9, 'carl@corp.example', { email: OLD, name: 'Carl Grey' })],
    ['of a program that reports to her', user(9, 'backup-robot', { ...password, email: OLD, name: 'Backup' })]
  ])('%s', (_what, other) => {
    expect(codes({ users: [anna, other] })).toEqual([])
    expect(codes({ users: [anna, other], asked: other.username })).not.toContain('trace.account.doubled')
  })

  it('unless an account that signs in by Entra ID is named by the mail of the other', () => {
    const other = user(9, 'a.smith@corp.example', { email: 'a.smith@corp.example', name: 'Anna Smith' })
    expect(codes({ users: [{ ...anna, email: other.username }, other] })).toEqual(['trace.account.doubled'])
  })
})

describe('the method of somebody who signs in by password', () => {
  const ben = { ...anna, ...password }

  it('is no fault while it works and nothing speaks of Entra ID', () => {
    expect(codes({ users: [{ ...ben, lastLoginAt: '2026-11-20T08:00:00Z' }] })).toEqual([])
    expect(
      codes({ users: [{ ...ben, lastLoginAt: '2026-11-20T08:00:00Z' }], ssoEvents: [signIn('failure', { username: OLD })] })
    ).toContain('trace.method.not-sso')
  })

  it('is never changed to a provider that is off', () => {
    const off = { ...strategy, enabled: false }
    const { causes, repairs } = traced({ users: [ben], strategies: [off], ssoEvents: [signIn('failure', { username: OLD })] })
    expect(causes.map(({ code }) => code)).toEqual(['entra.sign-in.refused-by-service'])
    expect(repairs.filter(({ does }) => does.kind === 'plan')).toEqual([])
  })

  it('is never taken from an administrator by a plan of one click', () => {
    const admin = { ...ben, siteAdmin: true }
    const { repairs } = traced({ users: [admin], ssoEvents: [signIn('failure', { username: OLD })] })
    expect(repairs.filter(({ does }) => does.kind === 'plan')).toEqual([])
    const renamed = readEntries([scimEntry('PATCH', '/Users/7', 500, { request: patch({ op: 'Replace', path: 'userName', value: NEW }) })])
    expect(nameOf({ users: [admin], scimEntries: renamed })).toBeUndefined()
  })
})

describe('what concerns others', () => {
  it('does not make a token that has ended the fault of somebody without SCIM', () => {
    const ended = { ...strategy, scimTokenExpiresAt: '2026-01-01T00:00:00Z' }
    const ldap = { ...strategy, id: 12, provider: 'ldap', protocol: 'ldap', label: 'LDAP', fields: {} }
    expect(codes({ strategies: [ended, ldap], users: [{ ...anna, ssoStrategyId: 12 }] })).toEqual([])
    expect(codes({ strategies: [ended] })).toEqual(['scim-log.token-ended'])
  })

  it('judges the token of her own provider, and not that of a password in its place', () => {
    const other = { ...strategy, id: 12, label: 'Other', scimTokenExpiresAt: '2028-01-01T00:00:00Z' }
    const ended = { ...strategy, scimTokenExpiresAt: '2026-01-01T00:00:00Z' }
    expect(codes({ strategies: [ended, other] })).toEqual(['scim-log.token-ended'])
    expect(codes({ strategies: [{ ...ended, fields: { scim_authentication_method: 'basic' } }] })).toEqual([])
  })

  it('does not speak of a token where her provider takes a password, and leads to the token', () => {
    const byPassword = { ...strategy, fields: { scim_authentication_method: 'basic' } }
    const refused = readEntries([
      scimEntry('PATCH', '/Users/7', 401, { request: patch({ op: 'Replace', path: 'active', value: 'False' }) })
    ])
    const { causes, repairs, sides } = traced({ strategies: [byPassword], scimEntries: refused })
    expect(causes.map(({ code }) => code)).toContain('scim-log.password-refused')
    expect(repairs.map(({ id }) => id)).toContain('to-token')
    expect(JSON.stringify(sides)).toContain('none: it takes a user name and a password')
  })

  it('takes a hidden button for no fault of somebody who gets in', () => {
    const strategies = [{ ...strategy, displayOnLoginPage: false }]
    expect(codes({ strategies, ssoEvents: [signIn('success', { userId: 7, username: OLD })] })).toEqual([])
    expect(codes({ strategies })).toEqual(['trace.provider.hidden'])
  })

  it('takes a sign-in through another provider for no fault when it went well', () => {
    const trial = { ...strategy, id: 12, protocol: 'oauth2', label: 'Trial' }
    const came = (status: string) => ({
      strategies: [strategy, trial],
      ssoEvents: [signIn(status, { userId: 7, username: OLD, providerLabel: 'Trial' })]
    })
    expect(codes(came('success'))).toEqual([])
    expect(codes(came('failure'))).toContain('trace.method.other-provider')
    expect(traced(came('failure')).repairs.flatMap(({ does }) => (does.kind === 'plan' ? [does.user.ssoStrategyId] : []))).toEqual([12])
  })

  it('lets a failed sign-in be over when the person got in afterwards', () => {
    const ssoEvents = [signIn('failure', { username: OLD, body: 'AADSTS50126: wrong password' })]
    expect(codes({ ssoEvents })).not.toEqual([])
    expect(codes({ ssoEvents, users: [{ ...anna, lastWebLoginAt: '2026-11-19T10:30:00Z' }] })).toEqual([])
  })

  it('has nobody missing, or unknown, while only some of the users were read', () => {
    const { headline, causes } = traced({ asked: 'nora@corp.example', areUsersCut: true })
    expect(causes[0]?.cause).toContain('Not all users of the site were read')
    expect(headline).not.toContain('nobody is called so')
  })
})

describe('the repairs', () => {
  it('send nobody to “Provision on demand” of a site without SCIM', () => {
    const strategies = [{ ...strategy, fields: {} }]
    const { repairs } = traced({ strategies, ssoEvents: [signIn('failure', { userId: 7, username: NEW })] })
    expect(repairs.map(({ id }) => id)).toEqual(['rename', 'together'])
    expect(
      JSON.stringify(
        traced({ strategies, asked: 'nora@corp.example', ssoEvents: [signIn('failure', { username: 'nora@corp.example' })] }).repairs
      )
    ).not.toContain('on demand')
  })

  it('give somebody whose provider is gone the only one of Entra ID that is on', () => {
    const { repairs } = traced({ users: [{ ...anna, ssoStrategyId: 999 }] })
    expect(repairs.flatMap(({ does }) => (does.kind === 'plan' ? [does.user.ssoStrategyId] : []))).toEqual([11])
  })

  it('say that whoever signs in by SFTP needs the new name as well', () => {
    const { repairs } = traced({ ssoEvents: [signIn('failure', { userId: 7, username: NEW })] })
    expect(repairs[0]?.because).toContain('SFTP')
  })
})

describe('what is said', () => {
  it('keeps the capitals of names at the beginning of a title', () => {
    const { headline } = traced({ scimEntries: readEntries([scimEntry('POST', '/Users', 401, { request: { userName: OLD } })]) })
    expect(headline).toBe(`${OLD}: Files.com refused the token of Entra ID.`)
  })

  it('finds a full name whose words stand the other way round', () => {
    expect(traced({ asked: 'Anna Smith', users: [{ ...anna, name: 'Smith, Anna' }] }).headline).toBe(`${OLD}: nothing speaks of a fault.`)
  })

  it('does not hide that the time line is only a part', () => {
    const ssoEvents = Array.from({ length: 80 }, (_, index) => signIn('success', { id: index, userId: 7, username: OLD }))
    const { timeline, notRead } = traced({ ssoEvents })
    expect(timeline.filter(({ source }) => source === 'sign-in')).toHaveLength(50)
    expect(notRead).toEqual([expect.stringContaining('80')])
  })
})
