import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActiveDirectory } from '../../../src-main/practice/active-directory/create-active-directory.ts'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'
import { startPracticeDirectory, type PracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { RawClient } from './raw-client.ts'

const base = 'DC=practice,DC=example'
const groups = `OU=Groups,OU=Company,${base}`
let directory: PracticeDirectory
let client: RawClient

beforeAll(async () => {
  directory = await startPracticeDirectory({ flavour: 'active-directory' })
  client = await RawClient.connect(directory.ldapPort)
  await client.bind(directory.username, directory.password)
})
afterAll(async () => {
  await client[Symbol.asyncDispose]()
  await directory.close()
})

describe('signing in at the practice Active Directory', () => {
  it.each([
    ['the principal name', 'svc-files@practice.example', 0],
    ['the principal name in capitals', 'SVC-FILES@PRACTICE.EXAMPLE', 0],
    ['the older form', 'PRACTICE\\svc-files', 0],
    ['the older form with the DNS name', 'practice.example\\svc-files', 0],
    ['the full name', `CN=Files.com Sync,OU=Service Accounts,OU=Company,${base}`, 0],
    ['the full name, written differently', `cn=files.com sync, ou=service accounts, ou=company, ${base}`, 0],
    ['the display name', 'Files.com Sync', 0],
    ['the bare account name', 'svc-files', 49],
    ['another domain', 'OTHER\\svc-files', 49],
    ['an unknown name', 'nobody@practice.example', 49],
    ['a name that is no account', groups, 49]
  ])('by %s (%s) gives %i', async (_title, name, code) => {
    await using other = await RawClient.connect(directory.ldapPort)

    const result = await other.bind(name, directory.password)

    expect(result.code).toBe(code)
    expect(result.text.includes('data 52e')).toBe(code === 49)
    expect(await other.whoAmI()).toBe(code === 0 ? 'u:PRACTICE\\svc-files' : '')
  })

  it('treats a name without a password as a guest, who may read the root entry only', async () => {
    await using other = await RawClient.connect(directory.ldapPort)

    expect(await other.bind('svc-files@practice.example', '')).toMatchObject({ code: 0 })
    expect(await other.search({ base: '', scope: 'base' })).toMatchObject({ code: 0 })
    expect(await other.search({ base, scope: 'base' })).toMatchObject({
      code: 1,
      text: '000004DC: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563\0'
    })
  })

  it('counts wrong passwords, locks at the threshold, and then refuses the right one too', async () => {
    // given a person and what the domain says about wrong passwords
    await using own = await startPracticeDirectory({ flavour: 'active-directory' })
    await using reader = await RawClient.connect(own.ldapPort)
    await reader.bind(own.username, own.password)
    await using other = await RawClient.connect(own.ldapPort)
    const person = 'anna.smith@practice.example'
    const state = async (): Promise<unknown> => {
      const attributes = ['badPwdCount', 'msDS-User-Account-Control-Computed', 'userAccountControl']
      const { entries } = await reader.search({ base, filter: equal('sAMAccountName', 'anna.smith'), attributes })
      return attributes.map((name) => entries[0]?.attributes.get(name)?.join())
    }
    const policy = await reader.search({ base, scope: 'base', attributes: ['lockoutThreshold'] })
    expect(policy.entries[0]?.attributes.get('lockoutThreshold')?.join()).toBe('5')

    // when the password is wrong twice, then right
    for (const password of ['wrong 1', 'wrong 2']) await other.bind(person, password)
    expect(await state()).toEqual(['2', '0', '66048'])
    expect(await other.bind(person, own.samplePerson.password)).toMatchObject({ code: 0 })

    // then the count starts again, and five in a row lock the account
    expect(await state()).toEqual(['0', '0', '66048'])
    for (let count = 1; count <= 5; count += 1) expect((await other.bind(person, 'wrong')).text).toContain('data 52e')
    expect(await state()).toEqual(['5', '16', '66048'])
    expect((await other.bind(person, own.samplePerson.password)).text).toContain('data 775')
  })

  it('forgets wrong passwords after the observation window', () => {
    // given a clock that we hold, and four wrong passwords
    let now = new Date('2026-04-01T12:00:00Z')
    const company = { people: [], groups: [], computers: [], contacts: [] }
    const service = createActiveDirectory({ company, pageSize: 100, valueRange: 100, serviceState: 'active', now: () => now })
    const tryWrong = (): unknown => service.bind('PRACTICE\\svc-files', Buffer.from('wrong'))
    for (let count = 0; count < 4; count += 1) tryWrong()

    // when half an hour passes before the next one
    now = new Date('2026-04-01T12:31:00Z')
    tryWrong()

    // then the account is still open
    expect(service.bind('PRACTICE\\svc-files', Buffer.from('Practice-Service-1'))).toHaveProperty('who')
  })

  it.each(['533', '701', '775', '532', '773'])('knows people whose sign-in fails with %s', async (data) => {
    const filters: Readonly<Record<string, Filter>> = {
      533: bits('userAccountControl', '2'),
      701: {
        kind: 'and',
        filters: [
          { kind: 'less-or-equal', attribute: 'accountExpires', value: Buffer.from('200000000000000000') },
          equal('objectClass', 'user')
        ]
      },
      775: { kind: 'greater-or-equal', attribute: 'lockoutTime', value: Buffer.from('1') },
      532: {
        kind: 'and',
        filters: [
          { kind: 'present', attribute: 'department' },
          { kind: 'not', filter: bits('userAccountControl', '65536') }
        ]
      },
      773: equal('pwdLastSet', '0')
    }
    const { entries } = await client.search({ base, filter: filters[data] ?? equal('cn', ''), attributes: ['userPrincipalName'] })
    await using other = await RawClient.connect(directory.ldapPort)

    const texts = new Set<string>()
    for (const { attributes } of entries) {
      const name = attributes.get('userPrincipalName')?.join()
      if (name !== undefined) texts.add((await other.bind(name, directory.samplePerson.password)).text.replace(/^.*data (\w+).*$/s, '$1'))
    }

    expect([...texts]).toContain(data)
  })
})

function equal(attribute: string, value: string): Filter {
  return { kind: 'equal', attribute, value: Buffer.from(value) }
}

function bits(attribute: string, value: string): Filter {
  return { kind: 'extensible', attribute, rule: '1.2.840.113556.1.4.803', value: Buffer.from(value), withDn: false }
}
