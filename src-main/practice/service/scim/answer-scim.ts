import type { IncomingMessage, ServerResponse } from 'node:http'
import type { SiteState } from '../site-state.ts'
import type { StoredRecord, StoredValue } from '../stored-records.ts'
import { type ScimServerAnswer, scimError, scimFound } from './scim-answer.ts'
import { scimDescriptions } from './scim-descriptions.ts'
import { changeGroup, createGroup, deleteGroup, readGroup, searchGroups } from './scim-groups.ts'
import { challengesOf, strategyOfProof } from './scim-proof.ts'
import { changeUser, createUser, deleteUser, readUser, type ScimCall, searchUsers } from './scim-users.ts'

export const SCIM_PATH = '/api/scim'

interface ScimParts {
  readonly state: SiteState
  readonly now: () => number
}

/** One request of Entra ID, with an entry in the SCIM log of the site. Gives the status. */
export async function answerScim(
  request: IncomingMessage,
  response: ServerResponse,
  asked: { readonly path: string; readonly query: string },
  { state, now }: ScimParts
): Promise<number> {
  const text = await textOf(request)
  const moment = new Date(now())
  const body = recordIn(text)
  const answer = serve(request, asked, text, body, state, moment)
  const { status, body: content } = answer
  const json = content === undefined ? '' : JSON.stringify(content)
  state.scimLogs.push({
    id: state.newId(),
    created_at: moment.toISOString(),
    request_path: asked.query === '' ? asked.path : `${asked.path}?${asked.query}`,
    request_method: request.method ?? '',
    http_response_code: String(status),
    user_agent: request.headers['user-agent'] ?? null,
    request_json: text === '' ? null : text,
    response_json: json === '' ? null : json
  })
  response.writeHead(status, {
    'content-type': 'application/scim+json; charset=utf-8',
    ...(status === 401 ? { 'www-authenticate': challengesOf(state) } : {})
  })
  response.end(json)
  return status
}

function serve(
  { method, headers }: IncomingMessage,
  { path, query }: { readonly path: string; readonly query: string },
  text: string,
  body: StoredRecord | undefined,
  state: SiteState,
  now: Date
): ScimServerAnswer {
  const strategy = strategyOfProof(state, headers.authorization, now)
  if (strategy === undefined) return scimError(401, 'The token is missing, wrong or has ended, or user name and password are wrong.')
  if (text !== '' && !/^application\/(?:scim\+)?json\b/i.test(headers['content-type'] ?? ''))
    return scimError(415, 'Send application/scim+json.')
  if (text !== '' && body === undefined) return scimError(400, 'The body is no JSON object.', 'invalidSyntax')
  const place = path.slice(SCIM_PATH.length)
  const [, resource = '', id, ...more] = place.split('/')
  const call: ScimCall = { state, strategy, query: new URLSearchParams(query), body: body ?? {}, now }
  if (more.length > 0 || id === '') return scimError(404, 'There is nothing at this address.')
  const description = scimDescriptions[place]
  if (description !== undefined) return method === 'GET' ? scimFound(description) : scimError(405, 'This can only be read.')
  const route = (id === undefined ? collections : resources)[`${method ?? ''} ${resource}`]
  return route === undefined ? scimError(404, 'There is nothing at this address.') : route(call, decoded(id ?? ''))
}

const collections: Readonly<Record<string, (call: ScimCall, id: string) => ScimServerAnswer>> = {
  'GET Users': searchUsers,
  'POST Users': createUser,
  'GET Groups': searchGroups,
  'POST Groups': createGroup
}

const resources: Readonly<Record<string, (call: ScimCall, id: string) => ScimServerAnswer>> = {
  'GET Users': readUser,
  'PATCH Users': changeUser,
  'DELETE Users': deleteUser,
  'GET Groups': readGroup,
  'PATCH Groups': changeGroup,
  'DELETE Groups': deleteGroup
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  // Read to the end even when it is too much: an answer to a half-sent request would reach nobody.
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const MOST_BYTES = 1_048_576

function recordIn(text: string): StoredRecord | undefined {
  try {
    // What JSON.parse gives is a StoredValue by definition.
    const value = JSON.parse(text) as StoredValue
    return isObject(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function isObject(value: StoredValue): value is StoredRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch (error) {
    if (error instanceof URIError) return id
    throw error
  }
}
