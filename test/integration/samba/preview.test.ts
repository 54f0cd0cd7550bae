import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DirectorySnapshot } from '../../../src-main/core/preview/directory-snapshot.ts'
import type { PreviewRules } from '../../../src-main/core/preview/preview-rules.ts'
import type { PreviewRow } from '../../../src-main/core/preview/preview-result.ts'
import { runPreview } from '../../../src-main/core/preview/run-preview.ts'
import { groupWalk } from '../../../src-main/core/preview/snapshot/walk.ts'
import { line } from '../../support/odd-ldif.ts'
import { previewInWords } from '../../support/odd-directory-previews.ts'
import { plainRules, plainSite, type PlainUser } from '../../support/plain-snapshot.ts'
import { previewOracle } from '../../support/preview-oracle.ts'
import {
  sambaAccounts,
  sambaBaseDn,
  sambaBigGroupSize,
  sambaBulkDn,
  sambaDnsDomain,
  sambaGroups,
  sambaUsersDn
} from '../../support/samba-accounts.ts'
import { useSamba } from '../../support/use-samba.ts'
import { columns, type PrintedDomain, printedDomain, readDomain, searchDomain } from './preview-domain.ts'

const { anna, disabled, expired, lockable, lockedOut, mailUnlikeUpn, mustChange, noMail, primary } = sambaAccounts
const foreignDn = `CN=S-1-5-21-1-2-3-1105,CN=ForeignSecurityPrincipals,${sambaBaseDn}`
const laptopDn = `CN=LAPTOP,${sambaUsersDn}`
const contactDn = `CN=Con Tact,${sambaUsersDn}`
const writtenAbroad = ['山田 太郎', 'Анна Каренина', 'محمد علي', 'ΟΔΥΣΣΕΥΣ ς', 'Zoë 🙂'].map((name, index) => ({
  name,
  account: `abroad${String(index)}`,
  dn: `CN=${name},${sambaUsersDn}`
}))

const samba = useSamba()
let snapshot: DirectorySnapshot
let printed: PrintedDomain
beforeAll(async () => {
  const people = writtenAbroad.map(({ dn, account }) =>
    added(dn, 'user', [`sAMAccountName: ${account}`, `userPrincipalName: ${account}@${sambaDnsDomain}`, 'userAccountControl: 544'])
  )
  const members = ['<SID=S-1-5-21-1-2-3-1105>', laptopDn, contactDn, ...writtenAbroad.map(({ dn }) => dn)]
  await samba.ldbModify(
    [
      added(contactDn, 'contact', [`mail: contact@${sambaDnsDomain}`]),
      added(laptopDn, 'computer', ['sAMAccountName: LAPTOP$', 'userAccountControl: 4096']),
      ...people,
      `dn: ${sambaGroups.empty}\nchangetype: modify\nadd: member\n${members.map((dn) => line('member', dn)).join('\n')}\n-\n`
    ].join('\n')
  )
  for (let tries = 0; tries < 2; tries += 1) await samba.bind(lockable.userPrincipalName, 'wrong')
  snapshot = (await readDomain(samba)).snapshot
  printed = await printedDomain(samba, snapshot)
})
afterAll(async () => {
  await samba.ldbReplace(lockable.dn, { lockoutTime: '0' })
  const made = [foreignDn, laptopDn, contactDn, ...writtenAbroad.map(({ dn }) => dn)]
  await samba.ldbModify(made.map((dn) => `${line('dn', dn)}\nchangetype: delete\n`).join('\n'))
})

describe('a real domain, as a preview reads it', () => {
  it('has the people that another program finds by another filter, with the same values and states, and nobody else', async () => {
    const wanted = Object.values(columns)
    const read = Array.from({ length: snapshot.people.count }, (_, row) => ({
      ...Object.fromEntries(wanted.map((column) => [column, snapshot.people.text(row, column)])),
      state: snapshot.people.state(row)
    }))
    expect(read).toEqual(printed.people)
    const found = await searchDomain(samba, '(&(objectCategory=person)(objectClass=user))', ['cn'])
    expect(personDns(snapshot).sort()).toEqual(found.map(({ dn }) => dn).sort())
    expect(personDns(snapshot)).not.toContain(laptopDn)
    expect(personDns(snapshot)).not.toContain(contactDn)
    for (const { name, dn } of writtenAbroad) expect(snapshot.people.text(personRow(dn), 'commonName')).toBe(name)
  })

  it('has the memberships that the server itself derives, and the primary groups that it leaves out', () => {
    expect(directMemberships(snapshot)).toEqual(printed.memberships)
    const domainUsers = groupRow(`CN=Domain Users,CN=Users,${sambaBaseDn}`)
    const { sourceOf } = snapshot.memberships
    expect(sourceOf(domainUsers, personRow(anna.dn))).toBe('primary')
    expect(sourceOf(groupRow(sambaGroups.primary), personRow(primary.dn))).toBe('primary')
    // Who was given another primary group is a written member of the one before it.
    expect(sourceOf(domainUsers, personRow(primary.dn))).toBe('member')
  })

  it.each(
    [sambaGroups.outer, sambaGroups.circleA, sambaGroups.circleB, sambaGroups.circleC, sambaGroups.staff, sambaGroups.big].concat(
      sambaGroups.oddName,
      `CN=Denied RODC Password Replication Group,CN=Users,${sambaBaseDn}`
    )
  )('has everybody in %s whom the server finds by its own rule for chains', async (dn) => {
    const value = dn.replaceAll('\\', '\\5c').replaceAll('(', '\\28').replaceAll(')', '\\29')
    const found = await searchDomain(samba, `(&(sAMAccountType=805306368)(memberOf:1.2.840.113556.1.4.1941:=${value}))`, ['cn'])
    const read: string[] = []
    groupWalk(snapshot).peopleBelow(groupRow(dn), { directOnly: false }, (person) => void read.push(snapshot.people.text(person, 'dn')))
    expect(read.sort()).toEqual(found.map((each) => each.dn).sort())
    expect(read.length).toBeGreaterThan(0)
  })

  it('has everybody in a builtin group by way of a primary group, which the rule of the server does not see', async () => {
    const users = `CN=Users,CN=Builtin,${sambaBaseDn}`
    const byChain = await searchDomain(samba, `(&(sAMAccountType=805306368)(memberOf:1.2.840.113556.1.4.1941:=${users}))`, ['cn'])
    const read = groupWalk(snapshot).peopleBelow(groupRow(users), { directOnly: false })
    expect(byChain.length).toBeLessThan(10)
    expect(read).toBeGreaterThan(sambaBigGroupSize)
  })

  it('has all members of the large group, which Samba sends at once where a Windows server sends 1,500', () => {
    const members = Array.from(snapshot.memberships.peopleIn(groupRow(sambaGroups.big)), (person) => snapshot.people.text(person, 'dn'))
    expect(members.length).toBe(sambaBigGroupSize)
    expect(members.every((dn) => dn.endsWith(sambaBulkDn))).toBe(true)
  })

  it('names the principal of another forest as such, and counts computer and contact as unknown', () => {
    const row = groupRow(sambaGroups.empty)
    expect([snapshot.memberships.unknownIn(row), snapshot.memberships.foreignIn(row)]).toEqual([3, 1])
    expect(snapshot.memberships.peopleIn(row).length).toBe(writtenAbroad.length)
  })

  it('is the same by two and by four connections', async () => {
    for (const connections of [2, 4] as const) {
      const other = await readDomain(samba, connections)
      expect(other.end.end).toEqual({ kind: 'complete' })
      expect(other.end.people).toBe(snapshot.people.count)
      expect(directMemberships(other.snapshot)).toEqual(printed.memberships)
    }
  })
})

describe('what the sync would do with people of a real domain', () => {
  it.each([
    ['disabled', disabled, 'disable', 'disabled-in-directory', []],
    ['expired', expired, 'unchanged', 'same', ['expired']],
    ['locked since the start', lockedOut, 'unchanged', 'same', ['locked']],
    ['locked by wrong passwords just now', lockable, 'unchanged', 'same', ['locked']],
    ['in need of a new password', mustChange, 'unchanged', 'same', ['password-expired']],
    ['as usual', anna, 'unchanged', 'same', []]
  ] as const)('who is %s', (_state, { dn, sAMAccountName, mail = '' }, outcome, reason, warnings) => {
    const user = { username: sAMAccountName, email: mail, name: `${sAMAccountName} of the tests` }
    const preview = previewOf(plainRules({ usernameField: 'sAMAccountName', provisionsGroups: false }), [user])
    const row: PreviewRow = preview.row(personRow(dn))
    expect([row.outcome, row.reason, row.warnings]).toEqual([outcome, reason, warnings])

    // and when the site has no such user
    const alone = previewOf(plainRules({ usernameField: 'sAMAccountName', provisionsGroups: false }), [])
    expect(alone.row(personRow(dn)).outcome).toBe(outcome === 'disable' ? 'left-out' : 'create')
  })

  it('warns of the domain that would be there twice, of missing mail, and of mail unlike the user name', async () => {
    const byPrincipal = (await readDomain(samba, 1, { usernameField: 'userPrincipalName' })).snapshot
    const rules = plainRules({ usernameField: 'userPrincipalName', domain: sambaDnsDomain })
    const twice = runPreview(byPrincipal, undefined, rules, { now: new Date() })
    const once = runPreview(byPrincipal, undefined, { ...rules, domain: '' }, { now: new Date() })
    const row = (dn: string): number => personRow(dn, byPrincipal)

    expect(twice.username(row(anna.dn))).toBe(`anna@${sambaDnsDomain}@${sambaDnsDomain}`)
    expect(twice.row(row(anna.dn)).warnings).toEqual(['double-suffix', 'mail-unlike-username'])
    expect(twice.row(row(noMail.dn)).warnings).toEqual(['double-suffix', 'mail-missing'])
    expect(once.row(row(anna.dn)).warnings).toEqual([])
    expect(once.row(row(mailUnlikeUpn.dn)).warnings).toEqual(['mail-unlike-username'])
  })

  it.each([
    {},
    { requiredGroups: 'nested-outer, circle-a', domain: sambaDnsDomain },
    { requiredGroups: 'Domain Users', includedGroups: '*', excludedGroups: 'Domain*,big', whenGone: 'delete' as const },
    { requiredGroups: 'Users', directMembersOnly: true }
  ])('agrees with the oracle by the rules %o, on what another program has read', (some) => {
    const rules = plainRules({ usernameField: 'sAMAccountName', ...some })
    const oracle = previewOracle(printed.people, printed.groups, site, rules)
    const { rows, summary } = previewInWords(snapshot, site, rules)
    expect(rows).toEqual(oracle.rows)
    expect(summary.effectiveMemberships).toBe(oracle.effectiveMemberships)
  })
})

const site: readonly PlainUser[] = [
  { username: 'anna', email: 'Anna@corp.example.test', name: 'anna of the tests', groups: ['staff', 'nested-inner', 'Other'] },
  { username: `BJORN@${sambaDnsDomain}`, name: 'Other' },
  { username: 'dora', groups: ['Domain Users'] },
  { username: 'expired', state: 5 },
  { username: 'locked', email: 'locked@corp.example.test', name: 'locked of the tests', groups: ['domain users'] },
  { username: 'gone' },
  { username: 'old-name', email: `otto.other@elsewhere.example.test`, name: 'otto of the tests' },
  { username: 'bulk0001', ssoStrategyId: 7 },
  { username: 'bulk0002', state: 0 }
]

function previewOf(rules: PreviewRules, users: readonly PlainUser[]) {
  return runPreview(snapshot, plainSite(users), rules, { now: new Date() })
}

function personDns({ people }: DirectorySnapshot): string[] {
  return Array.from({ length: people.count }, (_, row) => people.text(row, 'dn'))
}

function personRow(dn: string, where: DirectorySnapshot = snapshot): number {
  return found(personDns(where).indexOf(dn), dn)
}

function groupRow(dn: string): number {
  return found(Array.from({ length: snapshot.groups.count }, (_, row) => snapshot.groups.dn(row)).indexOf(dn), dn)
}

function found(row: number, dn: string): number {
  if (row === -1) throw new RangeError(`${dn} was not read`)
  return row
}

function directMemberships({ people, groups, memberships }: DirectorySnapshot): readonly string[] {
  return Array.from({ length: people.count }, (_, person) =>
    Array.from(memberships.groupsOf(person), (group) => `${people.text(person, 'dn')} in ${groups.dn(group)}`)
  )
    .flat()
    .sort()
}

function added(dn: string, objectClass: string, lines: readonly string[]): string {
  return `${line('dn', dn)}\nchangetype: add\nobjectClass: ${objectClass}\n${lines.join('\n')}\n`
}
