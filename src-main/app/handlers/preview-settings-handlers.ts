import type { PreviewTarget } from '../../contract/views.ts'
import { usualSafetyLimits, type SafetyLimits } from '../../core/profile/profile.ts'
import { succeed } from '../../core/result.ts'
import { Secret } from '../../core/secret.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { ldapPasswordFor } from '../ldap-password.ts'
import { type SyncSetUp, usualRules } from '../operations/preview-settings.ts'
import { setUpsOf, type StartedPractice } from '../preview-people.ts'
import type { SiteSessions } from '../site-sessions.ts'

/** With what a preview begins. Its rules are edited and sent back, so nothing in them may be masked. */
export function createPreviewSettingsHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: StartedPractice
): Pick<Handlers, 'preview.settings'> {
  return {
    'preview.settings': async ({ site }, signal) => {
      const rules = usualRules()
      if (site === '') return succeed({ targets: [], limits: usualSafetyLimits, rules })
      const session = await sessions.find(site)
      if (!session.ok) return session
      const setUps = await setUpsOf(ports, session.value, practice, signal)
      if (!setUps.ok) return setUps
      const password = await ldapPasswordFor(ports, session.value, practice, new Secret(''))
      const targets = setUps.value.map((setUp) => targetOf(setUp, password !== undefined))
      return succeed({ targets, limits: limitsOf(ports, site), rules })
    }
  }
}

/** Those of the kept profile; the usual ones when there is none. */
export function limitsOf(ports: AppPorts, site: string): SafetyLimits {
  return (site === '' ? undefined : ports.profiles.read(site)?.safety) ?? usualSafetyLimits
}

function targetOf({ managedBy, title, isOn, settings, rules }: SyncSetUp, hasPassword: boolean): PreviewTarget {
  const directory = settings === undefined ? undefined : { host: settings.host, baseDn: settings.baseDn, username: settings.username }
  return { managedBy, title, isOn, directory, rules, hasPassword }
}
