import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AZURE_SAML_ID } from '../../../src-main/practice/service/seed-site.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'

/** What a server can get wrong, one at a time; everything else is answered by the practice site behind it. */
export const scimMistakes = [
  'unknown user is 404',
  'content type text/html',
  'content type application/json',
  'no ListResponse',
  'totalResults as text',
  'redirects',
  'ignores the filter',
  'sign-in page',
  'no JSON',
  'status 400',
  'hangs',
  'drips',
  'closes',
  'no HTTP',
  '401',
  '403',
  '429',
  '500',
  '503',
  'huge body',
  'no externalId',
  'no mail search',
  'no groups',
  'no schemas',
  'no configuration',
  'refuses new users',
  'gives no id',
  'forgets new users',
  'takes doubles',
  'small operations only',
  'ignores changes',
  'refuses “False”',
  'ignores “False”',
  'deletes on disabling',
  'groups need members',
  'groups answer 200 with body',
  'groups answer 200 without body',
  'no members by value',
  'refuses deleting',
  'only says that it deletes',
  'accepts any token',
  'an empty list for everything',
  'an empty object for everything',
  'an empty list instead of a description',
  'names a user of somebody else',
  'names a group of somebody else',
  'finds somebody else instead of the disabled',
  'finds another group by the new name',
  'ignores members',
  'hides the group',
  'ignores small operations'
] as const

export type ScimMistake = (typeof scimMistakes)[number]

export interface WrongScimServer extends AsyncDisposable {
  readonly endpoint: string
  readonly token: string
  readonly service: PracticeService
}

export async function startWrongScimServer(mistake: ScimMistake | undefined): Promise<WrongScimServer> {
  const service = await startPracticeService({ userCount: 5 })
  const server = createServer((request, response) => {
    void answer(request, response, service, mistake).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    endpoint: `http://127.0.0.1:${String(port)}/api/scim`,
    token: service.scimToken(AZURE_SAML_ID),
    service,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await service.close()
    }
  }
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly text: string
}

interface Reply {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly headers?: Readonly<Record<string, string>>
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  service: PracticeService,
  mistake: ScimMistake | undefined
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const url = new URL(request.url ?? '/', 'http://server')
  const sent: Sent = {
    method: request.method ?? '',
    path: url.pathname.replace('/api/scim', ''),
    query: url.searchParams,
    text: Buffer.concat(chunks).toString()
  }
  if (mistake === 'hangs') return
  if (mistake === 'closes') return void request.socket.destroy()
  if (mistake === 'no HTTP') return void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n')
  if (mistake === 'drips') {
    response.writeHead(200, { 'content-type': 'application/scim+json' })
    const timer = setInterval(() => response.write(' '), 20)
    request.socket.once('close', () => clearInterval(timer))
    return
  }
  const spoiled =
    (mistake === undefined ? undefined : before(mistake, sent)) ?? after(mistake, sent, await ask(service, request, sent, mistake))
  response.writeHead(spoiled.status, { ...(spoiled.type === '' ? {} : { 'content-type': spoiled.type }), ...spoiled.headers })
  response.end(withRealIds(spoiled.text, service))
}

function withRealIds(text: string, { state }: PracticeService): string {
  const [user] = state.users.keys()
  const [group] = state.groups.keys()
  return text.replaceAll(SOMEBODY, String(user)).replaceAll(SOME_GROUP, String(group))
}

async function ask(service: PracticeService, request: IncomingMessage, sent: Sent, mistake: ScimMistake | undefined): Promise<Reply> {
  const { method, path, query } = sent
  const search = query.size === 0 ? '' : `?${query.toString()}`
  const text = bodyFor(sent, mistake)
  if (mistake === 'deletes on disabling' && text.includes('"False"')) {
    await ask(service, request, { ...sent, method: 'DELETE', text: '' }, undefined)
    return { status: 200, type: 'application/scim+json', text: '{}' }
  }
  const answered = await fetch(`${service.scimEndpoint}${path}${search}`, {
    method,
    headers: {
      authorization: mistake === 'accepts any token' ? `Bearer ${service.scimToken(AZURE_SAML_ID)}` : (request.headers.authorization ?? ''),
      ...(text === '' ? {} : { 'content-type': 'application/scim+json' })
    },
    ...(text === '' ? {} : { body: text })
  })
  return { status: answered.status, type: 'application/scim+json', text: await answered.text() }
}

function bodyFor({ text, path, method }: Sent, mistake: ScimMistake | undefined): string {
  if (mistake === 'ignores “False”' && text.includes('"False"')) return text.replace('"False"', '"True"')
  if (mistake === 'ignores small operations' && method === 'PATCH' && text.includes('"op":"replace"')) return UNHEARD
  if (mistake === 'ignores changes' && method === 'PATCH' && path.startsWith('/Users/')) return UNHEARD
  return text
}

/** Of an attribute that nobody stores. */
const UNHEARD = JSON.stringify({ Operations: [{ op: 'replace', path: 'nickName', value: 'x' }] })

function error(status: number, more: Partial<Reply> = {}): Reply {
  return {
    status,
    type: 'application/scim+json',
    text: JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail: 'No.' }),
    ...more
  }
}

/** Answers without the server behind; `undefined`: it shall be asked. */
function before(mistake: ScimMistake, { method, path, query, text }: Sent): Reply | undefined {
  const filter = query.get('filter') ?? ''
  const isUser = path.startsWith('/Users')
  const isPatch = method === 'PATCH'
  switch (mistake) {
    case 'redirects':
      return error(302, { headers: { location: 'https://login.example/sign-in?session=hidden-session' }, text: '' })
    case '401':
    case '403':
    case '429':
    case '500':
    case '503':
      return error(Number(mistake))
    case 'status 400':
      return error(400)
    case 'sign-in page':
      return { status: 200, type: 'text/html', text: '<!doctype html><html><head><title>Sign in</title></head><body></body></html>' }
    case 'no JSON':
      return { status: 200, type: 'application/scim+json', text: 'everything is fine' }
    case 'huge body':
      return { status: 200, type: 'application/scim+json', text: `{"x":"${'y'.repeat(3_000_000)}"}` }
    case 'no ListResponse':
      return method === 'GET' && filter !== ''
        ? { status: 200, type: 'application/scim+json', text: '{"totalResults":0,"Resources":[]}' }
        : undefined
    case 'no externalId':
      return filter.startsWith('externalId') ? error(400) : undefined
    case 'no mail search':
      return filter.startsWith('emails') ? error(501) : undefined
    case 'no groups':
      return path.startsWith('/Groups') && method === 'GET' ? error(404) : undefined
    case 'no schemas':
      return path === '/Schemas' ? error(404) : undefined
    case 'no configuration':
      return path === '/ServiceProviderConfig' ? { status: 200, type: 'text/html', text: '<html></html>' } : undefined
    case 'refuses new users':
      return method === 'POST' && isUser ? error(400) : undefined
    case 'small operations only':
      return isPatch && /"op":"[A-Z]/.test(text) ? error(400) : undefined
    case 'refuses “False”':
      return isPatch && text.includes('"False"') ? error(400) : undefined
    case 'groups need members':
      return method === 'POST' && path === '/Groups' && !text.includes('"members"') ? error(400) : undefined
    case 'no members by value':
      return isPatch && text.includes('"Remove"') ? { status: 204, type: '', text: '' } : undefined
    case 'refuses deleting':
      return method === 'DELETE' ? error(405) : undefined
    case 'an empty list for everything':
      return { status: 200, type: 'application/scim+json', text: EMPTY_LIST }
    case 'an empty object for everything':
      return { status: 200, type: 'application/scim+json', text: '{}' }
    case 'an empty list instead of a description':
      return path === '/Schemas' || path === '/ServiceProviderConfig'
        ? { status: 200, type: 'application/scim+json', text: EMPTY_LIST }
        : undefined
    case 'ignores members':
      return isPatch && text.includes('"members"') ? { status: 204, type: '', text: '' } : undefined
    case 'only says that it deletes':
      return method === 'DELETE' ? { status: 204, type: '', text: '' } : undefined
    default:
      return undefined
  }
}

/** What is made of the right answer. */
function after(mistake: ScimMistake | undefined, { method, path, query }: Sent, reply: Reply): Reply {
  const isSearch = method === 'GET' && query.has('filter')
  const isEmpty = isSearch && reply.text.includes('"totalResults":0')
  const isMember = method === 'PATCH' && path.startsWith('/Groups/') && reply.status === 204
  switch (mistake) {
    case 'unknown user is 404':
      return isEmpty ? error(404) : reply
    case 'content type text/html':
      return { ...reply, type: 'text/html; charset=utf-8' }
    case 'content type application/json':
      return { ...reply, type: 'application/json' }
    case 'totalResults as text':
      return { ...reply, text: reply.text.replace(/"totalResults":(\d+)/, '"totalResults":"$1"') }
    case 'ignores the filter':
      return isEmpty
        ? {
            ...reply,
            text: reply.text
              .replace('"totalResults":0', '"totalResults":1')
              .replace('"Resources":[]', '"Resources":[{"id":"1","userName":"somebody@else.example"}]')
          }
        : reply
    case 'gives no id':
      return method === 'POST' ? { ...reply, text: reply.text.replace(/"id":"\d+",/, '') } : reply
    case 'forgets new users':
      return isSearch && path === '/Users' ? { ...reply, text: EMPTY_LIST } : reply
    case 'names a user of somebody else':
      return method === 'POST' && path === '/Users' && reply.status === 201
        ? { ...reply, text: reply.text.replace(/"id":"\d+"/, `"id":"${SOMEBODY}"`) }
        : reply
    case 'names a group of somebody else':
      return method === 'POST' && path === '/Groups' && reply.status === 201
        ? { ...reply, text: reply.text.replace(/"id":"\d+"/, `"id":"${SOME_GROUP}"`) }
        : reply
    case 'finds somebody else instead of the disabled':
      return isSearch && reply.text.includes('"active":false')
        ? { ...reply, text: reply.text.replace(/"id":"\d+"/, `"id":"${SOMEBODY}"`) }
        : reply
    case 'finds another group by the new name':
      return isSearch && path === '/Groups' && reply.text.includes(' renamed')
        ? { ...reply, text: reply.text.replace(/"id":"\d+"/, `"id":"${SOME_GROUP}"`) }
        : reply
    case 'hides the group':
      return method === 'GET' && path.startsWith('/Groups/') && reply.text.includes('"members":[{') ? error(500) : reply
    case 'takes doubles':
      return reply.status === 409 ? { ...reply, status: 201, text: '{"schemas":[]}' } : reply
    case 'groups answer 200 with body':
      return isMember ? { ...reply, status: 200, text: '{"id":"1"}' } : reply
    case 'groups answer 200 without body':
      return isMember ? { ...reply, status: 200, text: '' } : reply
    default:
      return reply
  }
}

/** A user and a group that the practice site has from the beginning, put in as the answer leaves. */
const SOMEBODY = 'SOMEBODY'
const SOME_GROUP = 'SOME_GROUP'

const EMPTY_LIST = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: 0, Resources: [] })
