import { type Answer, type Call, type Endpoint, found } from '../answer.ts'
import { cannotBeSaved, notFound } from '../error-answer.ts'
import { listAnswer } from '../list-answer.ts'
import { type ListRules, noListRules } from '../list-query.ts'
import type { SiteState } from '../site-state.ts'
import type { StoredGroup, StoredRecord } from '../stored-records.ts'
import { writableGroupFields } from '../writable-fields.ts'
import { nothingToWrite, readFields, storeFields } from '../write-fields.ts'

export const groupEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/groups',
    allowed: 'administrators',
    answer: (call) => listAnswer([...call.state.groups.values()], rules, call, (group) => groupAnswer(call.state, group))
  },
  {
    method: 'GET',
    path: '/groups/{id}',
    allowed: 'administrators',
    answer: (call) => withGroup(call, (group) => found(groupAnswer(call.state, group)))
  },
  { method: 'PATCH', path: '/groups/{id}', allowed: 'administrators', answer: (call) => withGroup(call, (group) => update(call, group)) },
  { method: 'GET', path: '/group_users', allowed: 'administrators', answer: listMembers }
]

const rules: ListRules = { ...noListRules, sort: ['name'], filter: ['name'], prefix: ['name'] }

function update(call: Call, group: StoredGroup): Answer {
  const read = readFields(call.fields, writableGroupFields)
  if (!read.ok) return read.error
  if (Object.keys(read.value).length === 0) return nothingToWrite()
  const name = read.value['name']
  if (name === '' || name === null) return cannotBeSaved({ name: ['can’t be blank'] })
  if (typeof name === 'string' && (call.state.groupNamed(name) ?? group) !== group)
    return cannotBeSaved({ name: ['has already been taken'] })
  storeFields(group, read.value, call.keptFields)
  return found(groupAnswer(call.state, group))
}

function listMembers(call: Call): Answer {
  const groupId = Number(call.query.get('group_id') ?? NaN)
  const userId = Number(call.query.get('user_id') ?? NaN)
  const members = (Number.isNaN(groupId) ? call.state.memberships.all() : call.state.memberships.ofGroup(groupId))
    .filter((member) => Number.isNaN(userId) || member.userId === userId)
    .map((member) => ({
      id: member.id,
      group_id: member.groupId,
      group_name: call.state.groups.get(member.groupId)?.name ?? null,
      user_id: member.userId,
      // A list by the documentation, though a membership has one user.
      usernames: [call.state.users.get(member.userId)?.username ?? ''],
      admin: member.isAdmin
    }))
  return listAnswer(
    members.sort((a, b) => a.id - b.id),
    noListRules,
    call
  )
}

function withGroup(call: Call, answer: (group: StoredGroup) => Answer): Answer {
  const group = call.state.groups.get(call.id)
  return group === undefined ? notFound() : answer(group)
}

function groupAnswer(state: SiteState, group: StoredGroup): StoredRecord {
  const members = state.memberships.ofGroup(group.id)
  return {
    ...group,
    user_ids: members.map(({ userId }) => userId).join(','),
    usernames: members.map(({ userId }) => state.users.get(userId)?.username ?? '').join(','),
    admin_ids: members
      .filter(({ isAdmin }) => isAdmin)
      .map(({ userId }) => userId)
      .join(',')
  }
}
