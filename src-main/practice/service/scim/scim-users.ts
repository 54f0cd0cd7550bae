import { newUser } from '../new-user.ts'
import type { SiteState } from '../site-state.ts'
import type { StoredRecord, StoredStrategy, StoredUser } from '../stored-records.ts'
import { noContent, type ScimServerAnswer, scimError, scimFound, scimList, USER_SCHEMA } from './scim-answer.ts'
import { readScimFilter, type ScimCondition } from './scim-filter.ts'
import { fieldIn, flagIn, isList, isRecord, readScimOperations, type ScimOperation, textIn } from './scim-operations.ts'

/** A request about users, for the provider whose token it brought. */
export interface ScimCall {
  readonly state: SiteState
  readonly strategy: StoredStrategy
  readonly query: URLSearchParams
  readonly body: StoredRecord
  readonly now: Date
}

export function searchUsers({ state, query }: ScimCall): ScimServerAnswer {
  const filter = query.get('filter')
  if (filter === null)
    return scimList(
      [...state.users.values()].map((user) => userResource(state, user)),
      query
    )
  const conditions = readScimFilter(filter)
  if (!conditions.ok) return scimError(400, conditions.error, 'invalidFilter')
  const unknown = conditions.value.find(({ attribute }) => !(attribute in readers))
  if (unknown !== undefined) return scimError(400, `Users cannot be searched by ${unknown.attribute}.`, 'invalidFilter')
  const found = [...state.users.values()].filter((user) => conditions.value.every((condition) => holds(state, user, condition)))
  return scimList(
    found.map((user) => userResource(state, user)),
    query
  )
}

export function readUser(call: ScimCall, id: string): ScimServerAnswer {
  const user = userOf(call.state, id)
  return user === undefined ? scimError(404, `There is no user ${id}.`) : scimFound(userResource(call.state, user))
}

export function createUser({ state, strategy, body, now }: ScimCall): ScimServerAnswer {
  const userName = textIn(fieldIn(body, 'userName')) ?? ''
  if (userName === '') return scimError(400, 'userName is required.', 'invalidValue')
  if (isTaken(state, userName, undefined)) return scimError(409, 'A user with this userName exists.', 'uniqueness')
  const user = newUser(state.newId(), userName, now.toISOString(), {
    authentication_method: 'sso',
    externally_managed: true,
    sso_strategy_id: strategy.id,
    company: typeof strategy['provision_company'] === 'string' ? strategy['provision_company'] : null,
    email: mailIn(fieldIn(body, 'emails')) ?? null,
    disabled: flagIn(fieldIn(body, 'active')) === false
  })
  const name = fieldIn(body, 'name')
  state.scimAttributes.set(user.id, {
    externalId: textIn(fieldIn(body, 'externalId')) ?? '',
    givenName: isRecord(name) ? (textIn(fieldIn(name, 'givenName')) ?? '') : '',
    familyName: isRecord(name) ? (textIn(fieldIn(name, 'familyName')) ?? '') : ''
  })
  nameAnew(state, user)
  state.users.set(user.id, user)
  return { status: 201, body: userResource(state, user) }
}

export function changeUser({ state, body }: ScimCall, id: string): ScimServerAnswer {
  const user = userOf(state, id)
  if (user === undefined) return scimError(404, `There is no user ${id}.`)
  const operations = readScimOperations(body)
  if (!operations.ok) return scimError(400, operations.error, 'invalidSyntax')
  for (const operation of operations.value) {
    const refused = changeOne(state, user, operation)
    if (refused !== undefined) return refused
  }
  return scimFound(userResource(state, user))
}

export function deleteUser({ state }: ScimCall, id: string): ScimServerAnswer {
  const user = userOf(state, id)
  if (user === undefined) return scimError(404, `There is no user ${id}.`)
  for (const groupId of state.memberships.groupIdsOf(user.id)) state.memberships.remove(groupId, user.id)
  state.users.delete(user.id)
  state.scimAttributes.delete(user.id)
  return noContent
}

export function userOf(state: SiteState, id: string): StoredUser | undefined {
  return /^\d{1,15}$/.test(id) ? state.users.get(Number(id)) : undefined
}

/** What is not mapped is taken and forgotten, the display name too. */
function changeOne(state: SiteState, user: StoredUser, { op, path, value }: ScimOperation): ScimServerAnswer | undefined {
  const text = op === 'remove' ? '' : (textIn(value) ?? '')
  const attributes = attributesOf(state, user)
  switch (path) {
    case 'username':
      if (text === '') return scimError(400, 'userName cannot be empty.', 'invalidValue')
      if (isTaken(state, text, user)) return scimError(409, 'A user with this userName exists.', 'uniqueness')
      user.username = text
      return undefined
    case 'active': {
      const active = flagIn(value)
      if (active === undefined) return scimError(400, 'active is neither true nor false.', 'invalidValue')
      user.disabled = !active
      return undefined
    }
    case 'emails[typeeq"work"].value':
      user.email = text === '' ? null : text
      return undefined
    case 'emails':
      user.email = op === 'remove' ? null : (mailIn(value) ?? user.email)
      return undefined
    case 'externalid':
      state.scimAttributes.set(user.id, { ...attributes, externalId: text })
      return undefined
    case 'name':
      if (isRecord(value))
        state.scimAttributes.set(user.id, {
          ...attributes,
          givenName: textIn(fieldIn(value, 'givenName')) ?? attributes.givenName,
          familyName: textIn(fieldIn(value, 'familyName')) ?? attributes.familyName
        })
      nameAnew(state, user)
      return undefined
    case 'name.givenname':
      state.scimAttributes.set(user.id, { ...attributes, givenName: text })
      nameAnew(state, user)
      return undefined
    case 'name.familyname':
      state.scimAttributes.set(user.id, { ...attributes, familyName: text })
      nameAnew(state, user)
      return undefined
    default:
      return undefined
  }
}

/** First and last name; the user name when both are empty. */
function nameAnew(state: SiteState, user: StoredUser): void {
  const { givenName, familyName } = attributesOf(state, user)
  const name = [givenName, familyName].filter((part) => part.trim() !== '').join(' ')
  user.name = name === '' ? user.username : name
}

function attributesOf(state: SiteState, user: StoredUser): { externalId: string; givenName: string; familyName: string } {
  const known = state.scimAttributes.get(user.id)
  if (known !== undefined) return known
  const [givenName = '', ...others] = (user.name ?? '').split(' ')
  return { externalId: '', givenName, familyName: others.join(' ') }
}

function mailIn(emails: ReturnType<typeof fieldIn>): string | undefined {
  if (!isList(emails)) return undefined
  const records = emails.filter((item) => isRecord(item))
  const work = records.find((item) => fieldIn(item, 'type') === 'work') ?? records[0]
  return work === undefined ? undefined : textIn(fieldIn(work, 'value'))
}

function isTaken(state: SiteState, userName: string, but: StoredUser | undefined): boolean {
  return [...state.users.values()].some((user) => user !== but && user.username.toLowerCase() === userName.toLowerCase())
}

const readers: Readonly<Record<string, (state: SiteState, user: StoredUser) => string>> = {
  username: (_state, user) => user.username,
  'emails[typeeq"work"].value': (_state, user) => user.email ?? '',
  'emails.value': (_state, user) => user.email ?? '',
  emails: (_state, user) => user.email ?? '',
  externalid: (state, user) => attributesOf(state, user).externalId,
  id: (_state, user) => String(user.id),
  active: (_state, user) => String(!user.disabled)
}

function holds(state: SiteState, user: StoredUser, { attribute, value }: ScimCondition): boolean {
  return readers[attribute]?.(state, user).toLowerCase() === value.toLowerCase()
}

function userResource(state: SiteState, user: StoredUser): StoredRecord {
  const { externalId, givenName, familyName } = attributesOf(state, user)
  return {
    schemas: [USER_SCHEMA],
    id: String(user.id),
    ...(externalId === '' ? {} : { externalId }),
    userName: user.username,
    name: { givenName, familyName, formatted: user.name ?? '' },
    active: !user.disabled,
    emails: user.email === null ? [] : [{ type: 'work', primary: true, value: user.email }],
    meta: { resourceType: 'User', location: `/api/scim/Users/${String(user.id)}` }
  }
}
