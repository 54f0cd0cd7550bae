import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPreviewAhead } from '../../../../src-main/core/preview/ahead/preview-ahead.ts'
import type { PreviewRules } from '../../../../src-main/core/preview/preview-rules.ts'
import { type Preview, runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { createSiteUserTable } from '../../../../src-main/core/preview/site-user-table.ts'
import type { SiteUsers } from '../../../../src-main/core/preview/site-users.ts'
import { createSnapshotBuilder } from '../../../../src-main/core/preview/snapshot/snapshot-builder.ts'
import { encodeUtf8 } from '../../../../src-main/core/preview/snapshot/utf8.ts'
import { summarizePreview } from '../../../../src-main/core/preview/summary.ts'
import { plainRules } from '../../../support/plain-snapshot.ts'
import { sampleReading } from './snapshot/sample-reading.ts'

/** Few different values on purpose: then everything happens to everybody. */
const usernames = ['anna', 'ANNA', 'bo', 'Bo ', 'zoë', 'zoe\u0308', 'x/y', 'c'.repeat(300), ' ', 'anna@corp.example']
const fullNames = ['Anna Li', 'Bo Ek', 'Zoë Ay', 'anna li']
const mails = ['anna@corp.example', 'Anna@Corp.Example', 'bo@corp.example', 'bo@zürich.example']
const groupNames = ['Staff', 'staff', 'Sales North', 'Sales South', 'Zürich', 'Ops']
const lists = ['', '', '', 'Staff', 'sales*', '*', 'Nobody', 'Ops, staff']
const PEOPLE = 9
const GROUPS = 6

const reference = fc.oneof(
  { weight: 4, arbitrary: fc.nat(PEOPLE).map(personDn) },
  { weight: 2, arbitrary: fc.nat(GROUPS).map(groupDn) },
  fc.constantFrom(personDn(1).toUpperCase(), 'cn=nobody,dc=corp', 'cn=S-1-5-21-1,cn=foreignsecurityprincipals,dc=corp')
)
const values = (some: readonly string[], maxLength = 1): fc.Arbitrary<string[]> => fc.array(fc.constantFrom(...some), { maxLength })
const gid = values(['1', '2', '3'])
const person = fc.record({
  uid: values(usernames, 2),
  mail: values(mails),
  displayname: values(fullNames),
  cn: values(['Bo Ek']),
  gidnumber: gid,
  pwdaccountlockedtime: values(['000001010000Z']),
  shadowexpire: values(['1'])
})
const group = fc.record({
  cn: values(groupNames),
  member: fc.array(reference, { maxLength: 4 }),
  uniquemember: fc.array(reference, { maxLength: 2 }),
  memberuid: values(usernames, 2),
  gidnumber: gid
})
const user = fc.record({
  username: fc.constantFrom(...usernames.filter((name) => name.trim() !== ''), 'bo@corp.example', 'gone', 'old-name'),
  email: fc.constantFrom(...mails, undefined),
  name: fc.constantFrom(...fullNames, undefined),
  groupIds: fc.constantFrom(undefined, '', '1', '2,3', '4,1', '5', '6,9'),
  ssoStrategyId: fc.constantFrom(undefined, undefined, 7),
  externallyManaged: fc.constantFrom(true, true, true, false),
  disabled: fc.constantFrom(false, false, true),
  siteAdmin: fc.constantFrom(false, false, true)
})
const rules: fc.Arbitrary<PreviewRules> = fc
  .record({
    domain: fc.constantFrom('', '', 'corp.example', '@Zürich.example'),
    requiredGroups: fc.constantFrom(...lists),
    includedGroups: fc.constantFrom(...lists),
    excludedGroups: fc.constantFrom(...lists),
    directMembersOnly: fc.boolean(),
    managedBy: fc.constantFrom({ kind: 'site-ldap' as const }, { kind: 'strategy' as const, id: 7 }),
    provisionsUsers: fc.constantFrom(true, true, false),
    provisionsGroups: fc.constantFrom(true, true, false),
    keepsMemberships: fc.boolean(),
    whenGone: fc.constantFrom('disable' as const, 'delete' as const, 'nothing' as const)
  })
  .map(plainRules)

type GeneratedUser = typeof user extends fc.Arbitrary<infer T> ? T : never

type Step =
  | { readonly kind: 'person'; readonly index: number; readonly values: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'group'; readonly index: number; readonly values: Readonly<Record<string, readonly string[]>> }
  | { readonly kind: 'late-member'; readonly group: number; readonly member: string }
  /** Many of them are what makes the groups count as complete. */
  | { readonly kind: 'pages'; readonly count: number }
  | { readonly kind: 'site' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('person'), index: fc.nat(PEOPLE), values: person }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('group'), index: fc.nat(GROUPS), values: group }) },
  fc.record({ kind: fc.constant('late-member'), group: fc.nat(GROUPS), member: reference }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pages'), count: fc.constantFrom(1, 3, 12) }) },
  fc.constant({ kind: 'site' as const })
)
const world = fc.record({ steps: fc.array(step, { maxLength: 40 }), users: fc.array(user, { maxLength: 9 }), hasSite: fc.boolean(), rules })

describe('what is found out ahead, while people arrive', () => {
  it('gives the same preview as judging at the end, in whatever order people, groups, pages and the site come', () => {
    fc.assert(
      fc.property(world, ({ steps, users, hasSite, rules }) => {
        const { ahead, ...read } = readWorld(steps, hasSite ? siteOf(users) : undefined, rules)

        const quick = runPreview(read.snapshot, read.site, rules, { now: new Date(0) }, ahead)
        const plain = runPreview(read.snapshot, read.site, rules, { now: new Date(0) })

        expect(everythingOf(quick)).toEqual(everythingOf(plain))
      }),
      { numRuns: 3000 }
    )
  })

  it('is not used for other rules, another site or a second time', () => {
    fc.assert(
      fc.property(world, rules, ({ steps, users, rules }, otherRules) => {
        const site = siteOf(users)
        const { ahead, snapshot } = readWorld(steps, site, rules)
        const context = { now: new Date(0) }

        const byOtherRules = runPreview(snapshot, site, otherRules, context, ahead)
        const withoutSite = runPreview(snapshot, undefined, rules, context, ahead)
        const again = runPreview(snapshot, site, rules, context, ahead)

        expect(everythingOf(byOtherRules)).toEqual(everythingOf(runPreview(snapshot, site, otherRules, context)))
        expect(everythingOf(withoutSite)).toEqual(everythingOf(runPreview(snapshot, undefined, rules, context)))
        expect(everythingOf(again)).toEqual(everythingOf(runPreview(snapshot, site, rules, context)))
      }),
      { numRuns: 500 }
    )
  })
})

function readWorld(steps: readonly Step[], site: SiteUsers | undefined, rules: PreviewRules) {
  const builder = createSnapshotBuilder({ usernameField: 'uid', serverType: 'openldap', now: new Date(0) })
  const ahead = createPreviewAhead(builder, rules)
  const groups = new Map<number, number>()
  for (const step of steps)
    switch (step.kind) {
      case 'person':
        builder.addTextPerson({ dn: personDn(step.index), attributes: attributesOf(step.values) })
        break
      case 'group':
        groups.set(step.index, builder.addTextGroup({ dn: groupDn(step.index), attributes: attributesOf(step.values) }))
        break
      case 'late-member': {
        const bytes = encodeUtf8(step.member)
        const row = groups.get(step.group)
        if (row !== undefined) builder.addMembers(row, 'member', bytes, [0, bytes.length])
        break
      }
      case 'pages':
        for (let page = 0; page < step.count; page += 1) ahead.onPage()
        break
      case 'site':
        if (site !== undefined) ahead.useSite(site)
        break
    }
  return { ahead, site, snapshot: builder.finish(sampleReading()) }
}

function everythingOf(preview: Preview) {
  const { groupComparison, scope, match, names } = preview
  const { peopleIn, isOnSite, wanted, there, common } = groupComparison
  return {
    rows: Array.from({ length: preview.rowCount }, (_, row) => ({
      ...preview.row(row),
      person: preview.personOf(row),
      user: preview.userOf(row)
    })),
    summary: summarizePreview(preview),
    changes: preview.membershipChanges(),
    counts: [peopleIn, isOnSite, wanted, there, common].map((counts) => [...counts]),
    match,
    scope: { ...scope, reasonAgainst: undefined },
    keys: [names.count, [...names.keyOfPerson], [...names.keyOfUser]]
  }
}

function siteOf(users: readonly GeneratedUser[]): SiteUsers {
  const table = createSiteUserTable()
  table.add(users.map((each, index) => ({ ...each, id: index + 1, authenticationMethod: 'none', readonlySiteAdmin: false })))
  const names = new Map(['Staff', 'STAFF', 'sales north', 'Zürich', 'Ops', 'Only here'].map((name, index) => [index + 1, name]))
  return table.finish({ isComplete: true, cutBecause: undefined, namesGroups: users.length % 4 !== 3 }, names)
}

function attributesOf(values: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string[]> {
  return new Map(Object.entries(values).map(([name, list]) => [name, [...list]]))
}

function personDn(index: number): string {
  return `uid=p${String(index)},ou=people,dc=corp`
}

function groupDn(index: number): string {
  return `cn=g${String(index)},ou=groups,dc=corp`
}
