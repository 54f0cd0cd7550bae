import type { Call, Endpoint } from '../answer.ts'
import { cannotBeSaved, refusal } from '../error-answer.ts'
import { listAnswer } from '../list-answer.ts'
import { type ListRules, noListRules } from '../list-query.ts'
import type { StoredEvent } from '../stored-records.ts'

/** What the site writes down: sign-ins, SCIM requests, syncs, changed settings. */
export const logEndpoints: readonly Endpoint[] = [
  logList('/sso_events', ({ state }) => state.ssoEvents, {
    sort: ['created_at', 'event_type', 'status', 'user_id'],
    filter: ['created_at', 'event_type', 'idp_uid', 'ip', 'provider', 'status', 'user_id', 'username'],
    prefix: ['idp_uid', 'ip', 'provider', 'username'],
    compare: ['created_at'],
    together: ['event_type', 'idp_uid', 'ip', 'provider', 'user_id', 'username']
      .flatMap((field) => [
        [field, 'created_at'],
        [field, 'status'],
        [field, 'status', 'created_at']
      ])
      .concat([['status', 'created_at']])
  }),
  logList('/scim_logs', ({ state }) => state.scimLogs, { ...noListRules, sort: ['created_at'] }),
  logList('/external_events', ({ state }) => state.externalEvents, {
    sort: ['created_at', 'event_type', 'status'],
    filter: ['created_at', 'event_type', 'status'],
    prefix: [],
    compare: ['created_at'],
    together: [
      ['created_at', 'event_type', 'status'],
      ['created_at', 'event_type'],
      ['created_at', 'status']
    ]
  }),
  logList('/settings_changes', ({ state }) => state.settingsChanges, {
    ...noListRules,
    sort: ['api_key_id', 'created_at', 'user_id'],
    filter: ['api_key_id', 'user_id']
  }),
  { method: 'POST', path: '/external_events', allowed: 'administrators', answer: createExternalEvent }
]

function logList(path: string, events: (call: Call) => readonly StoredEvent[], rules: ListRules): Endpoint {
  return { method: 'GET', path, allowed: 'administrators', answer: (call) => listAnswer(events(call), rules, call) }
}

const statuses = ['success', 'failure', 'partial_failure', 'in_progress', 'skipped']

function createExternalEvent({ state, fields, now }: Call): ReturnType<Endpoint['answer']> {
  const { status, body } = fields
  if (status === undefined || body === undefined) return refusal('bad-request/request-params-required', 'status and body are required.')
  if (typeof status !== 'string' || !statuses.includes(status)) return cannotBeSaved({ status: ['is not included in the list'] })
  if (typeof body !== 'string') return cannotBeSaved({ body: ['is not a text'] })
  // How the service names the type of such an entry is not documented.
  const event = { id: state.newId(), event_type: 'client_log', status, body, body_url: null, created_at: now.toISOString() }
  state.externalEvents.push(event)
  return { status: 201, body: event }
}
