/** The users of the site, reduced to what a preview compares, in columns. Rows are numbers from 0. */
export interface SiteUsers {
  readonly count: number
  id(user: number): number
  text(user: number, column: 'username' | 'email' | 'name' | 'authenticationMethod'): string
  ssoStrategyId(user: number): number | undefined
  /** Bits of `siteUserState`. */
  state(user: number): number
  /** Names of the user's groups, as the site calls them. */
  groups(user: number): readonly string[]
  /** False: the reading was cut; who is missing here would count as new. */
  readonly isComplete: boolean
  readonly cutBecause: string | undefined
}

export const siteUserState = { disabled: 1, siteAdmin: 2, externallyManaged: 4, readOnlyAdmin: 8 } as const
