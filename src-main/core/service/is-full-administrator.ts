import type { UserFacts } from './service-facts.ts'

/** Whether the person may decide about the whole site: not read-only, not disabled. What the service does not say counts against it. */
export function isFullAdministrator({ siteAdmin, readonlySiteAdmin, disabled }: UserFacts): boolean {
  return siteAdmin === true && readonlySiteAdmin !== true && disabled !== true
}
