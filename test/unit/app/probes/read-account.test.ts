import { describe, expect, it } from 'vitest'
import { findAccount, readAccount } from '../../../../src-main/app/probes/read-account.ts'
import type { DirectoryEntry } from '../../../../src-main/core/model/directory-facts.ts'
import { rootDse } from '../../core/checks/fake-probes.ts'
import { entry, fakeSession, readAnswer, searchAnswer, silence } from '../../core/directory/fake-session.ts'

const domain = 'DC=corp,DC=example'
const svc = entry(`CN=svc,${domain}`, {
  sAMAccountName: 'svc',
  badPwdCount: '1',
  primaryGroupID: '513',
  'msDS-UserPasswordExpiryTimeComputed': '9223372036854775807'
})
const other = entry(`CN=other,${domain}`, { sAMAccountName: 'svc-other' })
const domainEntry = entry(domain, { lockoutThreshold: '5', lockOutObservationWindow: '-18000000000' })
const sid = (last: string) => `S-1-5-21-1-2-3-${last}`

describe('readAccount', () => {
  it('reads what the account may know about itself', async () => {
    expect(await readAccount(sessionWith([svc], []), 'svc@corp.example', rootDse)).toEqual({
      dn: svc.dn,
      lockoutThreshold: 5,
      lockoutWindowMinutes: 30,
      badPasswordCount: 1,
      passwordEnds: 'never',
      powerfulGroups: [],
      groupsReadBy: 'direct, nested and primary membership'
    })
  })

  it('knows powerful groups by their number, in every language', async () => {
    const groups = [
      entry(`CN=Domänen-Admins,${domain}`, { cn: 'Domänen-Admins', objectSid: sid('512') }),
      entry(`CN=Administratoren,${domain}`, { cn: 'Administratoren', objectSid: 'S-1-5-32-544' }),
      entry(`CN=Staff,${domain}`, { cn: 'Staff', objectSid: sid('1512') }),
      entry(`CN=Users,${domain}`, { cn: 'Users', objectSid: 'S-1-5-32-545' })
    ]

    expect(await readAccount(sessionWith([svc], groups), 'svc@corp.example', rootDse)).toMatchObject({
      powerfulGroups: ['Domänen-Admins', 'Administratoren']
    })
  })

  it('sees a powerful primary group, which no group lists', async () => {
    const admin = entry(svc.dn, { sAMAccountName: 'svc', primaryGroupID: '512' })

    expect(await readAccount(sessionWith([admin], []), 'svc@corp.example', rootDse)).toMatchObject({ powerfulGroups: ['Domain Admins'] })
  })

  it('does not claim to know the groups when the search was cut', async () => {
    const session = fakeSession({
      read: readAnswer([svc, domainEntry]),
      search: async (request) =>
        request.filter.includes('objectClass=group')
          ? { end: { kind: 'cut', failure: silence }, seen: 0, pages: 0, references: [] }
          : searchAnswer([svc])(request)
    })

    expect(await readAccount(session, 'svc@corp.example', rootDse)).not.toHaveProperty('groupsReadBy')
  })

  it('knows nothing of a directory that is no Active Directory, and asks nothing', async () => {
    expect(await readAccount(fakeSession({}), 'cn=svc,dc=corp', undefined)).toEqual({ powerfulGroups: [] })
  })
})

describe('findAccount', () => {
  it.each([
    ['svc@corp.example', '(|(userPrincipalName=svc@corp.example)(sAMAccountName=svc))'],
    ['CORP\\svc', '(|(sAMAccountName=svc))'],
    ['svc*)(cn', '(|(sAMAccountName=svc\\2a\\29\\28cn))']
  ])('looks for %s with %s', async (username, filter) => {
    const filters: string[] = []
    const session = fakeSession({
      read: readAnswer([]),
      search: async (request) => {
        filters.push(request.filter)
        return searchAnswer([svc])(request)
      }
    })

    await findAccount(session, username, domain)

    expect(filters).toEqual([filter])
  })

  it('reads a distinguished name as it is', async () => {
    expect(await findAccount(fakeSession({ read: readAnswer([svc]) }), svc.dn, domain)).toBe(svc)
  })

  it.each<[string, readonly DirectoryEntry[], DirectoryEntry | undefined]>([
    ['the only one found', [other], other],
    ['the one with exactly this short name', [other, svc], svc],
    ['nobody when nobody is exact', [other, entry(`CN=third,${domain}`, { sAMAccountName: 'third' })], undefined],
    ['nobody when there is nobody', [], undefined]
  ])('takes %s', async (_what, found, account) => {
    expect(await findAccount(fakeSession({ search: searchAnswer(found) }), 'svc@corp.example', domain)).toBe(account)
  })
})

function sessionWith(accounts: readonly DirectoryEntry[], groups: readonly DirectoryEntry[]) {
  return fakeSession({
    read: readAnswer([...accounts, domainEntry]),
    search: (request) => searchAnswer(request.filter.includes('objectClass=group') ? groups : accounts)(request)
  })
}
