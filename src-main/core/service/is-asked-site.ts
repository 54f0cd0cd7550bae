import type { SiteFacts } from './service-facts.ts'
import type { SiteAddress } from './site-address.ts'

/**
 * Whether the site that answered is the one that was asked for: by subdomain or by its custom domain. A key opens its own site whatever the
 * host was. On this computer there is nothing to compare: practice and tests have no names.
 */
export function isAskedSite({ host }: SiteAddress, { subdomain, domain }: SiteFacts): boolean {
  if (/^(?:127\.0\.0\.1|localhost|\[::1\]):/.test(host)) return true
  return [`${subdomain}.files.com`, domain].some((name) => name?.toLowerCase() === host.toLowerCase())
}
