import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createProfileFiles } from '../../../src-main/adapters/profile/create-profile-files.ts'
import { profileText } from '../../../src-main/adapters/profile/profile-text.ts'
import { readProfileFile, readProfileText } from '../../../src-main/adapters/profile/read-profile-file.ts'
import { PROFILE_VERSION, type Profile, usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { sampleProfile } from '../../support/sample-profile.ts'

const FILE = 'acme.json'

describe('a profile as a file', () => {
  it('is the same profile after it was written and read', () => {
    fc.assert(
      fc.property(profiles(), (profile) => {
        const text = profileText(profile)
        expect(readProfileText(text, FILE)).toEqual({ ok: true, value: profile })
        expect(profileText(valueOf(text))).toBe(text)
      })
    )
  })

  it('is the same text, in whatever order its fields were made', () => {
    const { siteLdap = {}, ...rest } = sampleProfile
    const turned = {
      ...Object.fromEntries(Object.entries(rest).reverse()),
      siteLdap: Object.fromEntries(Object.entries(siteLdap).reverse())
    }

    expect(profileText({ ...sampleProfile, ...turned })).toBe(profileText(sampleProfile))
  })

  it('is read in every encoding that an editor of Windows writes', () => {
    const text = profileText(sampleProfile).replaceAll('\n', '\r\n')
    const littleEndian = Buffer.from(text, 'utf16le')
    const bigEndian = Buffer.from(littleEndian).swap16()
    const files = [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.concat([Buffer.from([0xff, 0xfe]), littleEndian]),
      Buffer.concat([Buffer.from([0xfe, 0xff]), bigEndian]),
      littleEndian,
      bigEndian
    ]

    for (const file of files) expect(readProfileText(file, FILE)).toEqual({ ok: true, value: sampleProfile })
    expect(readProfileText(`\uFEFF${text}`, FILE)).toEqual({ ok: true, value: sampleProfile })
  })

  it('needs to say only what it manages', () => {
    const read = readProfileText(
      '{"schemaVersion": 2, "site": "acme", "siteLdap": {"ldap_host_2": null}, "safety": {"mostDisabled": 3}}',
      FILE
    )

    const least = { schemaVersion: PROFILE_VERSION, name: '', site: 'acme', directory: undefined, strategies: [], users: [], groups: [] }
    expect(read).toEqual({
      ok: true,
      value: { ...least, siteLdap: { ldap_host_2: '' }, safety: { ...usualSafetyLimits, mostDisabled: 3 } }
    })
  })

  it('of the first version is migrated', () => {
    const first = { schemaVersion: 1, name: 'Acme', site: 'acme', form: { host: 'dc1.corp.example', security: 'starttls', port: '389' } }

    expect(readProfileFile(JSON.stringify(first), FILE)).toMatchObject({
      ok: true,
      value: {
        profile: { schemaVersion: 2, directory: { security: 'starttls' } },
        notes: [expect.stringContaining('version 1'), expect.stringContaining('not StartTLS')]
      }
    })
    expect(createProfileFiles().read(JSON.stringify(first), FILE)).toEqual(readProfileFile(JSON.stringify(first), FILE))
  })
})

describe('a profile that cannot be used', () => {
  it.each([
    ['', '', 'it is empty'],
    ['{"site": "acme"', 'line 1, column 16', 'it is no JSON: the file ends too early'],
    ['{"schemaVersion": 2, "site": "acme", "site": "other"}', 'line 1, column 38', 'this name stands there twice'],
    ['[]', '', 'it is no JSON object'],
    ['{"site": "acme"}', '', 'it has no schemaVersion'],
    ['{"schemaVersion": 2}', 'site', 'it has to be a text in quotes'],
    ['{"schemaVersion": 2, "site": "http://acme.files.com"}', 'site', 'it is no site address. Files.com is reached by https only'],
    [withPart('stategies', []), '', 'there is no such thing as “stategies” here'],
    [withPart('siteLdap', { ldapHost: 'x' }), 'siteLdap.ldapHost', 'this is no field name of the service, like ldap_host'],
    [withPart('siteLdap', { ldap_host: ['x'] }), 'siteLdap.ldap_host', 'it has to be a text, a number, true, false or null'],
    [withPart('siteLdap', { ldap_password: null }), 'siteLdap.ldap_password', 'it can only be "set"'],
    [
      withPart('strategies', [
        { id: 1, fields: {} },
        { id: '2', fields: {} }
      ]),
      'strategies[1].id',
      'it has to be a number'
    ],
    [withPart('strategies', [{ id: 1.5, fields: {} }]), 'strategies[0].id', 'it has to be a whole number'],
    [
      withPart('strategies', [
        { id: 1, fields: {} },
        { id: 1, fields: {} }
      ]),
      'strategies',
      'it names one strategy twice'
    ],
    [withPart('users', [{ username: '', authenticationMethod: 'sso' }]), 'users[0].username', 'it is empty'],
    [withPart('directory', { security: 'tls' }), 'directory.security', 'it has to be "ldaps" or "starttls" or "none"'],
    [withPart('directory', { port: 0 }), 'directory.port', 'it has to be at least 1'],
    [withPart('safety', { mostDisabledPercent: 101 }), 'safety.mostDisabledPercent', 'it may be at most 100']
  ])('says where and why: %s', (text, where, reason) => {
    const cause = causeOf(text, 'plan.profile.unreadable')

    expect(cause).toContain(where === '' ? 'understands: ' : `understands (${where}): `)
    expect(cause).toContain(reason)
  })

  it('is told when it is not written in UTF-8', () => {
    expect(readProfileText(Buffer.from('{"schemaVersion": 2, "site": "acme", "name": "Müller"}', 'latin1'), FILE)).toMatchObject({
      ok: false,
      error: { code: 'plan.profile.unreadable', cause: expect.stringContaining('save it as UTF-8') as string }
    })
  })

  it('comes from a newer version', () => {
    expect(causeOf('{"schemaVersion": 3}', 'plan.profile.too-new')).toContain('version 3')
  })

  it('holds a secret, and then nothing else is said of it, and the secret is not repeated', () => {
    const cause = causeOf(withPart('siteLdap', { ldap_password: 'hunter2', nonsense: [] }), 'plan.profile.holds-secret')

    expect(cause).toContain('siteLdap.ldap_password')
    expect(cause).not.toContain('hunter2')
  })

  it('never has its values repeated, whatever is wrong with it', () => {
    const text = fc
      .jsonValue()
      .map((value) => JSON.stringify({ schemaVersion: 2, site: 'acme', siteLdap: { ldap_host: 'hunter2' }, users: value }))
    fc.assert(
      fc.property(text, fc.nat(), (whole, cut) => {
        const read = readProfileText(whole.slice(0, whole.length - (cut % 40)), FILE)
        if (!read.ok) expect(JSON.stringify(read.error)).not.toContain('hunter2')
      })
    )
  })
})

function withPart(name: string, part: unknown): string {
  return JSON.stringify({ schemaVersion: 2, site: 'acme', [name]: part })
}

function causeOf(text: string, code: string): string {
  const read = readProfileText(text, FILE)
  if (read.ok) throw new Error('It was read.')
  expect(read.error.code).toBe(code)
  return read.error.cause
}

function valueOf(text: string): Profile {
  const read = readProfileText(text, FILE)
  if (!read.ok) throw new Error(read.error.cause)
  return read.value
}

function profiles(): fc.Arbitrary<Profile> {
  const name = fc.string({ unit: 'grapheme', maxLength: 20 })
  const fields = fc.dictionary(
    fc.stringMatching(/^(?:ldap|provision)_[a-z]{1,8}_x$/),
    fc.oneof(
      name,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean()
    ),
    { noNullPrototype: true }
  )
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const id = fc.integer({ min: 1 })
  const percent = fc.double({ min: 0, max: 100, noNaN: true }).map((number) => number + 0)
  return fc.record({
    schemaVersion: fc.constant(PROFILE_VERSION),
    name,
    site: fc.constantFrom('acme', 'https://acme.files.com/login', 'files.acme.example', 'http://127.0.0.1:8080'),
    directory: maybe(
      fc.record({
        host: maybe(name),
        port: maybe(fc.integer({ min: 1, max: 65_535 })),
        security: maybe(fc.constantFrom('ldaps', 'starttls', 'none')),
        caPem: maybe(name),
        allowCleartext: fc.boolean()
      })
    ),
    siteLdap: maybe(fields),
    strategies: fc.uniqueArray(fc.record({ id, fields }), { selector: ({ id }) => id, maxLength: 4 }),
    saml: maybe(
      fc.record({
        strategyId: maybe(id),
        displayName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        source: maybe(
          fc.oneof(
            fc.record({ mode: fc.constant('url' as const), url: fc.webUrl({ validSchemes: ['https'] }) }),
            fc.record({ mode: fc.constant('xml' as const), xml: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }) }),
            fc.record({
              mode: fc.constant('fingerprint' as const),
              sha256: fc.string({ unit: fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16)), minLength: 64, maxLength: 64 }),
              issuer: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
              signOnUrl: fc.webUrl({ validSchemes: ['https'] }),
              logoutUrl: fc.oneof(fc.constant(''), fc.webUrl({ validSchemes: ['https'] }))
            })
          )
        ),
        enabled: maybe(fc.boolean()),
        showOnLoginPage: maybe(fc.boolean()),
        fields
      })
    ),
    users: fc.uniqueArray(
      fc.record({
        username: fc.string({ minLength: 1, maxLength: 20 }),
        authenticationMethod: fc.constantFrom('password', 'sso'),
        ssoStrategyId: maybe(id),
        clear2fa: fc.boolean(),
        newUsername: maybe(fc.string({ minLength: 1, maxLength: 20 })),
        newEmail: maybe(fc.string({ minLength: 1, maxLength: 20 }))
      }),
      { selector: ({ username }) => username.toLowerCase(), maxLength: 4 }
    ),
    oauth: maybe(
      fc.record({
        strategyId: maybe(id),
        displayName: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
        tenantId: fc.uuid(),
        clientId: fc.uuid(),
        entersCredentials: fc.boolean(),
        secretEndsOn: maybe(fc.constantFrom('2026-02-28', '2027-12-31')),
        enabled: maybe(fc.boolean()),
        showOnLoginPage: maybe(fc.boolean()),
        fields
      })
    ),
    groups: fc.array(
      fc.record({ id: maybe(id), name: fc.string({ minLength: 1, maxLength: 20 }), newName: fc.string({ minLength: 1, maxLength: 20 }) }),
      { maxLength: 4 }
    ),
    safety: fc.record({
      mostDisabled: fc.nat(),
      mostDisabledPercent: percent,
      leastPeoplePercent: percent,
      protectedUsers: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      mustBeFound: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
      needsApproval: fc.boolean()
    })
  })
}
