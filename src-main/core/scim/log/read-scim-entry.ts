import type { ScimLogFacts } from '../../service/service-facts.ts'
import { plainValue, readScimBody, type ScimBody, type ScimChange } from './read-scim-body.ts'
import type { ScimClause } from './read-scim-filter.ts'
import { readScimPath, type ScimPath } from './read-scim-path.ts'

/** What Entra ID wanted with one request. */
export type ScimWish =
  /** Test Connection: somebody who cannot exist. */
  | { readonly kind: 'probe' }
  | { readonly kind: 'find-user'; readonly clauses: readonly ScimClause[] }
  | { readonly kind: 'list-users' }
  | { readonly kind: 'read-user' }
  | { readonly kind: 'create-user' }
  | { readonly kind: 'change-user'; readonly changes: readonly ScimChange[] }
  /** Takes the access away, or gives it back, and may change more along with it. */
  | { readonly kind: 'disable-user' | 'enable-user'; readonly changes: readonly ScimChange[]; readonly isText: boolean }
  | { readonly kind: 'delete-user' }
  | { readonly kind: 'find-group'; readonly clauses: readonly ScimClause[] }
  | { readonly kind: 'read-group' }
  | { readonly kind: 'create-group' }
  | { readonly kind: 'change-group'; readonly changes: readonly ScimChange[] }
  | { readonly kind: 'change-members'; readonly added: number; readonly removed: number; readonly changes: readonly ScimChange[] }
  | { readonly kind: 'delete-group' }
  | { readonly kind: 'read-schemas' }
  | { readonly kind: 'other' }

/** An entry of the SCIM log, understood as far as it can be. */
export interface ScimEntryReading {
  readonly wish: ScimWish
  readonly path: ScimPath
  readonly request: ScimBody | undefined
  readonly answer: ScimBody | undefined
  /** Every name by which the request or its answer calls the person, best first; empty when it is about nobody. */
  readonly names: readonly string[]
  /** Number of the user in the service, from the path or the answer; absent when it is about nobody. */
  readonly userId: string | undefined
  /** Display name of the group; empty: not named. */
  readonly group: string
  /** Number of the group in the service; absent when it is about none. */
  readonly groupId: string | undefined
}

/** Reads an entry. Never throws, whatever it holds. */
export function readScimEntry(entry: ScimLogFacts): ScimEntryReading {
  const path = readScimPath(entry.requestPath)
  const request = readScimBody(entry.requestJson)
  const answer = readScimBody(entry.responseJson)
  const method = entry.requestMethod.trim().toUpperCase()
  const wish = wishOf(method, path, request)
  const isAboutUser = path.resource === 'users' && wish.kind !== 'probe'
  return {
    wish,
    path,
    request,
    answer,
    names: isAboutUser ? namesOf(path, request, answer) : [],
    userId: isAboutUser ? idOf(path, answer) : undefined,
    group: path.resource === 'groups' ? groupOf(path, request, answer) : '',
    groupId: path.resource === 'groups' ? idOf(path, answer) : undefined
  }
}

function wishOf(method: string, path: ScimPath, request: ScimBody | undefined): ScimWish {
  if (path.resource === 'schemas') return { kind: 'read-schemas' }
  const changes = request?.changes ?? []
  if (path.resource === 'users') {
    if (method === 'GET') return path.id === undefined ? searchForUser(path) : { kind: 'read-user' }
    if (method === 'POST') return { kind: 'create-user' }
    if (method === 'DELETE') return { kind: 'delete-user' }
    if (method === 'PATCH') return userChange(changes)
    if (method === 'PUT')
      return request?.active === false || isText(request?.active, 'false') ? disabling([], request?.active) : userChange([])
  }
  if (path.resource === 'groups') {
    if (method === 'GET') return path.id === undefined ? { kind: 'find-group', clauses: path.clauses } : { kind: 'read-group' }
    if (method === 'POST') return { kind: 'create-group' }
    if (method === 'DELETE') return { kind: 'delete-group' }
    if (method === 'PATCH' || method === 'PUT') return groupChange(changes)
  }
  return { kind: 'other' }
}

function searchForUser({ clauses, filter }: ScimPath): ScimWish {
  if (filter === undefined) return { kind: 'list-users' }
  const [only, ...more] = clauses
  return only !== undefined && more.length === 0 && RANDOM_GUID.test(only.value) && /^userName$/i.test(only.attribute)
    ? { kind: 'probe' }
    : { kind: 'find-user', clauses }
}

const RANDOM_GUID = /^\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i

function userChange(changes: readonly ScimChange[]): ScimWish {
  const active = changes.find(({ path, op }) => /^active$/i.test(path) && op !== 'remove')
  if (active === undefined) return { kind: 'change-user', changes }
  const value = plainValue(active.value)
  if (value === false || isText(value, 'false')) return disabling(changes, value)
  if (value === true || isText(value, 'true')) return { kind: 'enable-user', changes, isText: typeof value === 'string' }
  return { kind: 'change-user', changes }
}

function disabling(changes: readonly ScimChange[], value: unknown): ScimWish {
  return { kind: 'disable-user', changes, isText: typeof value === 'string' }
}

function groupChange(changes: readonly ScimChange[]): ScimWish {
  const ofMembers = changes.filter(({ path }) => /^members\b/i.test(path))
  if (ofMembers.length === 0) return { kind: 'change-group', changes }
  const count = (isRemoval: boolean): number =>
    ofMembers
      .filter(({ op }) => (op === 'remove') === isRemoval)
      .reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0)
  return { kind: 'change-members', added: count(false), removed: count(true), changes }
}

function isText(value: unknown, text: string): boolean {
  return typeof value === 'string' && value.trim().toLowerCase() === text
}

/** The names of today before those that a change brings: people know the person by the former. */
function namesOf(path: ScimPath, request: ScimBody | undefined, answer: ScimBody | undefined): readonly string[] {
  const searched = path.clauses
    .filter(({ attribute }) => /^(?:userName|externalId|emails?\b.*)$/i.test(attribute))
    .map(({ value }) => value)
  const found = answer?.resources.length === 1 ? answer.resources[0] : undefined
  const changed = (request?.changes ?? [])
    .filter(({ path: changedPath }) => /^(?:userName|emails?\b.*|externalId)$/i.test(changedPath))
    .map(({ value }) => plainValue(value))
    .filter((value) => typeof value === 'string')
  const names = [
    ...searched,
    ...[request, answer, found].flatMap((body) => [body?.userName, body?.mail]),
    ...changed,
    ...[request, answer, found].map((body) => body?.externalId)
  ]
  return [...new Set(names.filter((name) => name !== undefined && name.trim() !== ''))].filter((name) => name !== undefined)
}

function idOf({ id }: ScimPath, answer: ScimBody | undefined): string | undefined {
  if (id !== undefined) return id
  return answer?.id ?? (answer?.resources.length === 1 ? answer.resources[0]?.id : undefined)
}

function groupOf({ clauses }: ScimPath, request: ScimBody | undefined, answer: ScimBody | undefined): string {
  const searched = clauses.find(({ attribute }) => /^displayName$/i.test(attribute))?.value
  return searched ?? request?.displayName ?? answer?.displayName ?? ''
}
