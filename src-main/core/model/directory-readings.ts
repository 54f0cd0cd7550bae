import type { LdapFailure } from './directory-facts.ts'

/** What a signed-in session read, gathered for judging. */

export type IdentityFacts =
  | { readonly kind: 'named'; readonly identity: string }
  /** The server said that nobody has signed in, or refused what every signed-in account may read. */
  | { readonly kind: 'anonymous'; readonly saw: string }
  /** The server cannot say who we are; `entry` was readable signed in and refused to a guest. */
  | { readonly kind: 'proved-by-read'; readonly entry: string; readonly guestSaw: string }
  | { readonly kind: 'unproved'; readonly because: string }
  | { readonly kind: 'cut'; readonly failure: LdapFailure }

/** Absent values: the server did not show them. Active Directory only, except password warnings. */
export interface AccountFacts {
  readonly dn?: string
  readonly lockoutThreshold?: number
  readonly lockoutWindowMinutes?: number
  readonly badPasswordCount?: number
  /** ISO 8601; `never` when the account is exempt. */
  readonly passwordEnds?: string
  /** The password has ended, and the policy lets the account in this many times more. */
  readonly graceSignInsLeft?: number
  /** Names of powerful groups the account belongs to, direct, nested or primary. */
  readonly powerfulGroups: readonly string[]
  /** How it was found out which groups the account belongs to; absent: it was not. */
  readonly groupsReadBy?: string
}

export type BaseFacts =
  | { readonly kind: 'found'; readonly dn: string; readonly objectClasses: readonly string[] }
  | { readonly kind: 'missing'; readonly nearest?: string; readonly childrenOfNearest: readonly string[]; readonly failure: LdapFailure }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'cut'; readonly failure: LdapFailure }

export type ReadEnd = { readonly kind: 'complete' } | { readonly kind: 'cut'; readonly failure: LdapFailure }

export interface PersonSample {
  readonly dn: string
  readonly username: string
  readonly mail: string
  readonly name: string
}

export interface PeopleFacts {
  readonly filter: string
  readonly end: ReadEnd
  readonly count: number
  readonly pages: number
  readonly largestPage: number
  readonly references: readonly string[]
  readonly samples: readonly PersonSample[]
  /** Lower-case attribute name to the number of people with a value in it. */
  readonly filled: ReadonlyMap<string, number>
  readonly disabled: number
  /** User names that occur more than once, without regard to case; at most five are kept. */
  readonly duplicates: readonly { readonly username: string; readonly count: number }[]
  readonly duplicateCount: number
  /** People whose user name already holds an `@`. */
  readonly usernamesWithAt: number
  /** Entries of any kind below the base; read only when no people were found. */
  readonly anyEntries?: number
}

export interface GroupFacts {
  readonly filter: string
  readonly end: ReadEnd
  readonly count: number
  readonly pages: number
  readonly samples: readonly { readonly name: string; readonly members: number }[]
  /** Values of `member` and `uniqueMember`, ranges included. */
  readonly memberValues: number
  readonly memberUids: number
  readonly emptyGroups: number
  /** Groups that have another read group as member. */
  readonly nestedGroups: number
  /** Groups that contain themselves by way of others. */
  readonly circularGroups: number
  readonly foreignMembers: number
  readonly largest?: { readonly name: string; readonly members: number }
  /** Groups whose members came in parts. */
  readonly ranged: readonly { readonly name: string; readonly members: number; readonly parts: number; readonly isComplete: boolean }[]
  /** Size of one part, as the server chose it. */
  readonly valueRange?: number
  /** The commonest primary group and how many people have it; absent where there is no such thing. */
  readonly primaryGroup?: { readonly name: string; readonly people: number }
}

export interface LimitFacts {
  /** `lDAPAdminLimits` of the query policy; empty when it is not readable or does not exist. */
  readonly policy: ReadonlyMap<string, string>
  readonly policyDn?: string
}

export type PersonTest =
  | { readonly kind: 'accepted'; readonly dn: string; readonly badPasswordCount?: number }
  | { readonly kind: 'refused'; readonly dn: string; readonly failure: LdapFailure; readonly triesLeft?: number }
  /** The bind was answered with success, and then the server called us nobody. */
  | { readonly kind: 'anonymous'; readonly dn: string }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'ambiguous'; readonly count: number }
  /** Trying could lock the person out: too few tries are left. */
  | { readonly kind: 'too-few-tries'; readonly dn: string; readonly triesLeft: number; readonly threshold: number }
  | { readonly kind: 'not-sent'; readonly because: 'empty-password' | 'cleartext-not-allowed' }
  | { readonly kind: 'cut'; readonly failure: LdapFailure }

/** Why one person would, or would not, become a user. */
export type PersonExplanation =
  /** `username` is what Files.com would call this person, suffix included. */
  | {
      readonly kind: 'in-scope'
      readonly dn: string
      readonly username: string
      readonly mail: string
      readonly states: readonly PersonState[]
    }
  /** A person below the base who has this name in another attribute; `username` is what the user name field holds. */
  | { readonly kind: 'other-name'; readonly dn: string; readonly matchedBy: string; readonly username: string }
  | { readonly kind: 'not-a-person'; readonly dn: string; readonly objectClasses: readonly string[] }
  | { readonly kind: 'outside-base'; readonly dn: string }
  | { readonly kind: 'not-found'; readonly searched: string }
  | { readonly kind: 'ambiguous'; readonly count: number }
  | { readonly kind: 'cut'; readonly failure: LdapFailure }

export type PersonState = 'disabled' | 'expired' | 'locked'
