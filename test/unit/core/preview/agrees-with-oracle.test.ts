import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { forecastOfPreview, judgePreview } from '../../../../src-main/core/preview/judge-preview.ts'
import type { PreviewRules } from '../../../../src-main/core/preview/preview-rules.ts'
import { runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { summarizePreview } from '../../../../src-main/core/preview/summary.ts'
import { type PlainGroup, type PlainPerson, plainRules, plainSite, plainSnapshot, type PlainUser } from '../../../support/plain-snapshot.ts'
import { previewOracle } from '../../../support/preview-oracle.ts'

/** Few different values on purpose: then everything happens to everybody. */
const usernames = ['anna', 'ANNA', 'bo', 'Bo ', 'zoë', 'zoe\u0308', 'émile', 'x/y', 'a,b', 'c'.repeat(300), '', ' ', 'anna@corp.example']
const fullNames = ['Anna Li', 'Bo Ek', 'Zoë Ay', 'anna li', '']
const mails = ['anna@corp.example', 'Anna@Corp.Example', 'bo@corp.example', '']
const groupNames = ['Staff', 'staff', 'Sales North', 'Sales South', 'Zürich', 'Z\u00fcrich ', 'Ops', '']
const lists = ['', '', 'Staff', 'sales*', '*', 'Nobody', 'Ops, staff', ' *north\nZ*rich,', ' , \n', '*s*t*', 'Sales North,Sales North']

const people: fc.Arbitrary<readonly PlainPerson[]> = fc.array(
  fc.record({
    username: fc.constantFrom(...usernames),
    mail: fc.constantFrom(...mails),
    displayName: fc.constantFrom(...fullNames),
    commonName: fc.constantFrom('', 'Bo Ek'),
    surname: fc.constantFrom('', 'Li'),
    state: fc.constantFrom(0, 0, 0, 0, 1, 2, 4, 8, 15)
  }),
  { maxLength: 9 }
)
const groups: fc.Arbitrary<readonly PlainGroup[]> = fc.integer({ min: 0, max: 7 }).chain((count) =>
  fc.array(
    fc.record({
      name: fc.constantFrom(...groupNames),
      people: fc.array(fc.nat(8), { maxLength: 4 }),
      groups: fc.array(fc.nat(Math.max(0, count - 1)), { maxLength: 3 })
    }),
    { minLength: count, maxLength: count }
  )
)
const users: fc.Arbitrary<readonly PlainUser[]> = fc.array(
  fc
    .record({
      username: fc.constantFrom(...usernames, 'anna@corp.example', 'bo@corp.example', 'gone', 'old-name'),
      email: fc.constantFrom(...mails),
      name: fc.constantFrom(...fullNames),
      state: fc.constantFrom(4, 4, 4, 5, 0, 2, 6, 7),
      groups: fc.array(fc.constantFrom(...groupNames, 'Only here', 'STAFF'), { maxLength: 4 }),
      authenticationMethod: fc.constantFrom('none', 'sso', 'password'),
      strategy: fc.constantFrom(undefined, undefined, 7, 8)
    })
    .map(({ strategy, ...user }) => (strategy === undefined ? user : { ...user, ssoStrategyId: strategy })),
  { maxLength: 9 }
)
const rules: fc.Arbitrary<PreviewRules> = fc
  .record({
    domain: fc.constantFrom('', '', 'corp.example'),
    requiredGroups: fc.constantFrom(...lists),
    includedGroups: fc.constantFrom(...lists),
    excludedGroups: fc.constantFrom(...lists),
    directMembersOnly: fc.boolean(),
    managedBy: fc.constantFrom({ kind: 'site-ldap' as const }, { kind: 'site-ldap' as const }, { kind: 'strategy' as const, id: 7 }),
    provisionsUsers: fc.constantFrom(true, true, false),
    provisionsGroups: fc.constantFrom(true, true, false),
    whenGone: fc.constantFrom('disable' as const, 'disable' as const, 'delete' as const, 'nothing' as const)
  })
  .map(plainRules)
const world = fc
  .record({ people, groups, users, rules })
  // Rows of people who are not there are what a snapshot never holds.
  .map(({ people, groups, ...rest }) => ({
    people,
    groups: groups.map((group) => ({ ...group, people: group.people?.filter((person) => person < people.length) ?? [] })),
    ...rest
  }))

describe('the engine and the oracle', () => {
  it('agree on every outcome, reason, change and membership of thousands of small worlds', () => {
    fc.assert(
      fc.property(world, ({ people, groups, users, rules }) => {
        const preview = runPreview(plainSnapshot(people, groups), plainSite(users), rules, { now: new Date(0) })
        const oracle = previewOracle(people, groups, users, rules)

        const fold = (names: readonly string[]): readonly string[] =>
          [...new Set(names.map((name) => name.normalize('NFC').toLowerCase().trim()))].sort()
        const rows = Array.from({ length: preview.rowCount }, (_, index) => {
          const { outcome, reason, changes, groupsGained, groupsLost } = preview.row(index)
          const who = { person: preview.personOf(index), user: preview.userOf(index) }
          return { ...who, outcome, reason, changes: changes.map(({ field }) => field), gained: fold(groupsGained), lost: fold(groupsLost) }
        })
        expect(rows).toEqual(oracle.rows)
        expect(summarizePreview(preview).effectiveMemberships).toBe(oracle.effectiveMemberships)
        expect(forecastOfPreview(preview).wouldLose).toEqual(oracle.wouldLose)
      }),
      { numRuns: 4000 }
    )
  })

  it('agree on the numbers: tiles, reasons, groups and the table say the same', () => {
    fc.assert(
      fc.property(world, ({ people, groups, users, rules }) => {
        const preview = runPreview(plainSnapshot(people, groups), plainSite(users), rules, { now: new Date(0) })
        const oracle = previewOracle(people, groups, users, rules)
        const summary = summarizePreview(preview)
        const count = (outcome: string): number => oracle.rows.filter((row) => row.outcome === outcome).length

        for (const outcome of ['create', 'update', 'disable', 'delete', 'unchanged', 'left-out'] as const) {
          expect(summary.counts[outcome]).toBe(count(outcome))
          expect(preview.rows({ filter: { outcomes: [outcome] }, offset: 0, limit: 0 }).total).toBe(count(outcome))
        }
        expect(Object.values(summary.reasons).reduce((sum, number) => sum + number, 0)).toBe(oracle.rows.length)
        expect(summary.groups.gainedMembers).toBe(oracle.rows.reduce((sum, { gained }) => sum + gained.length, 0))
        expect(summary.groups.lostMembers).toBe(oracle.rows.reduce((sum, { lost }) => sum + lost.length, 0))
      }),
      { numRuns: 1000 }
    )
  })

  it('never touch a user whom this sync does not manage, and put everybody on exactly one row', () => {
    fc.assert(
      fc.property(world, ({ people, groups, users, rules }) => {
        const site = plainSite(users)
        const preview = runPreview(plainSnapshot(people, groups), site, rules, { now: new Date(0) })
        const rows = Array.from({ length: preview.rowCount }, (_, index) => index)

        expect(rows.flatMap((row) => preview.personOf(row) ?? [])).toEqual(people.map((_, person) => person))
        expect(rows.flatMap((row) => preview.userOf(row) ?? []).sort((a, b) => a - b)).toEqual(users.map((_, user) => user))
        users.forEach((user, index) => {
          expect(preview.userOf(preview.rowOfUser(index))).toBe(index)
          const strategy = rules.managedBy.kind === 'strategy' ? rules.managedBy.id : undefined
          if (((user.state ?? 4) & 4) !== 0 && user.ssoStrategyId === strategy) return
          expect(preview.row(preview.rowOfUser(index))).toMatchObject({
            outcome: 'unchanged',
            changes: [],
            groupsGained: [],
            groupsLost: []
          })
        })
      }),
      { numRuns: 1000 }
    )
  })

  it('never let an administrator with a password or a protected person be removed without a reason against it', () => {
    fc.assert(
      fc.property(world, fc.constantFrom('anna', 'bo', 'gone'), ({ people, groups, users, rules }, name) => {
        const limits = { ...rules.limits, mostDisabled: 1000, mostDisabledPercent: 100, leastPeoplePercent: 0, protectedUsers: [name] }
        const preview = runPreview(plainSnapshot(people, groups), plainSite(users), { ...rules, limits }, { now: new Date(0) })
        const removed = preview.table
          .indexes({ filter: { outcomes: ['disable', 'delete'] } })
          .reduce<readonly PlainUser[]>((list, row) => [...list, ...users.slice(preview.userOf(row), (preview.userOf(row) ?? 0) + 1)], [])
        const isProtected = removed.some(
          (user) =>
            user.username.toLowerCase().trim() === name || (((user.state ?? 4) & 2) !== 0 && user.authenticationMethod === 'password')
        )
        const verdict = judgePreview(preview)
        const codes = verdict.kind === 'unsafe' ? verdict.reasons.map(({ problem }) => problem.code) : []
        if (isProtected) expect(codes).toContain('plan.safety.protected-user')
      }),
      { numRuns: 1000 }
    )
  })
})
