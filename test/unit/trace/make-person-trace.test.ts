import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makePersonTrace } from '../../../src-main/core/trace/make-person-trace.ts'
import { personNames } from '../../../src-main/core/trace/person-names.ts'
import { list, patch, readEntries, scimEntry, search } from '../scim/log/scim-samples.ts'
import { codes, nameOf, NEW, OLD, plain, signIn, strategy, user } from './trace-samples.ts'

describe('a user name that was changed elsewhere', () => {
  const rename = scimEntry('PATCH', '/api/scim/Users/7', 500, { request: patch({ op: 'Replace', path: 'userName', value: NEW }) })

  const renameWithMail = scimEntry('PATCH', '/api/scim/Users/7', 500, {
    request: patch({ op: 'Replace', path: 'userName', value: NEW }, { op: 'Replace', path: 'emails[type eq "work"].value', value: NEW })
  })

  it.each([
    ['Entra ID sent it for the account', { scimEntries: readEntries([rename]) }, [NEW, undefined]],
    ['with its mail', { scimEntries: readEntries([renameWithMail]) }, [NEW, NEW]],
    ['and the new name is asked for', { asked: NEW, scimEntries: readEntries([rename]) }, [NEW, undefined]],
    [
      'Entra ID wanted a new account with the same mail',
      {
        scimEntries: readEntries([scimEntry('POST', '/Users', 409, { request: { userName: NEW, emails: [{ type: 'work', value: OLD }] } })])
      },
      [NEW, undefined]
    ],
    ['a failed sign-in of the account has it', { ssoEvents: [signIn('failure', { userId: 7, username: NEW })] }, [NEW, undefined]],
    [
      'the mail of the account signs in',
      { users: [user(7, OLD, { email: NEW })], ssoEvents: [signIn('failure', { username: NEW })] },
      [NEW, undefined]
    ]
  ])('is found: %s', (_what, changes, expected) => {
    expect(codes(changes)).toContain('trace.name.changed')
    expect(nameOf(changes)).toEqual(expected)
  })

  it.each([
    [
      'that Entra ID wants an account for somebody of the same full name',
      {
        scimEntries: readEntries([
          scimEntry('POST', '/Users', 400, {
            request: { userName: NEW, displayName: 'anna smith', emails: [{ type: 'work', value: NEW }] }
          })
        ])
      }
    ],
    ['that somebody alike signs in', { ssoEvents: [signIn('failure', { username: NEW })] }]
  ])('is asked about, and no more: %s', (_what, changes) => {
    expect(codes(changes)).toContain('trace.name.perhaps-changed')
    expect(nameOf(changes)).toBeUndefined()
  })

  it.each([
    ['when somebody has the name', { users: [...plain.users, user(9, NEW)], ssoEvents: [signIn('failure', { username: NEW })] }],
    ['in a sign-in under an earlier name that succeeded', { ssoEvents: [signIn('success', { userId: 7, username: NEW })] }],
    [
      'in failures that were got over',
      { ssoEvents: [signIn('success', { userId: 7, username: OLD }), signIn('failure', { userId: 7, username: NEW })] }
    ],
    [
      'in an earlier change by Entra ID',
      {
        scimEntries: readEntries([
          scimEntry('PATCH', '/api/scim/Users/7', 200, { request: patch({ op: 'Replace', path: 'userName', value: OLD }) }),
          rename
        ])
      }
    ],
    [
      'in a likeness that several have',
      { users: [...plain.users, user(9, 'anna.brown@corp.example')], ssoEvents: [signIn('failure', { username: NEW })] }
    ],
    ['in the name of another domain', { ssoEvents: [signIn('failure', { username: 'anna.jones@other.example' })] }]
  ])('is not seen %s', (_what, changes) => {
    expect(codes(changes)).not.toContain('trace.name.changed')
    expect(nameOf(changes)).toBeUndefined()
  })

  it('leaves the mail alone that somebody else has', () => {
    const users = [...plain.users, user(9, 'other@corp.example', { email: NEW })]
    expect(nameOf({ users, scimEntries: readEntries([renameWithMail]) })).toEqual([NEW, undefined])
  })
})

describe('the causes', () => {
  it('stand in the order of their weight: what keeps out for certain first', () => {
    expect(
      codes({
        users: [user(7, OLD, { disabled: true }), user(9, 'x@corp.example', { email: OLD })],
        strategies: [{ ...strategy, enabled: false, fields: {} }],
        ssoEvents: [signIn('failure', { username: OLD, body: 'AADSTS50105: not assigned' })]
      })
    ).toEqual(['trace.account.disabled', 'trace.provider.off', 'trace.account.doubled', 'entra.sign-in.not-assigned'])
  })

  it('do not repeat in the words of the service what was found already', () => {
    const ssoEvents = [signIn('failure', { username: OLD, errors: ['The user is disabled.'] })]
    expect(codes({ ssoEvents })).toEqual(['entra.sign-in.refused-by-service'])
    expect(codes({ ssoEvents, users: [user(7, OLD, { disabled: true })] })).toEqual(['trace.account.disabled'])
  })

  it('leave an administrator with a password alone', () => {
    const admin = user(7, OLD, { siteAdmin: true, authenticationMethod: 'password', ssoStrategyId: undefined })
    expect(codes({ users: [admin] })).toEqual([])
    expect(codes({ users: [{ ...admin, siteAdmin: false }] })).toEqual(['trace.method.not-sso'])
  })

  it('name another provider through which the person came', () => {
    const trial = { ...strategy, id: 12, protocol: 'oauth2', label: 'Trial' }
    expect(
      codes({ strategies: [strategy, trial], ssoEvents: [signIn('failure', { userId: 7, username: OLD, providerLabel: 'Trial' })] })
    ).toContain('trace.method.other-provider')
  })

  it('see SCIM failing only while the last request of the person failed', () => {
    const failed = scimEntry('POST', '/Users', 409, { request: { userName: OLD } })
    const found = scimEntry('GET', search(`userName eq "${OLD}"`), 200, { response: list({ id: '7', userName: OLD }) })
    expect(codes({ scimEntries: readEntries([failed, found]) })).toEqual(['scim-log.name-taken'])
    expect(codes({ scimEntries: readEntries([found, failed]) })).toEqual([])
  })

  it('say that somebody whom Entra ID asks for has no account', () => {
    const asked = 'nora.new@corp.example'
    const scimEntries = readEntries([scimEntry('GET', search(`userName eq "${asked}"`), 200, { response: list() })])
    expect(codes({ asked, scimEntries })).toEqual(['trace.account.missing'])
  })

  it.each([
    ['not-in-required-groups', 'left-out', [], true, ['trace.sync.leaves-out']],
    ['not-in-required-groups', 'left-out', [], false, []],
    ['disabled-in-directory', 'disable', [], true, ['trace.directory.state']],
    ['same', 'unchanged', ['locked'], true, ['trace.directory.state']],
    ['same', 'unchanged', [], true, []]
  ] as const)('take %s (%s, %j) from the sync that is on: %s', (reason, outcome, warnings, isOn, expected) => {
    const row = {
      row: 0,
      outcome,
      username: OLD,
      name: 'Anna Smith',
      mail: OLD,
      dn: 'CN=Anna,DC=corp',
      reason,
      reasonText: '',
      changes: [],
      groupsGained: [],
      groupsLost: [],
      warnings
    }
    const trace = { headline: 'Anna would not get an account.', steps: [], remedy: '' }
    const directory = { kind: 'found', host: 'dc1.corp.example', row, trace, isOn } as const
    expect(codes({ directory })).toEqual(expected)
  })
})

describe('who is meant', () => {
  it.each([
    ['a user name in capitals', OLD.toUpperCase(), 'found by user name'],
    ['a mail', 'mail@corp.example', 'found by mail'],
    ['a full name', 'ANNA smith', 'found by full name']
  ])('is found by %s', (_what, asked, by) => {
    const users = [user(7, OLD, { name: 'Anna Smith', email: 'mail@corp.example' })]
    const { sides } = makePersonTrace({ ...plain, asked, users })
    expect(sides.find(({ title }) => title === 'User of the site')?.sentence).toContain(by)
  })

  it('is not guessed where several could be', () => {
    const users = [user(7, OLD, { name: 'Anna Smith' }), user(9, 'a2@corp.example', { name: 'Anna Smith' })]
    expect(makePersonTrace({ ...plain, asked: 'Anna Smith', users })).toMatchObject({
      headline: 'Anna Smith: 2 people are called so.',
      causes: [{ code: 'trace.person.several' }],
      repairs: []
    })
  })

  it('is somebody like it, where nobody is called so', () => {
    const { causes } = makePersonTrace({ ...plain, asked: 'ana smit' })
    expect(causes[0]).toMatchObject({ code: 'trace.person.unknown', evidence: [{ value: `${OLD}, Anna Smith`, personal: true }] })
  })
})

describe('a name in a text', () => {
  const names = personNames([OLD, 'ann'])

  it.each([
    [`The user ${OLD} is not assigned.`, true],
    [`Disabled ${OLD.toUpperCase()}.`, true],
    [`'${OLD}'`, true],
    [`x${OLD}`, false],
    [`${OLD}.au`, false],
    [`${OLD}@other`, false],
    ['ann', false],
    ['', false]
  ])('“%s”: %s', (text, expected) => {
    expect(names.isNamedIn(text)).toBe(expected)
  })
})

it('never throws, never proposes to delete, and keeps the time line in order', () => {
  const name = fc.constantFrom(OLD, NEW, 'ben.miller@corp.example', '', 'Anna Smith', 'x')
  const date = fc.oneof(fc.constantFrom('2026-11-19T10:00:00Z', '2026-11-18T10:00:00Z', ''), fc.string())
  const facts = fc.record({
    asked: name,
    users: fc.array(
      fc
        .record({
          id: fc.integer({ min: 1, max: 9 }),
          username: name,
          email: name,
          disabled: fc.boolean(),
          method: fc.constantFrom('sso', 'password', '')
        })
        .map(({ id, username, email, disabled, method }) => user(id, username, { email, disabled, authenticationMethod: method })),
      { maxLength: 5 }
    ),
    ssoEvents: fc.array(
      fc
        .record({
          status: fc.constantFrom('success', 'failure', 'odd'),
          username: name,
          userId: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
          body: fc.string(),
          createdAt: date
        })
        .map(({ status, ...changes }) => signIn(status, changes)),
      { maxLength: 6 }
    ),
    entries: fc.array(
      fc.tuple(
        fc.constantFrom('GET', 'POST', 'PATCH'),
        fc.constantFrom('/Users/7', '/Users', search(`userName eq "${NEW}"`)),
        fc.constantFrom(200, 401, 409, undefined),
        name,
        date
      ),
      { maxLength: 6 }
    )
  })
  fc.assert(
    fc.property(facts, ({ entries, ...changes }) => {
      const scimEntries = readEntries(
        entries.map(([method, path, status, userName, at]) =>
          scimEntry(method, path, status, { at, request: { userName, Operations: [{ op: 'Replace', path: 'userName', value: userName }] } })
        )
      )
      const trace = makePersonTrace({ ...plain, ...changes, scimEntries })
      expect(JSON.stringify(trace.repairs)).not.toMatch(/\bdelete (?:the|this|one|it)\b/i)
      const dates = trace.timeline.flatMap(({ at }) => at ?? [])
      expect(dates).toEqual([...dates].sort())
      expect(trace.headline).not.toMatch(/undefined/)
    })
  )
})
