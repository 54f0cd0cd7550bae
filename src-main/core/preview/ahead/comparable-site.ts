import type { SiteUsers } from '../site-users.ts'

/** Users in columns, as they come from a site or a file: everything is there by number. */
export type ComparableSite = SiteUsers & Required<Pick<SiteUsers, 'usernameKeys' | 'siteGroups' | 'groupNumbers'>>

/** `undefined` for tables of another making, as those of recorded runs. */
export function comparableSite(site: SiteUsers): ComparableSite | undefined {
  return isComparable(site) ? site : undefined
}

function isComparable(site: SiteUsers): site is ComparableSite {
  return site.usernameKeys !== undefined && site.siteGroups !== undefined && site.groupNumbers !== undefined
}
