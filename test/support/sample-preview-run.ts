import type { DirectorySnapshot, MembershipSource } from '../../src-main/core/preview/directory-snapshot.ts'
import type { PreviewRun } from '../../src-main/core/preview/preview-run.ts'
import { createSiteUserTable } from '../../src-main/core/preview/site-user-table.ts'
import type { SiteUsers } from '../../src-main/core/preview/site-users.ts'

export interface SampleRun {
  readonly runId: string
  readonly at: string
  readonly site?: string
  readonly people?: number
  readonly isComplete?: boolean
}

/** A run with people, groups of every source of membership, and users, made by counting. */
export function samplePreviewRun({ runId, at, site = 'acme.files.com', people = 25, isComplete = true }: SampleRun): PreviewRun {
  const directory = sampleDirectory(people, at)
  const users = sampleUsers(people)
  return {
    directory,
    users,
    head: {
      runId,
      site,
      at,
      reading: directory.reading,
      rules: {
        usernameField: 'uid',
        domain: 'corp.test',
        requiredGroups: 'Sales*',
        includedGroups: '',
        excludedGroups: '',
        directMembersOnly: false,
        managedBy: { kind: 'strategy', id: 12 },
        provisionsUsers: true,
        provisionsGroups: true,
        whenGone: 'disable',
        limits: {
          mostDisabled: 10,
          mostDisabledPercent: 5,
          leastPeoplePercent: 80,
          protectedUsers: ['ceo'],
          mustBeFound: ['anna'],
          needsApproval: false
        }
      },
      summary: {
        counts: { create: 1, update: 2, disable: 0, delete: 0, unchanged: people, 'left-out': 0 },
        reasons: { same: people },
        warnings: {},
        people,
        users: users.count,
        groups: { total: 3, provisioned: 3, created: 0, lostMembers: 0, gainedMembers: 0 },
        peopleInScope: people,
        effectiveMemberships: people * 2,
        safety: { kind: 'safe', evidence: [] },
        isComplete,
        assumptions: []
      }
    }
  }
}

/** Everything a run holds, as plain values to compare. */
export function plainRun({ head, directory, users }: PreviewRun) {
  const { people, groups, memberships, reading } = directory
  const rows = (count: number) => Array.from({ length: count }, (_, row) => row)
  return {
    head,
    reading,
    people: rows(people.count).map((person) => [
      people.text(person, 'dn'),
      people.text(person, 'username'),
      people.text(person, 'stableId'),
      people.text(person, 'surname'),
      people.state(person),
      people.extraUsernames(person),
      [...memberships.groupsOf(person)]
    ]),
    groups: rows(groups.count).map((group) => [
      groups.dn(group),
      groups.name(group),
      Array.from(memberships.peopleIn(group), (person) => [person, memberships.sourceOf(group, person)]),
      [...memberships.groupsIn(group)],
      [...memberships.groupsAbove(group)],
      memberships.unknownIn(group),
      memberships.foreignIn(group)
    ]),
    users: users === undefined ? undefined : rows(users.count).map((user) => plainUser(users, user)),
    usersReading: users === undefined ? undefined : [users.isComplete, users.cutBecause]
  }
}

function plainUser(users: SiteUsers, user: number) {
  return [
    users.id(user),
    users.text(user, 'username'),
    users.text(user, 'email'),
    users.text(user, 'name'),
    users.text(user, 'authenticationMethod'),
    users.ssoStrategyId(user),
    users.state(user),
    users.groups(user)
  ]
}

const sources: readonly MembershipSource[] = ['member', 'unique-member', 'member-uid', 'primary']

/** Group 0 holds everybody, group 1 every third, group 2 nobody but the other two; 1 and 2 are members of each other. */
function sampleDirectory(people: number, startedAt: string): DirectorySnapshot {
  const everybody = Array.from({ length: people }, (_, person) => person)
  const members = [everybody, everybody.filter((person) => person % 3 === 0), []]
  const children = [[], [2], [0, 1]]
  return {
    people: {
      count: people,
      text: (person, column) => (column === 'surname' && person % 2 === 0 ? '' : `${column} "Ångström", ${person}\u2028\n`),
      state: (person) => person % 16,
      extraUsernames: (person) => person % 2
    },
    groups: { count: 3, dn: (group) => `cn=group ${group},dc=test`, name: (group) => `group ${group}` },
    memberships: {
      peopleIn: (group) => Uint32Array.from(members[group] ?? []),
      groupsIn: (group) => Uint32Array.from(children[group] ?? []),
      groupsOf: (person) => Uint32Array.from([0, 1, 2].filter((group) => members[group]?.includes(person))),
      groupsAbove: (group) => Uint32Array.from([0, 1, 2].filter((above) => children[above]?.includes(group))),
      sourceOf: (group, person) => (members[group]?.includes(person) === true ? sources[(person + group) % 4] : undefined),
      unknownIn: (group) => group * 7,
      foreignIn: (group) => group
    },
    reading: { end: { kind: 'complete' }, source: { kind: 'live', host: 'dc1.test' }, startedAt, durationMs: 12, pages: 3, references: 1 }
  }
}

function sampleUsers(count: number): SiteUsers {
  const table = createSiteUserTable()
  table.add(
    Array.from({ length: count }, (_, id) => ({
      id,
      username: `user${id}`,
      email: id % 2 === 0 ? undefined : `user${id}@corp.test`,
      name: `User ${id}`,
      authenticationMethod: 'sso',
      ssoStrategyId: id % 2 === 0 ? 12 : undefined,
      externallyManaged: id % 2 === 0,
      disabled: id % 3 === 0,
      siteAdmin: id % 5 === 0,
      readonlySiteAdmin: id % 7 === 0,
      groupIds: id % 4 === 0 ? '1,2' : undefined
    }))
  )
  return table.finish(
    { isComplete: false, cutBecause: 'The service was unavailable.' },
    new Map([
      [1, 'One, "and"'],
      [2, 'Two']
    ])
  )
}
