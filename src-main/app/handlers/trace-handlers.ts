import type { ParsedInput } from '../../contract/operations.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { deskOfSessions } from '../desk-of-sessions.ts'
import { ldapPasswordFor } from '../ldap-password.ts'
import { tracePerson, type TracePersonRequest } from '../operations/trace-person.ts'
import { setUpsOf, type StartedPractice } from '../preview-people.ts'
import type { SiteSession, SiteSessions } from '../site-sessions.ts'
import { toItsEnd } from '../to-its-end.ts'
import { limitsOf } from './preview-settings-handlers.ts'

/** Everything about one person. */
export function createTraceHandlers(
  ports: AppPorts,
  sessions: SiteSessions,
  practice: StartedPractice = { site: undefined, directory: undefined }
): Pick<Handlers, 'trace.person'> {
  const desk = deskOfSessions(ports.previews, sessions)

  async function directoryOf(
    session: SiteSession,
    directory: ParsedInput<'trace.person'>['directory'],
    signal: CancelSignal
  ): Promise<TracePersonRequest['directory']> {
    if (directory.kind === 'none') return { notAsked: 'No directory was to be asked.' }
    const setUps = await setUpsOf(ports, session, practice, signal)
    if (!setUps.ok) return { notRead: setUps.error }
    // The one that is on comes first.
    const setUp = setUps.value.find(({ settings }) => settings !== undefined)
    if (setUp?.settings === undefined) return { notAsked: 'The set-up of this site names no directory.' }
    const password = await ldapPasswordFor(ports, session, practice, directory.ldapPassword)
    if (password === undefined) return { notAsked: 'No password of the directory is stored for this site, and none was typed.' }
    return {
      source: { kind: 'live', settings: setUp.settings, password },
      rules: { ...setUp.rules, limits: limitsOf(ports, session.address.host) },
      isOn: setUp.isOn
    }
  }

  return {
    'trace.person': async ({ site, name, directory, identityId }, signal, emit) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      const toTrace = await directoryOf(session.value, directory, signal)
      const request = { reader: session.value.service, name, directory: toTrace, identityId }
      return toItsEnd(tracePerson({ clock: ports.clock, desk }, request, signal), emit)
    }
  }
}
