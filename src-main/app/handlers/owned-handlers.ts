import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { FilesReader } from '../../core/service/files-service.ts'
import type { AppPorts } from '../app-ports.ts'
import type { Handlers } from '../create-app.ts'
import { deskOfSessions } from '../desk-of-sessions.ts'
import { ownedByLeavers } from '../operations/owned-by-leavers.ts'
import { ownedByPerson } from '../operations/owned-by-person.ts'
import type { SiteSessions } from '../site-sessions.ts'
import { toItsEnd } from '../to-its-end.ts'

/** What belongs to people whom a preview would shut out. Nothing but GET requests to the site that the preview was compared with. */
export function createOwnedHandlers(ports: AppPorts, sessions: SiteSessions): Pick<Handlers, 'owned.person' | 'owned.leavers'> {
  const desk = deskOfSessions(ports.previews, sessions)

  async function readerOf(site: string): Promise<Result<FilesReader, Problem>> {
    const session = await sessions.find(site)
    return session.ok ? succeed(session.value.service) : session
  }

  return {
    'owned.person': async ({ previewId, site, row }, signal: CancelSignal) => {
      const reader = await readerOf(site)
      if (!reader.ok) return reader
      const account = await desk().ask(previewId, { kind: 'account', row }, signal)
      if (!account.ok) return account
      if (account.value === undefined)
        return fail(problem('app.invalid-input', { where: 'row', message: 'this person has no account at the site' }))
      const { userId, outcome } = account.value
      return ownedByPerson(ports, { reader: reader.value, userId, outcome }, signal)
    },

    'owned.leavers': async ({ previewId, site }, signal, emit) => {
      const reader = await readerOf(site)
      if (!reader.ok) return reader
      const leavers = await desk().ask(previewId, { kind: 'leavers' }, signal)
      if (!leavers.ok) return leavers
      return toItsEnd(ownedByLeavers(ports, { reader: reader.value, leavers: leavers.value }, signal), emit)
    }
  }
}
