import { problem } from '../../core/errors.ts'
import { fail } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { mapGroups } from '../operations/map-groups.ts'
import { readJit } from '../operations/read-jit.ts'
import { cutProblem } from '../operations/read-site-state.ts'
import type { SiteSessions } from '../site-sessions.ts'

/** Just-in-time provisioning, and names for groups that are called by an id. */
export function createJitHandlers(ports: AppPorts, sessions: SiteSessions): Pick<Handlers, 'jit.read' | 'groups.map'> {
  return {
    'jit.read': async ({ site, strategyId }, signal) => {
      const session = await sessions.find(site)
      return session.ok ? readJit(session.value.service, strategyId, signal) : session
    },

    'groups.map': async ({ site, name, bytes }, signal) => {
      const table = ports.tables.read(bytes)
      if (!table.ok) return fail(problem('jit.mapping.unreadable', { file: name, reason: table.error }))
      const session = await sessions.find(site)
      if (!session.ok) return session
      const groups = await collectPages(session.value.service.groups(signal))
      // A group that was not read may have a name that seems free.
      if (groups.failure !== undefined) return fail(cutProblem(groups.failure, site, 'the groups'))
      return mapGroups(table.value, groups.items)
    }
  }
}
