import type { Call, Endpoint } from '../answer.ts'
import { listAnswer } from '../list-answer.ts'
import { type ListRules, noListRules } from '../list-query.ts'
import type { StoredApiKey, StoredOwned } from '../stored-records.ts'

/** What belongs to users. The first four are asked for one user at a time; what they list without a user is not documented, here it is everything. */
export const ownedEndpoints: readonly Endpoint[] = [
  ofUser('/api_keys', ({ state }) => state.apiKeys.map(apiKeyRecord), {
    sort: ['expires_at'],
    filter: ['expires_at'],
    compare: ['expires_at']
  }),
  ofUser('/public_keys', ({ state }) => state.publicKeys, { filter: ['created_at'], compare: ['created_at'] }),
  ofUser('/gpg_keys', ({ state }) => state.gpgKeys, { sort: ['name', 'expires_at'] }),
  ofUser('/bundles', ({ state }) => state.bundles, { sort: ['created_at', 'code'], filter: ['created_at'], compare: ['created_at'] }),
  ofSite('/automations', ({ state }) => state.automations, {
    sort: ['workspace_id', 'name', 'automation', 'last_modified_at', 'disabled'],
    filter: ['disabled', 'last_modified_at', 'workspace_id', 'automation'],
    compare: ['last_modified_at']
  }),
  ofSite('/syncs', ({ state }) => state.syncs, { sort: ['site_id', 'workspace_id', 'name'], filter: ['workspace_id', 'disabled'] })
]

function ofUser(path: string, records: (call: Call) => readonly StoredOwned[], rules: Partial<ListRules>): Endpoint {
  return {
    method: 'GET',
    path,
    allowed: 'administrators',
    answer(call) {
      const asked = call.query.get('user_id')
      const userId = asked === null ? undefined : asked === '0' ? call.caller.user?.id : Number(asked)
      const all = records(call)
      return listAnswer(asked === null ? all : all.filter(({ user_id }) => user_id === userId), { ...noListRules, ...rules }, call)
    }
  }
}

function ofSite(path: string, records: (call: Call) => readonly StoredOwned[], rules: Partial<ListRules>): Endpoint {
  return { method: 'GET', path, allowed: 'administrators', answer: (call) => listAnswer(records(call), { ...noListRules, ...rules }, call) }
}

function apiKeyRecord({ id, name, key, userId, permissionSet, expiresAt, createdAt }: StoredApiKey): StoredOwned {
  // Whether a list shows the keys themselves is not documented: the worst case, so that a client which keeps them is found out.
  return {
    id,
    name,
    key,
    user_id: userId,
    permission_set: permissionSet,
    expires_at: expiresAt,
    created_at: createdAt,
    description: null,
    last_use_at: null
  }
}
