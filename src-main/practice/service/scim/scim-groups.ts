import type { SiteState } from '../site-state.ts'
import type { StoredGroup, StoredRecord, StoredValue } from '../stored-records.ts'
import { GROUP_SCHEMA, noContent, type ScimServerAnswer, scimError, scimFound, scimList } from './scim-answer.ts'
import { readScimFilter, type ScimCondition } from './scim-filter.ts'
import { fieldIn, isList, isRecord, readScimOperations, type ScimOperation, textIn } from './scim-operations.ts'
import { type ScimCall, userOf } from './scim-users.ts'

export function searchGroups({ state, query }: ScimCall): ScimServerAnswer {
  const filter = query.get('filter')
  const conditions = filter === null ? undefined : readScimFilter(filter)
  if (conditions?.ok === false) return scimError(400, conditions.error, 'invalidFilter')
  const wanted = conditions?.value ?? []
  const unknown = wanted.find(({ attribute }) => !KNOWN.has(attribute))
  if (unknown !== undefined) return scimError(400, `Groups cannot be searched by ${unknown.attribute}.`, 'invalidFilter')
  const found = [...state.groups.values()].filter((group) => wanted.every((condition) => holds(state, group, condition)))
  return scimList(
    found.map((group) => groupResource(state, group, query)),
    query
  )
}

export function readGroup({ state, query }: ScimCall, id: string): ScimServerAnswer {
  const group = groupOf(state, id)
  return group === undefined ? scimError(404, `There is no group ${id}.`) : scimFound(groupResource(state, group, query))
}

export function createGroup({ state, body, query }: ScimCall): ScimServerAnswer {
  const name = textIn(fieldIn(body, 'displayName')) ?? ''
  if (name === '') return scimError(400, 'displayName is required.', 'invalidValue')
  if (state.groupNamed(name) !== undefined) return scimError(409, 'A group with this displayName exists.', 'uniqueness')
  const group: StoredGroup = { id: state.newId(), name, notes: null }
  state.groups.set(group.id, group)
  for (const id of idsIn(fieldIn(body, 'members'))) addMember(state, group, id)
  return { status: 201, body: groupResource(state, group, query) }
}

export function changeGroup({ state, body }: ScimCall, id: string): ScimServerAnswer {
  const group = groupOf(state, id)
  if (group === undefined) return scimError(404, `There is no group ${id}.`)
  const operations = readScimOperations(body)
  if (!operations.ok) return scimError(400, operations.error, 'invalidSyntax')
  for (const operation of operations.value) {
    const refused = changeOne(state, group, operation)
    if (refused !== undefined) return refused
  }
  return noContent
}

export function deleteGroup({ state }: ScimCall, id: string): ScimServerAnswer {
  const group = groupOf(state, id)
  if (group === undefined) return scimError(404, `There is no group ${id}.`)
  for (const { userId } of state.memberships.ofGroup(group.id)) state.memberships.remove(group.id, userId)
  state.groups.delete(group.id)
  return noContent
}

function changeOne(state: SiteState, group: StoredGroup, { op, path, writtenPath, value }: ScimOperation): ScimServerAnswer | undefined {
  if (path === 'displayname') {
    const name = textIn(value) ?? ''
    const other = state.groupNamed(name)
    if (name === '') return scimError(400, 'displayName cannot be empty.', 'invalidValue')
    if (other !== undefined && other !== group) return scimError(409, 'A group with this displayName exists.', 'uniqueness')
    group.name = name
    return undefined
  }
  const named = /^members\[\s*value\s+eq\s+"([^"]+)"\s*\]$/i.exec(writtenPath.trim())?.[1]
  if (named !== undefined) {
    if (op !== 'remove') return scimError(400, 'Members are named in the value.', 'invalidPath')
    removeMember(state, group, named)
    return undefined
  }
  if (path !== 'members') return undefined
  const ids = idsIn(value)
  if (op === 'replace' || (op === 'remove' && ids.length === 0))
    for (const { userId } of state.memberships.ofGroup(group.id)) state.memberships.remove(group.id, userId)
  if (op === 'remove') for (const id of ids) removeMember(state, group, id)
  else for (const id of ids) if (!addMember(state, group, id)) return scimError(400, `There is no user ${id}.`, 'invalidValue')
  return undefined
}

function addMember(state: SiteState, group: StoredGroup, id: string): boolean {
  const user = userOf(state, id)
  if (user === undefined) return false
  if (!state.memberships.has(group.id, user.id))
    state.memberships.add({ id: state.newId(), groupId: group.id, userId: user.id, isAdmin: false })
  return true
}

function removeMember(state: SiteState, group: StoredGroup, id: string): void {
  const user = userOf(state, id)
  if (user !== undefined) state.memberships.remove(group.id, user.id)
}

function idsIn(value: StoredValue | undefined): readonly string[] {
  const list = isList(value) ? value : value === undefined || value === null ? [] : [value]
  return list.flatMap((item) => {
    const id = isRecord(item) ? fieldIn(item, 'value') : item
    return typeof id === 'string' || typeof id === 'number' ? [String(id)] : []
  })
}

const KNOWN: ReadonlySet<string> = new Set(['displayname', 'id', 'members', 'members.value'])

function holds(state: SiteState, group: StoredGroup, { attribute, value }: ScimCondition): boolean {
  if (attribute === 'displayname') return group.name.toLowerCase() === value.toLowerCase()
  if (attribute === 'id') return String(group.id) === value
  return state.memberships.ofGroup(group.id).some(({ userId }) => String(userId) === value)
}

function groupOf(state: SiteState, id: string): StoredGroup | undefined {
  return /^\d{1,15}$/.test(id) ? state.groups.get(Number(id)) : undefined
}

function groupResource(state: SiteState, group: StoredGroup, query: URLSearchParams): StoredRecord {
  const isLeftOut = (query.get('excludedAttributes') ?? '').split(',').some((name) => name.trim().toLowerCase() === 'members')
  const members = isLeftOut
    ? {}
    : {
        members: state.memberships.ofGroup(group.id).map(({ userId }) => ({
          value: String(userId),
          display: state.users.get(userId)?.username ?? ''
        }))
      }
  return {
    schemas: [GROUP_SCHEMA],
    id: String(group.id),
    displayName: group.name,
    ...members,
    meta: { resourceType: 'Group', location: `/api/scim/Groups/${String(group.id)}` }
  }
}
