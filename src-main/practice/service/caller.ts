import type { Answer, Endpoint } from './answer.ts'
import { refusal } from './error-answer.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { SiteState } from './site-state.ts'
import type { StoredApiKey, StoredUser } from './stored-records.ts'

/** Whoever holds the key of a request. */
export interface Caller {
  readonly key: StoredApiKey
  /** Absent for a key of the whole site. */
  readonly user: StoredUser | undefined
}

/** Says who calls. Expired and unknown keys are told alike: nothing else is documented. */
export function authenticate(state: SiteState, keyText: string | undefined, now: Date): Result<Caller, Answer> {
  if (keyText === undefined || keyText === '') return fail(refusal('not-authenticated/authentication-required', 'An API key is required.'))
  const key = state.apiKeys.find((known) => known.key === keyText)
  const user = key?.userId == null ? undefined : state.users.get(key.userId)
  const isExpired = key?.expiresAt != null && new Date(key.expiresAt) <= now
  if (key === undefined || isExpired || (key.userId !== null && (user === undefined || user.disabled)))
    return fail(refusal('not-authenticated/invalid-credentials', 'The API key is not valid.'))
  // Which type the service gives an address outside the site's list is not documented: the nearest documented one.
  if (key.hindrance === 'blocked-ip')
    return fail(refusal('not-authorized/insufficient-permission-for-site', 'This IP address is not allowed to use the site.'))
  return succeed({ key, user })
}

/** Why this caller may not use the endpoint; `undefined` when they may. */
export function refusedAccess(caller: Caller, endpoint: Endpoint, id: number): Answer | undefined {
  if (endpoint.allowed === 'every-key') return undefined
  if (caller.key.permissionSet !== 'full')
    return refusal('not-authorized/api-key-only-for-desktop-app', 'This API key can be used by the desktop application only.')
  const isOneself = endpoint.allowed === 'administrators-and-oneself' && endpoint.method === 'GET' && caller.user?.id === id
  if (isOneself) return undefined
  if (caller.key.workspaceId !== null || !isAdministrator(caller.user))
    return refusal('not-authorized/site-admin-required', 'You must be a site administrator to do this.')
  if (endpoint.method === 'GET') return undefined
  // No type is documented for a read-only administrator who writes: of the documented ones this says best what is missing.
  if (caller.user?.site_admin === false)
    return refusal('not-authorized/insufficient-permission-for-params', 'A read-only administrator cannot change this.')
  if (caller.key.hindrance === 'two-factor')
    return refusal('not-authorized/two-factor-authentication-required', 'Two-factor authentication is required for this change.')
  return undefined
}

function isAdministrator(user: StoredUser | undefined): boolean {
  return user === undefined || user.site_admin || user.readonly_site_admin
}
