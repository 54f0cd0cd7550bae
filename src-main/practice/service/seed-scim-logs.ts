import { MAIL_DOMAIN } from '../company/make-people.ts'
import type { Person } from '../company/person.ts'
import { repeatableUuid } from '../company/repeatable-uuid.ts'
import type { SiteState } from './site-state.ts'
import type { StoredEvent } from './stored-records.ts'

/**
 * What Entra ID asked for by SCIM in the last days: the test of the connection, a night in which the token was an old one, people created,
 * changed and disabled, a group with a member, and what went wrong beside it.
 */
export function seedScimLogs(state: SiteState, people: readonly Person[], now: Date): void {
  const [anna, sean, jogi, mary, rita] = ['anna.smith', 'sean.oconnor', 'jogi.weiss', 'mary-ann.jones', 'rita.rocket'].map((login) =>
    people.find((person) => person.login === login)
  )
  if (anna === undefined || sean === undefined || jogi === undefined || mary === undefined || rita === undefined) return
  const idOf = (person: Person): string =>
    String([...state.users.values()].find(({ username }) => username === nameOf(person))?.id ?? 900_000)
  const financeId = '7001'
  const requests: readonly SeededRequest[] = [
    // Test Connection: nobody is called like a random number, and a healthy answer is an empty list.
    [74 * 60, 'GET', searchBy('userName', uuid('probe')), 200, undefined, foundNobody],
    [73 * 60, 'GET', searchBy('userName', nameOf(sean)), 200, undefined, found(sean, idOf(sean))],
    // The token had been reset in Files.com and not yet been entered in Entra ID.
    ...[50, 49.3, 48.6, 47.9].map((hours): SeededRequest => [
      hours * 60,
      'GET',
      searchBy('userName', nameOf(sean)),
      401,
      undefined,
      refused
    ]),
    [30 * 60, 'GET', searchBy('userName', nameOf(anna)), 200, undefined, foundNobody],
    [30 * 60 - 0.1, 'POST', '/api/scim/Users', 201, newUser(anna), { ...newUser(anna), id: idOf(anna) }],
    [29 * 60, 'GET', searchBy('externalId', jogi.login), 200, undefined, foundNobody],
    [29 * 60 - 0.1, 'POST', '/api/scim/Users', 409, newUser(jogi), error(409, 'uniqueness', 'Username has already been taken')],
    [26 * 60, 'PATCH', `/api/scim/Users/${idOf(mary)}`, 200, changed('Replace', 'name.familyName', 'Jones-Miller'), { id: idOf(mary) }],
    [25 * 60, 'PATCH', `/api/scim/Users/${idOf(rita)}`, 200, changed('Replace', 'active', 'False'), { ...newUser(rita), active: false }],
    [20 * 60, 'GET', '/api/scim/Groups?excludedAttributes=members&filter=displayName%20eq%20%22Finance%22', 200, undefined, foundNobody],
    [
      20 * 60 - 0.1,
      'POST',
      '/api/scim/Groups',
      201,
      { schemas: [GROUP], displayName: 'Finance', externalId: uuid('finance'), members: [] },
      {
        schemas: [GROUP],
        id: financeId,
        displayName: 'Finance'
      }
    ],
    [
      20 * 60 - 0.2,
      'PATCH',
      `/api/scim/Groups/${financeId}`,
      204,
      {
        schemas: [PATCH_OP],
        Operations: [{ op: 'Add', path: 'members', value: [{ value: idOf(anna) }] }]
      },
      undefined
    ],
    [
      14 * 60,
      'POST',
      '/api/scim/Users',
      400,
      { ...newUser(rita), userName: undefined },
      error(400, 'invalidValue', 'userName is required')
    ],
    [10 * 60, 'GET', searchBy('userName', nameOf(mary)), 500, undefined, error(500, undefined, 'Something went wrong')],
    [90, 'GET', searchBy('userName', nameOf(mary)), 200, undefined, found(mary, idOf(mary))],
    [52, 'GET', searchBy('userName', nameOf(anna)), 200, undefined, found(anna, idOf(anna))],
    [12, 'GET', searchBy('userName', nameOf(sean)), 200, undefined, found(sean, idOf(sean))]
  ]
  state.scimLogs.push(...requests.map((request, index) => entryOf(request, index + 1, now)))
}

/** Minutes before now, method, path, status, body, answer. */
type SeededRequest = readonly [number, string, string, number, unknown, unknown]

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error'

const foundNobody = { schemas: [LIST], totalResults: 0, Resources: [] }
const refused = error(401, undefined, 'The access token is not valid')

function entryOf([minutes, method, path, status, body, answer]: SeededRequest, id: number, now: Date): StoredEvent {
  return {
    id,
    created_at: new Date(now.getTime() - minutes * 60_000).toISOString(),
    request_path: path,
    request_method: method,
    http_response_code: String(status),
    user_agent: 'Azure AD Provisioning',
    request_json: body === undefined ? null : JSON.stringify(body),
    response_json: answer === undefined ? null : JSON.stringify(answer)
  }
}

function nameOf({ login }: Person): string {
  return `${login}@${MAIL_DOMAIN}`
}

function searchBy(attribute: string, value: string): string {
  return `/api/scim/Users?filter=${encodeURIComponent(`${attribute} eq "${value}"`)}`
}

function found(person: Person, id: string): unknown {
  return { schemas: [LIST], totalResults: 1, Resources: [{ ...newUser(person), id }] }
}

function newUser(person: Person) {
  return {
    schemas: [USER],
    userName: nameOf(person),
    externalId: person.login,
    active: true,
    name: { givenName: person.givenName, familyName: person.familyName },
    displayName: person.displayName,
    ...(person.mail === undefined ? {} : { emails: [{ primary: true, type: 'work', value: person.mail }] })
  }
}

function changed(op: string, path: string, value: string): unknown {
  return { schemas: [PATCH_OP], Operations: [{ op, path, value }] }
}

function error(status: number, scimType: string | undefined, detail: string): unknown {
  return { schemas: [ERROR], status: String(status), scimType, detail }
}

function uuid(seed: string): string {
  return repeatableUuid(`scim/${seed}`)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
