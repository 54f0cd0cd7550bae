import type { SiteGroups } from './snapshot/site-groups.ts'
import type { TextKeys } from './snapshot/text-keys.ts'
import type { TextSpan } from './snapshot/text-span.ts'

/** The users of the site, reduced to what a preview compares, in columns. Rows are numbers from 0. */
export interface SiteUsers {
  readonly count: number
  id(user: number): number
  text(user: number, column: 'username' | 'email' | 'name' | 'authenticationMethod'): string
  /** Moves the span to the text of `text`. Tables that cannot are slower, and nothing else (`person-texts.ts`). */
  place?(user: number, column: 'username' | 'email' | 'name', span: TextSpan): void
  /** Of the column `username`; found out anew for each preview where they are missing. */
  readonly usernameKeys?: TextKeys
  ssoStrategyId(user: number): number | undefined
  /** Bits of `siteUserState`. */
  state(user: number): number
  /** Names of the user's groups, as the site calls them. */
  groups(user: number): readonly string[]
  /** The same as numbers of `siteGroups`. A view. */
  groupNumbers?(user: number): Uint32Array
  /** False: it is not known in which groups users are, as in a list that has at most their numbers; then memberships cannot be compared. */
  readonly namesGroups: boolean
  /** The same by group; found out anew for each preview where it is missing. */
  readonly siteGroups?: SiteGroups
  /** False: the reading was cut; who is missing here would count as new. */
  readonly isComplete: boolean
  readonly cutBecause: string | undefined
}

export const siteUserState = { disabled: 1, siteAdmin: 2, externallyManaged: 4, readOnlyAdmin: 8 } as const
