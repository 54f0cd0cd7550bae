import type { FieldValue, SiteFacts } from '../service/service-facts.ts'
import { PROFILE_VERSION, type Profile, usualSafetyLimits } from './profile.ts'

/** A profile that changes nothing: it wants what the site holds now. `site` is the host. */
export function profileFromSite(site: string, facts: SiteFacts): Profile {
  const held = Object.entries(facts.ldap).filter((field): field is [string, Exclude<FieldValue, undefined>] => isHeld(field[1]))
  return {
    schemaVersion: PROFILE_VERSION,
    name: facts.name,
    site,
    directory: undefined,
    siteLdap: Object.fromEntries(held),
    strategies: [],
    // Which of the providers is the one of Entra ID, and whether anybody wants it managed, is not guessed.
    saml: undefined,
    oauth: undefined,
    users: [],
    groups: [],
    safety: usualSafetyLimits
  }
}

/** An empty field of the site is not managed, so that the profile does not empty what somebody fills in later. */
function isHeld(value: FieldValue): boolean {
  return value !== undefined && value !== ''
}
