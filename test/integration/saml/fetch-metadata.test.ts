import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMetadataFetch } from '../../../src-main/adapters/saml/fetch-metadata.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { fetchProblem } from '../../../src-main/core/saml/fetch-problem.ts'
import type { FetchLimits, MetadataFetchFailure } from '../../../src-main/core/saml/saml-ports.ts'
import { type Authority, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { freePorts } from '../../support/free-ports.ts'
import { type AnswerHttps, startHttpsServer, trustAuthority } from '../../support/saml/https-server.ts'

const DOCUMENT = '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/"/>'
const LIMITS: FetchLimits = { timeoutMs: 10_000, mostBytes: 1_000_000, mostRedirects: 3, hosts: [] }

let authority: Authority
let trust: Disposable
beforeAll(async () => {
  authority = await makeAuthority()
  trust = trustAuthority(authority)
})
afterAll(() => trust[Symbol.dispose]())

const serve = (answer: AnswerHttps) => startHttpsServer(authority, answer)
const metadata = createMetadataFetch()
const get = (url: string, limits: Partial<FetchLimits> = {}) => metadata.fetch(url, { ...LIMITS, ...limits }, neverCancelled)

async function failureOf(url: string, limits: Partial<FetchLimits> = {}): Promise<MetadataFetchFailure> {
  const answer = await get(url, limits)
  if (answer.ok) throw new Error('It was fetched')
  return answer.error
}

const codeOf = async (url: string, limits: Partial<FetchLimits> = {}) => fetchProblem(await failureOf(url, limits)).code

describe('fetching metadata', () => {
  it('gives the bytes as they came, and says who answered', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/samlmetadata+xml' }).end(DOCUMENT)
    )

    const answer = await get(`${server.origin}/federationmetadata.xml?appid=1#part`)

    expect(answer).toMatchObject({
      ok: true,
      value: {
        finalUrl: `${server.origin}/federationmetadata.xml?appid=1`,
        redirects: [],
        contentType: 'application/samlmetadata+xml'
      }
    })
    expect(answer.ok && Buffer.from(answer.value.bytes).toString()).toBe(DOCUMENT)
    expect(answer.ok && answer.value.addresses).toContain('127.0.0.1')
  })

  it('tells nobody more than the address, and keeps neither cookie nor document', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'set-cookie': 'seen=1', 'cache-control': 'max-age=3600', etag: '"1"' }).end(DOCUMENT)
    )

    await get(`${server.origin}/`)
    await get(`${server.origin}/`)

    expect(server.requests).toHaveLength(2)
    for (const { method, headers } of server.requests) {
      expect(method).toBe('GET')
      expect(headers.accept).toContain('application/samlmetadata+xml')
      expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['cookie']))
      for (const name of ['cookie', 'authorization', 'referer', 'if-none-match']) expect(headers[name]).toBeUndefined()
    }
  })

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync]
  ])('reads %s, and counts what it becomes and not what was sent', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(50_000_000, 32))
    await using server = await serve((request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(request.url === '/bomb' ? bomb : compress(Buffer.from(DOCUMENT)))
    )
    expect(bomb.byteLength).toBeLessThan(100_000)

    const small = await get(`${server.origin}/`)
    const large = await failureOf(`${server.origin}/bomb`)

    expect(small.ok && Buffer.from(small.value.bytes).toString()).toBe(DOCUMENT)
    expect(large).toEqual({ kind: 'too-large', host: server.host, mostBytes: LIMITS.mostBytes })
  })
})

describe('redirects', () => {
  it('are followed to hosts that may be asked, and named', async () => {
    await using end = await serve((_request, response) => response.end(DOCUMENT))
    await using start = await serve((request, response) => {
      const location = request.url === '/a' ? '/b' : `${end.origin}/c`
      response.writeHead(302, { location }).end('over there')
    })

    const answer = await get(`${start.origin}/a`, { hosts: [end.host] })

    expect(answer).toMatchObject({
      ok: true,
      value: { finalUrl: `${end.origin}/c`, redirects: [`${start.origin}/a`, `${start.origin}/b`] }
    })
  })

  it('to another host end there, unless the person insists', async () => {
    await using end = await serve((_request, response) => response.end(DOCUMENT))
    await using start = await serve((_request, response) => response.writeHead(307, { location: `${end.origin}/login?session=1` }).end())

    expect(await failureOf(`${start.origin}/`)).toEqual({ kind: 'redirected-away', host: start.host, to: `${end.origin}/login` })
    expect(end.requests).toEqual([])
    expect(await get(`${start.origin}/`, { hosts: 'any' })).toMatchObject({ ok: true })
  })

  it.each(['http://localhost/', 'https://somebody:pass@localhost/', 'file:///etc/passwd', 'https://['])(
    'to %s are refused whoever insists',
    async (location) => {
      await using server = await serve((_request, response) => response.writeHead(301, { location }).end())

      const failure = await failureOf(`${server.origin}/`, { hosts: 'any' })

      expect(failure).toMatchObject({ kind: 'redirected-away', host: server.host })
      expect(JSON.stringify(failure)).not.toContain('pass@')
      expect(fetchProblem(failure).code).toBe('saml.fetch.redirected-away')
    }
  )

  it('end after three', async () => {
    await using server = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end())

    expect(await failureOf(`${server.origin}/`)).toEqual({ kind: 'too-many-redirects', host: server.host, most: 3 })
    expect(server.requests).toHaveLength(4)
    expect(await codeOf(`${server.origin}/`)).toBe('saml.fetch.too-many-redirects')
  })

  it('do not wait for the end of what the redirect itself says', async () => {
    await using server = await serve((request, response) => {
      if (request.url === '/end') response.end(DOCUMENT)
      else response.writeHead(302, { location: '/end' }).write('never ends')
    })

    expect(await get(`${server.origin}/`)).toMatchObject({ ok: true })
  })
})

describe('what cannot be fetched', () => {
  it.each(['http://localhost:1/a?b=secret', 'ftp://localhost/', 'login.microsoftonline.com/tenant', '', 'javascript:alert(1)'])(
    'is not asked for without https: %s',
    async (url) => {
      expect(await failureOf(url)).toMatchObject({ kind: 'not-https' })
      expect(await codeOf(url)).toBe('saml.fetch.not-https')
      expect(JSON.stringify(fetchProblem(await failureOf(url)))).not.toContain('secret')
    }
  )

  it('is not asked for with a name and a password in the address, which are repeated nowhere', async () => {
    await using server = await serve((_request, response) => response.end(DOCUMENT))

    const failure = await failureOf(`https://anna:hunter2@${server.host}/`)

    expect(failure).toEqual({ kind: 'credentials', host: server.host })
    expect(server.requests).toEqual([])
    expect(JSON.stringify(fetchProblem(failure))).not.toMatch(/hunter2|anna/)
  })

  it('has a name that nobody knows', async () => {
    expect(await failureOf('https://metadata.invalid/')).toEqual({ kind: 'name-unknown', host: 'metadata.invalid' })
    expect(await codeOf('https://metadata.invalid/')).toBe('saml.fetch.name-unknown')
  })

  it('has nobody listening', async () => {
    const [port] = await freePorts(1)
    const host = `localhost:${String(port)}`

    expect(await failureOf(`https://${host}/`)).toEqual({ kind: 'unreachable', host, text: 'the connection was refused' })
    expect(await codeOf(`https://${host}/`)).toBe('saml.fetch.unreachable')
  })

  it.each([
    [
      400,
      '<html><head><title>Sign in</title></head><body>AADSTS90002: Tenant was not found.</body></html>',
      /^AADSTS90002: Tenant was not found\.$/
    ],
    [404, '<html><head><title>404 - not here</title></head></html>', /^404 - not here$/],
    [401, 'whatever', /^$/],
    [204, '', /^$/],
    [304, '', /^$/],
    [503, '', /^$/]
  ])('is answered with status %i, and says what the page says', async (status, page, text) => {
    await using server = await serve((_request, response) => response.writeHead(status).end(page))

    const failure = await failureOf(`${server.origin}/`)

    expect(failure).toMatchObject({ kind: 'status', host: server.host, status })
    expect(failure.kind === 'status' && failure.text).toMatch(text)
    expect(fetchProblem(failure).code).toBe('saml.fetch.status')
  })

  it('is answered by something that does not speak TLS', async () => {
    await using server = await rawServer((socket) => socket.end('220 mail.example ESMTP\r\n'))

    expect(await failureOf(`https://${server.host}/`)).toMatchObject({ kind: 'tls', host: server.host })
    expect(await codeOf(`https://${server.host}/`)).toBe('saml.fetch.tls')
  })

  it('has a certificate that nobody here vouches for, has ended, or is for another name', async () => {
    const stranger = await makeAuthority({ commonName: 'Somebody Else' })
    const namedAuthority: unknown = expect.stringMatching(/issuer|authority/)
    await using foreign = await startHttpsServer(stranger, (_request, response) => response.end(DOCUMENT))
    await using other = await startHttpsServer(authority, (_request, response) => response.end(DOCUMENT), { names: ['other.example'] })
    await using ended = await startHttpsServer(authority, (_request, response) => response.end(DOCUMENT), {
      notAfter: new Date(Date.now() - 1)
    })

    expect(await failureOf(`${foreign.origin}/`)).toMatchObject({
      kind: 'tls',
      host: foreign.host,
      text: namedAuthority
    })
    expect(await failureOf(`${other.origin}/`)).toMatchObject({ kind: 'tls', text: 'the certificate is for another name' })
    expect(await failureOf(`${ended.origin}/`)).toMatchObject({ kind: 'tls', text: 'a certificate in the chain has expired' })
    for (const server of [foreign, other, ended]) expect(server.requests).toEqual([])
  })

  it('breaks off before the answer, or in its middle', async () => {
    await using silent = await serve((request) => request.socket.destroy())
    await using half = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('<EntityDescriptor', () => response.socket?.destroy())
    })
    await using garbled = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all'))

    expect(await failureOf(`${silent.origin}/`)).toEqual({ kind: 'broke-off', host: silent.host })
    expect(await failureOf(`${half.origin}/`)).toEqual({ kind: 'broke-off', host: half.host, receivedBytes: 17 })
    expect(await failureOf(`${garbled.origin}/`)).toMatchObject({ kind: 'broke-off', host: garbled.host })
    expect(await codeOf(`${half.origin}/`)).toBe('saml.fetch.broke-off')
  })

  it('never ends, and is given up at the limit', async () => {
    await using server = await serve((_request, response) => {
      const block = Buffer.alloc(65_536, 32)
      const more = (): void => {
        if (!response.destroyed) response.write(block, more)
      }
      more()
    })

    expect(await failureOf(`${server.origin}/`)).toEqual({ kind: 'too-large', host: server.host, mostBytes: LIMITS.mostBytes })
    expect(await codeOf(`${server.origin}/`)).toBe('saml.fetch.too-large')
    await vi.waitFor(() => expect(server.openSockets()).toBe(0))
  })

  it('says how large it is, and is not even begun', async () => {
    await using server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '200000000' })
      response.write('<')
    })

    expect(await failureOf(`${server.origin}/`)).toMatchObject({ kind: 'too-large' })
  })
})

describe('the deadline', () => {
  it.each([
    ['says nothing', (() => undefined) satisfies AnswerHttps],
    ['begins and stops', ((_request, response) => void response.writeHead(200).write('<')) satisfies AnswerHttps],
    [
      'drips a character at a time',
      ((_request, response) => {
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      }) satisfies AnswerHttps
    ],
    [
      'drips while it refuses',
      ((_request, response) => {
        response.writeHead(500)
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      }) satisfies AnswerHttps
    ]
  ])('holds for a server that %s, and closes the connection', async (_what, answer: AnswerHttps) => {
    await using server = await serve(answer)

    const failure = await failureOf(`${server.origin}/`, { timeoutMs: 400 })

    expect(['timeout', 'status']).toContain(failure.kind)
    if (failure.kind === 'timeout') expect(failure).toEqual({ kind: 'timeout', host: server.host, timeoutMs: 400 })
    await vi.waitFor(() => expect(server.openSockets()).toBe(0))
  })

  it('counts for all redirects together', async () => {
    await using server = await serve((_request, response) => {
      setTimeout(() => response.writeHead(302, { location: '/again' }).end(), 200)
    })

    expect(await failureOf(`${server.origin}/`, { timeoutMs: 500, mostRedirects: 20 })).toMatchObject({ kind: 'timeout' })
  })

  it('has words of its own', async () => {
    await using server = await rawServer(() => undefined)

    const problem = fetchProblem(await failureOf(`https://${server.host}/`, { timeoutMs: 300 }))

    expect(problem).toMatchObject({ code: 'saml.fetch.timed-out' })
    expect(problem.cause).toContain('0.3 seconds')
  })
})

describe('cancel', () => {
  it.each(['before', 'while it waits', 'while it reads'])('%s ends at once and closes the connection', async (when) => {
    const controller = new AbortController()
    await using server = await serve((_request, response) => {
      if (when === 'while it reads') response.writeHead(200).write('<EntityDescriptor')
      setImmediate(() => controller.abort())
    })
    if (when === 'before') controller.abort()

    await expect(metadata.fetch(`${server.origin}/`, LIMITS, controller.signal)).rejects.toMatchObject({ name: 'Cancelled' })

    expect(server.requests).toHaveLength(when === 'before' ? 0 : 1)
    await vi.waitFor(() => expect(server.openSockets()).toBe(0))
  })
})

async function rawServer(onSocket: (socket: Socket) => void): Promise<AsyncDisposable & { readonly host: string }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onSocket(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: `localhost:${String((server.address() as AddressInfo).port)}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
