import { MAIL_DOMAIN } from '../company/make-people.ts'
import type { Person } from '../company/person.ts'
import { seedScimLogs } from './seed-scim-logs.ts'
import type { SiteState } from './site-state.ts'
import type { StoredEvent } from './stored-records.ts'

/** A few sign-ins, SCIM requests and log entries of the last days. */
export function seedLogs(state: SiteState, people: readonly Person[], now: Date): void {
  const strategy = [...state.strategies.values()][0]
  const hoursBefore = (hours: number): string => new Date(now.getTime() - hours * 3_600_000).toISOString()
  if (strategy !== undefined) {
    const users = new Map([...state.users.values()].map(({ id, username }) => [username, id]))
    state.ssoEvents.push(
      ...people.slice(0, 5).map((person, index): StoredEvent => {
        const username = `${person.login}@${MAIL_DOMAIN}`
        const isFailure = index === 3
        return {
          id: index + 1,
          // The words of type and status are not documented.
          event_type: 'login',
          status: isFailure ? 'failure' : 'success',
          body: isFailure ? 'The account is not allowed to sign in.' : 'Signed in.',
          event_errors: isFailure ? ['No user with this name exists.'] : [],
          created_at: hoursBefore(48 - index),
          body_url: null,
          user_id: users.get(username) ?? null,
          username,
          idp_uid: username,
          provider: strategy.provider,
          provider_label: strategy.label,
          ip: '192.0.2.99',
          region: 'us-east-1'
        }
      })
    )
    seedScimLogs(state, people, now)
  }
  state.externalEvents.push({
    id: 1,
    event_type: 'client_log',
    status: 'success',
    body: 'Nightly copy finished.',
    body_url: null,
    created_at: hoursBefore(12)
  })
  state.settingsChanges.push({
    id: 1,
    changes: ['Site: `motd_text` changed from `` to `Welcome aboard`'],
    created_at: hoursBefore(72),
    user_id: 1,
    api_key_id: null,
    user_is_files_support: false,
    username: 'alice.admin'
  })
}
