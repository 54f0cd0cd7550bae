import { directoryFormAsSiteLdap } from '../core/model/service-fields.ts'
import { PROFILE_VERSION, type Profile, usualSafetyLimits } from '../core/profile/profile.ts'
import { practiceForm } from '../practice/practice-form.ts'
import type { PracticeDirectory } from '../practice/start-practice-directory.ts'

/** What the practice site would look like with the practice directory behind it. */
export function practiceProfile(directory: PracticeDirectory, origin: string): Profile {
  return {
    schemaVersion: PROFILE_VERSION,
    name: 'Practice',
    site: origin,
    directory: { host: undefined, port: undefined, security: 'ldaps', caPem: directory.caPem, allowCleartext: false },
    siteLdap: { ...directoryFormAsSiteLdap(practiceForm(directory, undefined)), ldap_enabled: true, ldap_password: 'set' },
    strategies: [],
    saml: undefined,
    oauth: undefined,
    groups: [],
    users: [],
    safety: usualSafetyLimits
  }
}
