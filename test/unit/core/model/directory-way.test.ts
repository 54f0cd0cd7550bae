import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DirectoryWay,
  directoryWayMessages,
  directoryWayOf,
  directoryWayText,
  portOnTheWay,
  profileDirectoryOf,
  securityOnTheWay
} from '../../../../src-main/core/model/directory-way.ts'
import type { ProfileDirectory } from '../../../../src-main/core/profile/profile.ts'

const empty: DirectoryWay = { host: '', port: '', security: '', caPem: '', allowCleartext: false }
const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'

describe('the way to the directory', () => {
  it('of any profile stands in the boxes and comes back the same', () => {
    fc.assert(
      fc.property(anyDirectory, (directory) => {
        const once = profileDirectoryOf(directoryWayOf(directory))
        expect(profileDirectoryOf(directoryWayOf(once))).toEqual(once)
        if (directory.security !== 'ldaps' && directory.security !== 'starttls') expect(once ?? { ...NOTHING }).toEqual(directory)
      })
    )
  })

  it('is nothing while every box is empty', () => {
    expect(profileDirectoryOf({ ...empty, host: '  ' })).toBeUndefined()
  })

  it('leaves out a port that is none', () => {
    expect(profileDirectoryOf({ ...empty, host: 'dc1', port: '0' })).toEqual({ ...NOTHING, host: 'dc1' })
  })

  it('forgets that the password may be readable once there is encryption', () => {
    expect(profileDirectoryOf({ ...empty, security: 'ldaps', allowCleartext: true })?.allowCleartext).toBe(false)
  })

  it('follows what Files.com is told where nothing is chosen', () => {
    expect(securityOnTheWay(empty, { ldap_secure: false })).toBe('none')
    expect(securityOnTheWay({ ...empty, security: 'starttls' }, { ldap_secure: false })).toBe('starttls')
    expect(portOnTheWay(empty, { ldap_host: 'dc1', ldap_port: 3269, ldap_secure: true })).toBe(3269)
    expect(portOnTheWay({ ...empty, security: 'starttls' }, { ldap_host: 'dc1', ldap_port: 3269, ldap_secure: true })).toBe(389)
    expect(portOnTheWay(empty, {})).toBe(636)
  })

  it.each<[string, Partial<DirectoryWay>, readonly string[]]>([
    ['an empty one', {}, []],
    ['an address with its scheme', { host: 'ldaps://dc1' }, ['error host']],
    ['a port that is none', { port: '99999' }, ['error port']],
    ['a port of another encryption', { port: '389' }, ['advice port']],
    ['a private key', { caPem: '-----BEGIN PRIVATE KEY-----' }, ['error caPem']],
    ['a password that would be readable', { security: 'none' }, ['advice allowCleartext']],
    ['one that is allowed to be', { security: 'none', allowCleartext: true }, []]
  ])('says what is wrong with %s', (_, way, expected) => {
    expect(directoryWayMessages({ ...empty, ...way }, {}).map(({ severity, field }) => `${severity} ${field}`)).toEqual(expected)
  })

  it('says in a few words what differs', () => {
    expect(directoryWayText(empty)).toBe('as Files.com is told')
    expect(directoryWayText({ ...empty, host: 'dc1', port: '3269', security: 'starttls', caPem: pem })).toBe(
      'dc1, port 3269, StartTLS, own CA file'
    )
  })
})

const NOTHING: ProfileDirectory = { host: undefined, port: undefined, security: undefined, caPem: undefined, allowCleartext: false }

const anyDirectory: fc.Arbitrary<ProfileDirectory> = fc.record({
  host: fc.constantFrom(undefined, 'dc1.corp.example'),
  port: fc.option(fc.integer({ min: 1, max: 65_535 }), { nil: undefined }),
  security: fc.constantFrom(undefined, 'ldaps' as const, 'starttls' as const, 'none' as const),
  caPem: fc.constantFrom(undefined, pem),
  allowCleartext: fc.boolean()
})
