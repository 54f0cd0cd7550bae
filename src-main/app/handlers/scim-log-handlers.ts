import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { followScim } from '../operations/follow-scim.ts'
import { readScimLog } from '../operations/read-scim-log.ts'
import { readSyncLog } from '../operations/read-sync-log.ts'
import type { SiteSessions } from '../site-sessions.ts'
import { toItsEnd } from '../to-its-end.ts'

/** What Entra ID asked for by SCIM, and how the syncs of the directory ended. */
export function createScimLogHandlers(ports: AppPorts, sessions: SiteSessions): Pick<Handlers, 'scim.log' | 'scim.follow' | 'sync.log'> {
  return {
    'scim.log': async ({ site, days }, signal) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      return readScimLog(ports, { reader: session.value.service, days }, signal)
    },

    'sync.log': async ({ site, days }, signal) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      return readSyncLog(ports, { reader: session.value.service, days }, signal)
    },

    'scim.follow': async ({ site, person }, signal, emit) => {
      const session = await sessions.find(site)
      if (!session.ok) return session
      return toItsEnd(followScim(ports, { reader: session.value.service, person }, signal), emit)
    }
  }
}
