import type { TextKeys } from './snapshot/text-keys.ts'
import type { TextSpan } from './snapshot/text-span.ts'

/**
 * Everything of a directory that a preview needs, read once and kept in columns: half a million people fit. Rows are numbers from 0; they
 * mean nothing outside their snapshot.
 */
export interface DirectorySnapshot {
  readonly people: PeopleTable
  readonly groups: GroupTable
  readonly memberships: Memberships
  readonly reading: ReadingFacts
}

/** Empty text: the entry has no such value. `username` is the value of the chosen username field, as it stands there. */
export type PersonText =
  | 'dn'
  | 'username'
  | 'mail'
  | 'displayName'
  | 'commonName'
  | 'givenName'
  | 'surname'
  | 'principalName'
  /** `entryUUID`, or `objectGUID` in its usual notation: survives renames. */
  | 'stableId'
  /** What `memberUid` of groups refers to. */
  | 'uid'

export interface PeopleTable {
  readonly count: number
  text(person: number, column: PersonText): string
  /** Moves the span to the text of `text`. Tables that cannot are slower, and nothing else (`person-texts.ts`). */
  place?(person: number, column: Exclude<PersonText, 'stableId'>, span: TextSpan): void
  /** Rows whose `stableId` is this comparable text, in ascending order. Looked for one by one where it is missing. */
  rowsOfStableId?(comparable: string): readonly number[]
  /** Of the column `username`; found out anew for each preview where they are missing. */
  readonly usernameKeys?: TextKeys
  /** Bits of `accountState`. */
  state(person: number): number
  /** Further values of the username field beyond the first: a sign that naming is not certain. */
  extraUsernames(person: number): number
}

export const accountState = { disabled: 1, expired: 2, locked: 4, passwordExpired: 8 } as const

export interface GroupTable {
  readonly count: number
  dn(group: number): string
  /** `cn`. */
  name(group: number): string
}

/** How an entry of a group came about. `primary` and `member-uid` stand on the person or name her by text; the others are names. */
export type MembershipSource = 'member' | 'unique-member' | 'member-uid' | 'primary'

/** Direct memberships only; whoever wants nested ones walks `groupsIn`. All lists are views and must not be changed. */
export interface Memberships {
  /** In no particular order. */
  peopleIn(group: number): Uint32Array
  /** Groups that are members of this group. */
  groupsIn(group: number): Uint32Array
  groupsOf(person: number): Uint32Array
  /** Groups that have this group as a member. */
  groupsAbove(group: number): Uint32Array
  /** Undefined when the person is no direct member. */
  sourceOf(group: number, person: number): MembershipSource | undefined
  /** Members that are neither people nor groups of this reading: deleted, outside the base, computers, contacts. */
  unknownIn(group: number): number
  /** Of those, principals of another forest (`CN=ForeignSecurityPrincipals`). */
  foreignIn(group: number): number
}

export interface ReadingFacts {
  /** `cut`: somebody is missing, and nobody knows who. Such a reading is shown as incomplete and is never the base of a plan. */
  readonly end:
    { readonly kind: 'complete' } | { readonly kind: 'cut'; readonly because: string; readonly where: 'people' | 'groups' | 'members' }
  readonly source:
    | { readonly kind: 'live'; readonly host: string }
    | { readonly kind: 'ldif'; readonly file: string }
    | { readonly kind: 'recorded'; readonly runId: string }
  readonly startedAt: string
  readonly durationMs: number
  readonly pages: number
  /** Pointers to other servers that were handed out and not followed. */
  readonly references: number
}
