import { type Answer, type Call, type Endpoint, found } from '../answer.ts'
import { cannotBeSaved, notFound } from '../error-answer.ts'
import { listAnswer } from '../list-answer.ts'
import type { ListRules } from '../list-query.ts'
import type { SiteState } from '../site-state.ts'
import type { StoredRecord, StoredUser } from '../stored-records.ts'
import { writableUserFields } from '../writable-fields.ts'
import { nothingToWrite, readFields, storeFields } from '../write-fields.ts'

export const userEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/users', allowed: 'administrators', answer: list },
  {
    method: 'GET',
    path: '/users/{id}',
    allowed: 'administrators-and-oneself',
    answer: (call) => withUser(call, (user) => found(userAnswer(call.state, user)))
  },
  { method: 'PATCH', path: '/users/{id}', allowed: 'administrators', answer: (call) => withUser(call, (user) => update(call, user)) }
]

const rules: ListRules = {
  sort: ['authenticate_until', 'email', 'last_desktop_login_at', 'last_login_at', 'username', 'company', 'name', 'site_admin'],
  filter: ['username', 'email', 'company', 'site_admin', 'last_login_at', 'authenticate_until', 'not_site_admin'],
  prefix: ['username', 'email', 'company'],
  compare: ['last_login_at', 'authenticate_until'],
  together: [['not_site_admin', 'username']]
}

function list(call: Call): Answer {
  const searched = call.query.get('search')?.toLowerCase() ?? ''
  const all = [...call.state.users.values()]
  const users = searched === '' ? all : all.filter((user) => namesOf(user).some((name) => name.toLowerCase().includes(searched)))
  // `not_site_admin` can be filtered by and is in no answer.
  const listed = call.query.has('filter[not_site_admin]') ? users.map((user) => ({ ...user, not_site_admin: !user.site_admin })) : users
  return listAnswer(listed, rules, call, (user) => userAnswer(call.state, user))
}

function namesOf({ username, email, name }: StoredUser): readonly string[] {
  return [username, email ?? '', name ?? '']
}

function update(call: Call, user: StoredUser): Answer {
  const { state, fields, keptFields } = call
  const read = readFields(fields, writableUserFields)
  if (!read.ok) return read.error
  const groupIds = typeof fields['group_ids'] === 'string' ? idsIn(fields['group_ids']) : undefined
  const clearsSecondFactor = fields['clear_2fa'] === true || fields['clear_2fa'] === 'true'
  if (Object.keys(read.value).length === 0 && groupIds === undefined && !('clear_2fa' in fields)) return nothingToWrite()
  const refused = refusedSignIn(state, { ...user, ...read.value })
  if (refused !== undefined) return refused
  storeFields(user, read.value, keptFields)
  if (clearsSecondFactor && !keptFields.has('clear_2fa')) user.active_2fa = false
  if (groupIds !== undefined && !keptFields.has('group_ids')) putInGroups(state, user.id, groupIds)
  return found(userAnswer(state, user))
}

function refusedSignIn(state: SiteState, user: StoredUser): Answer | undefined {
  if (user.username === '') return cannotBeSaved({ username: ['can’t be blank'] })
  // Whether the service tells capitals apart is not documented: here it does not.
  const isTaken = [...state.users.values()].some(
    ({ id, username }) => id !== user.id && comparableName(username) === comparableName(user.username)
  )
  if (isTaken) return cannotBeSaved({ username: ['has already been taken'] })
  if (user.authentication_method !== 'sso') return undefined
  if (user.sso_strategy_id === null) return cannotBeSaved({ sso_strategy_id: ['can’t be blank'] })
  return state.strategies.has(user.sso_strategy_id) ? undefined : cannotBeSaved({ sso_strategy_id: ['is invalid'] })
}

function comparableName(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

function putInGroups(state: SiteState, userId: number, wanted: readonly number[]): void {
  for (const groupId of state.memberships.groupIdsOf(userId)) if (!wanted.includes(groupId)) state.memberships.remove(groupId, userId)
  for (const groupId of wanted) {
    if (!state.groups.has(groupId) || state.memberships.has(groupId, userId)) continue
    state.memberships.add({ id: state.newId(), groupId, userId, isAdmin: false })
  }
}

function idsIn(text: string): readonly number[] {
  return text.split(',').map(Number).filter(Number.isInteger)
}

function withUser(call: Call, answer: (user: StoredUser) => Answer): Answer {
  const user = call.state.users.get(call.id)
  return user === undefined ? notFound() : answer(user)
}

function userAnswer(state: SiteState, user: StoredUser): StoredRecord {
  const groupIds = state.memberships.groupIdsOf(user.id)
  return {
    ...user,
    group_ids: groupIds.join(','),
    admin_group_ids: groupIds.filter((groupId) => state.memberships.isAdmin(groupId, user.id))
  }
}
