import { describe, expect, it } from 'vitest'
import { groupChanges } from '../../../../src-main/core/preview/group-changes.ts'
import { forecastOfPreview } from '../../../../src-main/core/preview/judge-preview.ts'
import { runPreview } from '../../../../src-main/core/preview/run-preview.ts'
import { summarizePreview } from '../../../../src-main/core/preview/summary.ts'
import type { SafetyVerdict } from '../../../../src-main/core/plan/plan.ts'
import { usualSafetyLimits } from '../../../../src-main/core/profile/profile.ts'
import { type PlainPerson, plainRules, plainSite, plainSnapshot, type PlainUser } from '../../../support/plain-snapshot.ts'

const now = new Date(0)
const names = (count: number, prefix = 'user'): readonly PlainPerson[] =>
  Array.from({ length: count }, (_, index) => ({ username: `${prefix}${String(index)}` }))
const users = (count: number, prefix = 'user'): readonly PlainUser[] =>
  Array.from({ length: count }, (_, index) => ({ username: `${prefix}${String(index)}` }))

describe('the summary', () => {
  it('counts everything once', () => {
    const groups = [
      { name: 'Staff', people: [0, 1], unknown: 2, foreign: 1 },
      { name: 'All', groups: [0], people: [2] },
      { name: 'Secret', people: [0] }
    ]
    const site = plainSite([
      { username: 'user0', groups: ['Staff'] },
      { username: 'user1', groups: ['staff', 'Secret'] },
      { username: 'old', state: 6 }
    ])
    const preview = runPreview(plainSnapshot(names(3), groups), site, plainRules({ excludedGroups: 'Secret' }), { now })
    const { safety: _, assumptions, ...numbers } = summarizePreview(preview)

    expect(numbers).toEqual({
      counts: { create: 1, update: 2, disable: 1, delete: 0, unchanged: 0, 'left-out': 0 },
      reasons: { 'new-person': 1, 'groups-differ': 2, 'gone-from-directory': 1 },
      warnings: { 'mail-missing': 3, administrator: 1 },
      people: 3,
      peopleInScope: 3,
      users: 3,
      groups: { total: 3, provisioned: 2, created: 1, lostMembers: 0, gainedMembers: 3 },
      effectiveMemberships: 6,
      isComplete: true
    })
    expect(assumptions).toContain('Excluded groups are kept away from the site; the people in them are taken all the same.')
    expect(new Set(assumptions).size).toBe(assumptions.length)
    expect(
      groupChanges(preview).map(({ name, outcome, because, people, gained, unknown }) => [name, outcome, because, people, gained, unknown])
    ).toEqual([
      ['Staff', 'unchanged', 'same', 2, 0, 2],
      ['All', 'create', 'new-group', 3, 3, 0],
      ['Secret', 'left-out', 'excluded', 1, 0, 0]
    ])
  })

  it('is incomplete and unsafe when the reading of directory or site was cut', () => {
    const cut = plainSnapshot(names(3), [], { end: { kind: 'cut', because: 'the server went away', where: 'people' } })
    const ofDirectory = summarizePreview(runPreview(cut, plainSite(users(3)), plainRules(), { now }))
    const ofSite = summarizePreview(
      runPreview(plainSnapshot(names(3)), plainSite(users(3), 'the service went away'), plainRules(), { now })
    )

    for (const { isComplete, safety } of [ofDirectory, ofSite]) {
      expect(isComplete).toBe(false)
      expect(safety.kind === 'unsafe' && safety.reasons.some(({ canBeOverridden }) => canBeOverridden)).toBe(false)
    }
    expect(codes(ofDirectory.safety)).toEqual(['plan.safety.read-incomplete'])
    expect(codes(ofSite.safety)).toEqual(['plan.safety.users-incomplete'])
  })

  it('compares no memberships of users whose groups nobody named, and says so; new people join theirs in any case', () => {
    const groups = [{ name: 'Staff', people: [0, 1, 2] }]
    const users = [{ username: 'user0', name: 'Person 0' }, { username: 'user1' }]
    const unnamed = runPreview(plainSnapshot(names(3), groups), plainSite(users, undefined, false), plainRules(), { now })
    const named = runPreview(plainSnapshot(names(3), groups), plainSite(users), plainRules(), { now })

    const { reasons, groups: counts, assumptions } = summarizePreview(unnamed)

    expect(reasons['groups-differ']).toBeUndefined()
    expect(summarizePreview(named).reasons['groups-differ']).toBe(2)
    expect(counts).toEqual({ total: 1, provisioned: 1, created: 0, lostMembers: 0, gainedMembers: 1 })
    expect(groupChanges(unnamed).map(({ outcome, because }) => [outcome, because])).toEqual([['update', 'members-differ']])
    expect(unnamed.row(2)).toMatchObject({ outcome: 'create', groupsGained: ['Staff'] })
    expect(unnamed.row(0).groupsGained).toEqual([])
    expect(assumptions.some((sentence) => sentence.includes('does not name their groups'))).toBe(true)
  })

  it.each<[string, number, readonly PlainUser[], object, number | undefined, readonly string[]]>([
    ['everybody there', 20, users(20), {}, 20, []],
    ['one of a hundred gone', 100, [...users(99), { username: 'old' }], {}, undefined, []],
    ['two of three gone', 1, users(3), {}, undefined, ['plan.safety.too-many']],
    ['the same, left alone', 1, users(3), { whenGone: 'nothing' }, undefined, []],
    ['nobody in the directory', 0, users(1), {}, undefined, ['plan.safety.directory-empty', 'plan.safety.too-many']],
    ['half of last time', 10, users(10), {}, 20, ['plan.safety.directory-shrunk']],
    ['a canary there', 3, [], { limits: { ...usualSafetyLimits, mustBeFound: ['USER1'] } }, undefined, []],
    [
      'a canary with the domain',
      3,
      [],
      { domain: 'x.example', limits: { ...usualSafetyLimits, mustBeFound: ['user1@x.example', 'user2'] } },
      undefined,
      []
    ],
    [
      'a canary gone',
      3,
      [],
      { limits: { ...usualSafetyLimits, mustBeFound: ['user1', 'boss'] } },
      undefined,
      ['plan.safety.must-be-found']
    ],
    [
      'a protected person gone',
      99,
      [...users(99), { username: 'boss' }],
      { limits: { ...usualSafetyLimits, protectedUsers: ['Boss'] } },
      undefined,
      ['plan.safety.protected-user']
    ],
    [
      'an administrator with a password gone',
      99,
      [...users(99), { username: 'root', state: 6, authenticationMethod: 'password' }],
      {},
      undefined,
      ['plan.safety.protected-user']
    ],
    [
      'an administrator whom nobody manages',
      99,
      [...users(99), { username: 'root', state: 2, authenticationMethod: 'password' }],
      {},
      undefined,
      []
    ]
  ])('judges by the rules of the plan: %s', (_, count, site, rules, peopleLastTime, expected) => {
    const context = peopleLastTime === undefined ? { now } : { now, peopleLastTime }
    const preview = runPreview(plainSnapshot(names(count)), plainSite(site), plainRules(rules), context)
    expect(codes(summarizePreview(preview).safety)).toEqual(expected)
  })

  it('is unsafe when the user name of a protected person is perhaps given to somebody else, who would get everything of theirs', () => {
    const judged = (protectedUsers: readonly string[], isComplete = true) => {
      const people = plainSnapshot(
        [{ username: 'boss', mail: 'ann@x.example', displayName: 'Ann Other' }],
        [],
        isComplete ? undefined : { end: { kind: 'cut', because: 'the server went away', where: 'people' } }
      )
      const site = plainSite([{ username: 'Boss', email: 'boss@x.example', name: 'The Boss' }])
      const rules = plainRules({ limits: { ...usualSafetyLimits, protectedUsers } })
      return codes(summarizePreview(runPreview(people, site, rules, { now })).safety)
    }

    expect(judged(['BOSS'])).toEqual(['plan.safety.protected-user'])
    expect(judged([])).toEqual([])
    expect(judged(['BOSS'], false)).toEqual(['plan.safety.read-incomplete'])
  })

  it('counts people who look renamed among those who could lose access, and says so', () => {
    const people = names(4, 'new').map((person, index) => ({
      ...person,
      mail: `m${String(index)}@x.example`,
      displayName: `N ${String(index)}`
    }))
    const site = plainSite(
      users(4, 'old').map((user, index) => ({ ...user, email: `m${String(index)}@x.example`, name: `N ${String(index)}` }))
    )
    const preview = runPreview(plainSnapshot(people), site, plainRules(), { now })
    const { counts, safety, assumptions } = summarizePreview(preview)

    expect(counts).toMatchObject({ update: 4, create: 0, disable: 0 })
    expect(forecastOfPreview(preview)).toMatchObject({ peopleInDirectory: 4, managedUsers: 4, wouldLose: ['old0', 'old1', 'old2', 'old3'] })
    expect(codes(safety)).toEqual(['plan.safety.too-many'])
    expect(assumptions.some((sentence) => sentence.includes('renamed'))).toBe(true)
  })

  it('says when groups of one name become one group, whose members somebody else may choose', () => {
    const named = (...names: readonly string[]) => {
      const groups = names.map((name) => ({ name, people: [0] }))
      return summarizePreview(runPreview(plainSnapshot([{ username: 'anna' }], groups), undefined, plainRules(), { now })).assumptions.join(
        ' '
      )
    }

    expect(named('Staff', 'STAFF', 'Ops')).toContain('have the same name (“Staff”): they count as one group')
    expect(named(...['a', 'b', 'c', 'd', 'e'].flatMap((name) => [name, name]))).toContain('(“a”, “b”, “c” and 2 other names)')
    expect(named('Staff', 'Ops')).not.toContain('same name')
  })

  it('ends every assumption as a sentence', () => {
    const everything = [
      { username: 'a', state: 15 },
      { username: 'b', state: 14, extraUsernames: 1 },
      { username: 'b' },
      { username: 'c/d' }
    ]
    const rules = plainRules({ requiredGroups: '*', whenGone: 'delete', domain: 'x.example' })
    const snapshot = plainSnapshot(everything, [{ name: 'All', people: [0, 1, 2, 3] }])
    for (const site of [undefined, plainSite(users(2))])
      for (const sentence of summarizePreview(runPreview(snapshot, site, rules, { now })).assumptions)
        expect(sentence).toMatch(/^[A-Z].*\.$/)
  })
})

function codes(verdict: SafetyVerdict): readonly string[] {
  return verdict.kind === 'safe' ? [] : verdict.reasons.map(({ problem }) => problem.code)
}
