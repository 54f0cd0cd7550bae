/** What is remembered of a site: to find it again, and what only time can tell. */
export interface SiteMemory {
  readonly site: string
  readonly origin: string
  readonly name: string
  /** Whose key was used last. */
  readonly who: string
  /** ISO 8601, UTC. */
  readonly lastConnectedAt: string
  /** What the probe of strategy writes found, and when. */
  readonly strategyWrites: { readonly answer: 'accepted' | 'refused'; readonly at: string } | undefined
  /** Providers whose SCIM token is in the keychain, by number. */
  readonly scimTokensOf?: readonly number[]
  /** People in the directory at the last complete reading that was applied. */
  readonly peopleLastTime: { readonly count: number; readonly at: string } | undefined
}
