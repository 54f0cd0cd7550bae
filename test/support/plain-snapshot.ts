import type { DirectorySnapshot, MembershipSource, PersonText, ReadingFacts } from '../../src-main/core/preview/directory-snapshot.ts'
import type { PreviewRules } from '../../src-main/core/preview/preview-rules.ts'
import type { SiteUsers } from '../../src-main/core/preview/site-users.ts'
import { usualSafetyLimits } from '../../src-main/core/profile/profile.ts'

export type PlainPerson = Partial<Readonly<Record<PersonText, string>>> & {
  readonly state?: number
  readonly extraUsernames?: number
}

export interface PlainGroup {
  readonly name: string
  readonly dn?: string
  /** Rows of people and of groups. */
  readonly people?: readonly number[]
  readonly groups?: readonly number[]
  readonly source?: MembershipSource
  readonly unknown?: number
  readonly foreign?: number
}

/** A directory of plain objects: easy to write down, with the interface of the one in columns. */
export function plainSnapshot(
  people: readonly PlainPerson[],
  groups: readonly PlainGroup[] = [],
  reading: Partial<ReadingFacts> = {}
): DirectorySnapshot {
  const dnOf = (person: number): string =>
    people[person]?.dn ?? `uid=${people[person]?.username ?? ''}-${String(person)},ou=people,dc=corp,dc=example`
  const rows = (count: number, isIn: (row: number) => boolean): Uint32Array =>
    Uint32Array.from(Array.from({ length: count }, (_, row) => row).filter(isIn))
  return {
    people: {
      count: people.length,
      text: (person, column) => (column === 'dn' ? dnOf(person) : (people[person]?.[column] ?? '')),
      state: (person) => people[person]?.state ?? 0,
      extraUsernames: (person) => people[person]?.extraUsernames ?? 0
    },
    groups: {
      count: groups.length,
      dn: (group) => groups[group]?.dn ?? `cn=${groups[group]?.name ?? ''},ou=groups,dc=corp,dc=example`,
      name: (group) => groups[group]?.name ?? ''
    },
    memberships: {
      peopleIn: (group) => Uint32Array.from(new Set(groups[group]?.people ?? [])),
      groupsIn: (group) => Uint32Array.from(new Set(groups[group]?.groups ?? [])),
      groupsOf: (person) => rows(groups.length, (group) => groups[group]?.people?.includes(person) === true),
      groupsAbove: (inner) => rows(groups.length, (group) => groups[group]?.groups?.includes(inner) === true),
      sourceOf: (group, person) => (groups[group]?.people?.includes(person) === true ? (groups[group].source ?? 'member') : undefined),
      unknownIn: (group) => groups[group]?.unknown ?? 0,
      foreignIn: (group) => groups[group]?.foreign ?? 0
    },
    reading: {
      end: { kind: 'complete' },
      source: { kind: 'live', host: 'dc.corp.example' },
      startedAt: '2026-11-22T00:00:00.000Z',
      durationMs: 1,
      pages: 1,
      references: 0,
      ...reading
    }
  }
}

export interface PlainUser {
  readonly username: string
  readonly email?: string
  readonly name?: string
  readonly authenticationMethod?: string
  readonly ssoStrategyId?: number
  /** Bits of `siteUserState`; absent: externally managed. */
  readonly state?: number
  readonly groups?: readonly string[]
}

export function plainSite(users: readonly PlainUser[], cutBecause?: string, namesGroups = true): SiteUsers {
  return {
    count: users.length,
    id: (user) => 1000 + user,
    text: (user, column) => users[user]?.[column] ?? (column === 'authenticationMethod' ? 'none' : ''),
    ssoStrategyId: (user) => users[user]?.ssoStrategyId,
    state: (user) => users[user]?.state ?? 4,
    groups: (user) => users[user]?.groups ?? [],
    namesGroups,
    isComplete: cutBecause === undefined,
    cutBecause
  }
}

/** Rules of the site's own sync without any filter. */
export function plainRules(rules: Partial<PreviewRules> = {}): PreviewRules {
  return {
    usernameField: 'uid',
    domain: '',
    requiredGroups: '',
    includedGroups: '',
    excludedGroups: '',
    directMembersOnly: false,
    managedBy: { kind: 'site-ldap' },
    provisionsUsers: true,
    provisionsGroups: true,
    whenGone: 'disable',
    limits: usualSafetyLimits,
    ...rules
  }
}
