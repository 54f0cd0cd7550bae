import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOpenId } from '../../../src-main/adapters/oauth/create-open-id.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { TokenAnswer } from '../../../src-main/core/oauth/oauth-ports.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { type Authority, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { freePorts } from '../../support/free-ports.ts'
import { type ProviderAnswer, startOpenIdProvider } from '../../support/oauth/openid-provider.ts'
import { correlationId, entraWords, goodForm, testRegistration } from '../../support/oauth/registration-test.ts'
import { type AnswerHttps, startHttpsServer, trustAuthority } from '../../support/saml/https-server.ts'

const secret = new Secret('Kanari-7f3a91c2~Q8"<&')
const openId = createOpenId()
let authority: Authority
let trust: Disposable
beforeAll(async () => {
  authority = await makeAuthority()
  trust = trustAuthority(authority)
})
afterAll(() => trust[Symbol.dispose]())

const discovery = (origin: string) => `${origin}/.well-known/openid-configuration`
const form = { ...goodForm, tenantId: '' }

describe('a real OpenID provider', () => {
  it.each(['byBody', 'byHeader'] as const)('accepts the client id with its secret, sent %s, and the token is thrown away', async (way) => {
    await using provider = await startOpenIdProvider(authority)

    const answer = await openId.requestToken(
      {
        tokenEndpoint: `${provider.origin}/token`,
        clientId: provider.clients[way],
        clientSecret: new Secret(provider.secret),
        scope: '',
        secretGoesBy: way === 'byBody' ? 'body' : 'header'
      },
      neverCancelled
    )

    expect(answer).toEqual({ kind: 'accepted', tokenType: 'bearer', expiresInSeconds: 600 })
    expect(provider.tokenRequests.map(({ authorization }) => authorization !== undefined)).toEqual([way === 'byHeader'])
  })

  it('proves the whole ladder, and refuses another secret in its own words', async () => {
    await using provider = await startOpenIdProvider(authority)
    const input = { authority: provider.origin, form: { ...form, clientId: provider.clients.byBody } }

    const good = await testRegistration(openId, { ...input, secret: provider.secret })
    const bad = await testRegistration(openId, { ...input, secret: 'another-secret' })

    expect(good).toMatchObject({ isSecretProved: true, codes: [] })
    expect(good.facts).toContainEqual(expect.objectContaining({ label: 'Token address', value: `${provider.origin}/token` }))
    expect(bad.codes).toEqual(['oauth.token.refused'])
    expect(bad.outcome('secret-accepted')).toMatchObject({ problem: { cause: expect.stringMatching(/“invalid_client”/) as unknown } })
  })

  it('is asked without encryption on this computer only, and only when somebody says so', async () => {
    await using provider = await startOpenIdProvider('plain')
    const local = createOpenId({ allowLocalHttp: true })
    const input = { authority: provider.origin, secret: provider.secret, form: { ...form, clientId: provider.clients.byBody } }

    expect((await testRegistration(local, input)).isSecretProved).toBe(true)
    expect(await openId.discover(discovery(provider.origin), neverCancelled)).toMatchObject({ kind: 'unreadable' })
    expect(await openId.requestToken(tokenRequest(provider), neverCancelled)).toMatchObject({
      kind: 'unreadable',
      because: expect.stringMatching(/not https, so the secret was not sent/) as unknown
    })
    expect(await local.discover('http://provider.example/.well-known/openid-configuration', neverCancelled)).toMatchObject({
      kind: 'unreadable'
    })
    expect(provider.tokenRequests).toHaveLength(1)
  })
})

function tokenRequest({ origin }: { readonly origin: string }) {
  return { tokenEndpoint: `${origin}/token`, clientId: 'client-by-body', clientSecret: secret, scope: '', secretGoesBy: 'body' } as const
}

describe('the token address', () => {
  const json = (body: object, status = 401): ProviderAnswer => ({ status, body: JSON.stringify(body) })

  it.each<[string, ProviderAnswer, Partial<TokenAnswer> & { readonly because?: unknown }]>([
    [
      'refuses as Entra ID does',
      json({
        error: 'invalid_client',
        error_description: entraWords(7_000_215, 'Wrong.'),
        error_codes: [7_000_215],
        correlation_id: correlationId
      }),
      { kind: 'refused', status: 401, error: 'invalid_client', description: entraWords(7_000_215, 'Wrong.'), correlationId }
    ],
    [
      'refuses with a challenge in a header, as other providers do',
      {
        ...json({ error: 'invalid_client', error_description: 'No.' }),
        headers: { 'content-type': 'application/json', 'www-authenticate': 'Basic realm="x"' }
      },
      { kind: 'refused', error: 'invalid_client', description: 'No.' }
    ],
    [
      'refuses with a status of its own',
      json({ error: 'temporarily_unavailable', error_description: 'Later.' }, 503),
      { kind: 'refused', status: 503 }
    ],
    [
      'refuses and calls it text',
      { status: 400, body: '{"error":"invalid_scope"}', headers: { 'content-type': 'text/plain' } },
      { kind: 'refused', error: 'invalid_scope', description: '' }
    ],
    [
      'answers with a page',
      { status: 200, body: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } },
      { kind: 'unreadable', because: 'HTTP 200 with a page' }
    ],
    ['answers with an empty error', { status: 502, body: '', headers: {} }, { kind: 'unreadable', because: 'HTTP 502 with nothing' }],
    ['answers without a token', json({ hello: 'world' }, 200), { kind: 'unreadable', because: 'HTTP 200 with JSON that holds no token' }],
    [
      'answers with a list',
      { status: 200, body: '[1]', headers: { 'content-type': 'application/json' } },
      { kind: 'unreadable', because: 'HTTP 200 with a text that is no JSON object' }
    ],
    [
      'leads elsewhere',
      { status: 307, body: '', headers: { location: 'https://evil.example/token?x=1' } },
      { kind: 'unreadable', because: 'it leads on to evil.example, which was not followed' }
    ]
  ])('%s', async (_what, answer, expected) => {
    await using provider = await startOpenIdProvider(authority)
    provider.answerTokens(answer)

    expect(await openId.requestToken(tokenRequest(provider), neverCancelled)).toMatchObject(expected)
    expect(provider.tokenRequests).toHaveLength(1)
  })

  it('may repeat the secret everywhere: it is in no answer', async () => {
    await using provider = await startOpenIdProvider(authority)
    const text = secret.reveal()
    const echoes: readonly ProviderAnswer[] = [
      json({ error: text, error_description: `You said ${text}, or ${encodeURIComponent(text)}`, correlation_id: text }),
      { status: 200, body: text, headers: { 'content-type': `text/${Buffer.from(text).toString('hex')}` } },
      { status: 302, body: '', headers: { location: `https://evil.example/${encodeURIComponent(text)}` } },
      // As a browser would write it: some characters in the form of addresses, others as they are.
      { status: 302, body: '', headers: { location: `https://evil.example/${text}` } },
      { status: 302, body: '', headers: { location: `https://evil.example/${'a'.repeat(170)}${encodeURIComponent(text)}` } },
      { status: 302, body: '', headers: { location: `https://${text.slice(0, 16)}.evil.example/` } },
      json({ access_token: text, token_type: text, expires_in: 1 }, 200)
    ]

    for (const echo of echoes) {
      provider.answerTokens(echo)
      const answer = JSON.stringify(await openId.requestToken(tokenRequest(provider), neverCancelled))
      for (const form of [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), Buffer.from(text).toString('hex')])
        expect(answer).not.toContain(form)
      expect(answer.toLowerCase()).not.toContain(text.slice(0, 12).toLowerCase())
    }
  })
})

describe('a provider that repeats the request itself', () => {
  // What URLSearchParams writes otherwise than encodeURIComponent; secrets of Entra ID have a tilde.
  const sent = new Secret("Kan8Q~ari'(7f3a)!*91c2.and-more")
  const encoded = new URLSearchParams({ x: sent.reveal() }).toString().slice(2)

  it.each(['body', 'header'] as const)('does not bring the secret into the answer when it went by the %s', async (secretGoesBy) => {
    await using server = await startHttpsServer(authority, (request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        const said = `${request.headers.authorization ?? ''} ${Buffer.concat(pieces).toString()}`
        const words = `${said} ${said.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())}`
        response
          .writeHead(400, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: 'invalid_client', error_description: words }))
      })
    })

    const answer = await openId.requestToken({ ...tokenRequest(server), clientSecret: sent, secretGoesBy }, neverCancelled)

    const text = JSON.stringify(answer)
    expect(answer).toMatchObject({ kind: 'refused', error: 'invalid_client' })
    const header = Buffer.from(`client-by-body:${encoded}`).toString('base64')
    for (const form of [sent.reveal(), encoded, encoded.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()), header])
      expect(text).not.toContain(form)
    expect(text).not.toMatch(/Basic [A-Za-z0-9+/=]{8}/)
    expect(text).not.toContain('Kan8Q')
  })
})

describe('discovery', () => {
  const serve = (answer: AnswerHttps) => startHttpsServer(authority, answer)
  const document = (origin: string) => ({
    issuer: origin,
    token_endpoint: `${origin}/token`,
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com'
  })

  it('asks once for the document, and tells nobody more', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'set-cookie': 'seen=1' }).end(JSON.stringify(document('https://x.example')))
    )

    const answer = await openId.discover(discovery(server.origin), neverCancelled)
    await openId.discover(discovery(server.origin), neverCancelled)

    expect(answer).toEqual({
      kind: 'found',
      url: discovery(server.origin),
      document: {
        issuer: 'https://x.example',
        tokenEndpoint: 'https://x.example/token',
        authorizationEndpoint: '',
        authenticationMethods: [],
        tenantRegionScope: 'EU',
        cloudInstanceName: 'microsoftonline.com'
      }
    })
    expect(server.requests.map(({ method, headers }) => [method, headers.cookie, headers.referer, headers.accept])).toEqual([
      ['GET', undefined, undefined, 'application/json'],
      ['GET', undefined, undefined, 'application/json']
    ])
  })

  it('keeps what Entra ID says about a tenant that it does not know', async () => {
    const body = JSON.stringify({ error: 'invalid_tenant', error_description: entraWords(90_002, 'Unknown.') })
    await using server = await serve((_request, response) => response.writeHead(400, { 'content-type': 'application/json' }).end(body))

    expect(await openId.discover(discovery(server.origin), neverCancelled)).toEqual({
      kind: 'refused',
      url: discovery(server.origin),
      status: 400,
      body
    })
  })

  it.each<[string, AnswerHttps, object]>([
    ['a page', (_request, response) => response.end('<html></html>'), { kind: 'unreadable', because: 'it is a page, not JSON' }],
    [
      'a document without addresses',
      (_request, response) => response.end('{"issuer":"x"}'),
      { kind: 'unreadable', because: '“token_endpoint” is missing or is no text' }
    ],
    [
      'a redirect',
      (_request, response) => response.writeHead(302, { location: '/elsewhere?session=1' }).end(),
      { kind: 'refused', status: 302, redirectsTo: expect.stringMatching(/^localhost:\d+\/elsewhere$/) as unknown }
    ],
    [
      'an endless text',
      (_request, response) => response.end('x'.repeat(2_000_000)),
      { kind: 'no-answer', failure: { kind: 'too-large', limit: 1_048_576 } }
    ],
    [
      'a connection that ends',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{')
        setImmediate(() => request.socket.destroy())
      },
      { kind: 'no-answer', failure: { kind: 'closed' } }
    ]
  ])('says what came instead: %s', async (_what, answer, expected) => {
    await using server = await serve(answer)

    expect(await openId.discover(discovery(server.origin), neverCancelled)).toMatchObject(expected)
    expect(server.requests).toHaveLength(1)
  })

  it('has a limit of time for everything together', async () => {
    await using server = await serve((_request, response) => response.writeHead(200).write('{'))
    const hasty = createOpenId({ timeoutMs: 300 })

    expect(await hasty.discover(discovery(server.origin), neverCancelled)).toMatchObject({
      kind: 'no-answer',
      failure: { kind: 'timeout' }
    })
    await expect.poll(() => server.openSockets()).toBe(0)
  })

  it('can be cancelled', async () => {
    const cancel = new AbortController()
    await using server = await serve(() => cancel.abort())

    await expect(openId.discover(discovery(server.origin), cancel.signal)).rejects.toThrow(Cancelled)
    await expect(openId.requestToken(tokenRequest(server), cancel.signal)).rejects.toThrow(Cancelled)
    expect(server.requests).toHaveLength(1)
  })

  it('names why there is no connection', async () => {
    const [port = 0] = await freePorts(1)
    const deaf = await plainText()
    await using expired = await startHttpsServer(authority, () => undefined, { notAfter: new Date('2024-01-01') })
    await using misnamed = await startHttpsServer(authority, () => undefined, { names: ['other.example'] })
    const failureAt = async (url: string) => {
      const answer = await openId.discover(url, neverCancelled)
      return answer.kind === 'no-answer' ? answer.failure : answer
    }

    expect(await failureAt(`https://127.0.0.1:${String(port)}/x`)).toEqual({
      kind: 'refused',
      host: `127.0.0.1:${String(port)}`,
      code: 'ECONNREFUSED'
    })
    expect(await failureAt('https://nowhere.invalid/x')).toEqual({ kind: 'name-not-found', host: 'nowhere.invalid' })
    expect(await failureAt(discovery(expired.origin))).toMatchObject({ kind: 'not-trusted', code: 'CERT_HAS_EXPIRED' })
    expect(await failureAt(discovery(misnamed.origin))).toMatchObject({ kind: 'not-trusted', code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expect(await failureAt(`https://127.0.0.1:${String(deaf.port)}/x`)).toMatchObject({ kind: 'not-trusted' })
    await deaf.close()
  })

  it.each([
    'http://login.microsoftonline.com/x',
    'https://anna:secret@login.microsoftonline.com/x',
    'https://login.microsoftonline.com\\@evil.example/',
    'no address'
  ])('asks nobody at %s', async (url) => {
    const never = createOpenId({ fetch: () => Promise.reject(new Error('Asked')) })

    expect(await never.discover(url, neverCancelled)).toMatchObject({ kind: 'unreadable' })
    expect(await never.requestToken({ ...tokenRequest({ origin: '' }), tokenEndpoint: url }, neverCancelled)).toMatchObject({
      kind: 'unreadable'
    })
  })
})

async function plainText() {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('No port')
  return {
    port: address.port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
