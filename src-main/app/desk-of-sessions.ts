import type { PreviewDesk } from '../core/preview/preview-desk.ts'
import type { PreviewDeskPort } from './app-ports.ts'
import type { SiteSessions } from './site-sessions.ts'

/** The desk that may read the sites of these sessions, opened when it is first wanted. A key that was forgotten is gone from the sessions, and with it the site. */
export function deskOfSessions(previews: PreviewDeskPort, sessions: SiteSessions): () => PreviewDesk {
  let opened: PreviewDesk | undefined
  return () =>
    (opened ??= previews.open((site) => {
      const session = sessions.known(site)
      return session === undefined ? undefined : { address: session.address, key: session.key, reader: session.service }
    }))
}
