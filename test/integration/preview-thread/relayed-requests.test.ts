import { describe, expect, it } from 'vitest'
import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import type { SiteToRead } from '../../../src-main/app/app-ports.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import type { FilesService } from '../../../src-main/core/service/files-service.ts'
import type { SiteAddress } from '../../../src-main/core/service/site-address.ts'
import { relayFetch } from '../../../src-main/preview-thread/relay-fetch.ts'
import type { FetchAnswer } from '../../../src-main/preview-thread/wire.ts'
import { relayedFetch } from '../../support/relayed-fetch.ts'
import {
  addressAt,
  type Answer,
  KEY,
  openService,
  sendJson,
  SITE,
  startAwkwardService,
  startRawServer,
  until,
  WRITES
} from '../files-api/awkward-service.ts'

const options = { firstPauseMs: 1, retries: 1, timeoutMs: 1000 }

function siteAt(address: SiteAddress, key = KEY): SiteToRead {
  return { address, key: new Secret(key), reader: openService(address) }
}

/** The client as the thread has it: with a key that is none. */
function relayed(address: SiteAddress, onAnswer?: (answer: FetchAnswer) => void): FilesService {
  const fetch = relayedFetch(siteAt(address), globalThis.fetch, onAnswer)
  return createFilesService({ ...options, fetch }).open(address, new Secret('no-key'))
}

describe('a request of the thread', () => {
  it('arrives with the key of the site, and its answer is read as any other', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))

    expect(await relayed(server.address).site(neverCancelled)).toEqual(await openService(server.address).site(neverCancelled))
    expect(server.requests.map(({ key, method }) => [key, method])).toEqual([
      [KEY, 'GET'],
      [KEY, 'GET']
    ])
  })

  it('reads lists to their end', async () => {
    await using server = await startAwkwardService((response, { query }) => {
      const page = Number(query.get('cursor') ?? 0)
      sendJson(response, 200, [{ id: page, username: `ü${String(page)}` }], page < 5 ? { 'x-files-cursor-next': String(page + 1) } : {})
    })
    const names: string[] = []

    for await (const page of relayed(server.address).users({}, neverCancelled)) names.push(...page.map(({ username }) => username))

    expect(names).toEqual(['ü0', 'ü1', 'ü2', 'ü3', 'ü4', 'ü5'])
  })

  it.each<[string, Answer]>([
    ['refuses', (response) => sendJson(response, 403, { type: 'not-authorized/insufficient', error: 'no', 'http-code': 403 })],
    ['asks to wait', (response) => sendJson(response, 429, { type: 'rate-limited', error: 'wait' }, { 'retry-after': '0' })],
    ['redirects', (response) => response.writeHead(302, { location: 'https://login.example/portal?from=x' }).end()],
    ['answers with a page', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Welcome</title>')],
    ['is a proxy that wants a sign-in', (response) => response.writeHead(407).end()],
    ['answers with half a JSON', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"na')],
    ['answers with nothing', (response) => response.writeHead(204).end()],
    [
      'breaks off in the body',
      (response, _request, socket) => {
        response.writeHead(200, { 'content-length': '900' }).write('{"id')
        setTimeout(() => socket.destroy(), 20)
      }
    ],
    ['closes the connection', (_response, _request, socket) => socket.destroy()],
    ['resets the connection', (_response, _request, socket) => socket.resetAndDestroy()],
    ['does not speak HTTP', (_response, _request, socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['never answers', () => undefined],
    ['never ends its answer', (response) => void response.writeHead(200, { 'content-length': '900' }).write('{"id')]
  ])('fails as without the thread when the service %s', async (_fault, answer) => {
    await using server = await startAwkwardService(answer)
    const direct = await openService(server.address, options).site(neverCancelled)
    const tries = server.requests.length

    const found = await relayed(server.address).site(neverCancelled)

    expect(found.ok).toBe(false)
    expect(found).toEqual(direct)
    expect(server.requests).toHaveLength(2 * tries)
  })

  it.each([
    ['the name is unknown', { origin: 'https://no-such-site.invalid', host: 'no-such-site.invalid' }],
    ['nobody listens', addressAt(9)]
  ])('fails as without the thread when %s', async (_fault, address) => {
    expect(await relayed(address).site(neverCancelled)).toEqual(await openService(address, options).site(neverCancelled))
  })

  it('fails as without the thread when the answer is too large', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n"')
      const megabyte = Buffer.alloc(1024 * 1024, 'a')
      const pour = (): void => {
        while (socket.writable && socket.write(megabyte));
      }
      socket.on('drain', pour)
      pour()
    })

    const found = await relayed(addressAt(server.port)).site(neverCancelled)

    expect(found).toMatchObject({ ok: false, error: { kind: 'foreign-answer', reason: 'broken-json', text: 'it is larger than 64 MB' } })
  }, 30_000)

  it('is cancelled at once, and its connection with it', async () => {
    await using server = await startAwkwardService(() => undefined)
    const controller = new AbortController()
    const reading = relayed(server.address).site(controller.signal)
    await until(() => server.pending() === 1)

    controller.abort()

    await expect(reading).rejects.toThrow(Cancelled)
    await until(() => server.pending() === 0)
  })
})

describe('the main process', () => {
  it.each(WRITES)('sends no write: %s', async (_name, write) => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))

    expect(await write(relayed(server.address))).toMatchObject({
      ok: false,
      error: { kind: 'no-answer', text: expect.stringContaining('ERR_NOT_ALLOWED_TO_PREVIEW') as string }
    })
    expect(server.requests).toEqual([])
  })

  it.each(['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'get', 'TRACE', ''])('refuses the method “%s”', async (method) => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
    const url = `${server.address.origin}/api/rest/v1/site`

    const answer = await relayFetch(globalThis.fetch, { method, url }, siteAt(server.address), new AbortController().signal)

    expect(answer).toMatchObject({ kind: 'failed', error: { name: 'TypeError', cause: { code: 'ERR_NOT_ALLOWED_TO_PREVIEW' } } })
    expect(server.requests).toEqual([])
  })

  it('asks no other place than the service of the granted site', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
    await using other = await startAwkwardService((response) => sendJson(response, 200, SITE))
    const { origin } = server.address
    const urls = [
      `${other.address.origin}/api/rest/v1/site`,
      `${origin.replace('http:', 'https:')}/api/rest/v1/site`,
      `${origin.replace('127.0.0.1', 'user:word@127.0.0.1')}/api/rest/v1/site`,
      `${origin}@${new URL(other.address.origin).host}/api/rest/v1/site`,
      `${origin}/`,
      `${origin}/api/rest/v1`,
      `${origin}/api/rest/v1/`,
      `${origin}/api/rest/v10/site`,
      `${origin}/api/rest/v1/../../../login`,
      `${origin}/api/rest/v1/%2e%2e/%2e%2e/login`,
      `${origin}/api/rest/v1/..%2f..%2flogin`,
      `${origin}/api/rest/v1/..\\..\\login`,
      `${origin}/api/rest/v1//evil.example/site`,
      'file:///etc/passwd',
      'data:application/json,{}',
      '/api/rest/v1/site',
      ''
    ]

    for (const url of urls) {
      const answer = await relayFetch(globalThis.fetch, { method: 'GET', url }, siteAt(server.address), new AbortController().signal)
      expect([url, answer.kind]).toEqual([url, 'failed'])
    }
    const ungranted = { method: 'GET', url: `${origin}/api/rest/v1/site` }
    expect(await relayFetch(globalThis.fetch, ungranted, undefined, new AbortController().signal)).toMatchObject({ kind: 'failed' })
    expect([...server.requests, ...other.requests]).toEqual([])
  })

  it('masks the key wherever an answer repeats it, also where two pieces of the answer meet', async () => {
    const half = Buffer.from(KEY.slice(0, 9))
    const base64 = Buffer.from(KEY).toString('base64')
    await using server = await startAwkwardService((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'x-repeats': `key=${KEY}`, 'x-other': 'kept' })
      response.write('{"name":"ü ')
      response.write(half)
      setTimeout(() => response.end(`${KEY.slice(9)}","subdomain":"${base64}","other":"日本"}`), 50)
    })
    const answers: FetchAnswer[] = []

    const site = await relayed(server.address, (answer) => answers.push(structuredClone(answer))).site(neverCancelled)

    const text = answers.map((answer) =>
      answer.kind === 'answer' ? Buffer.from(answer.body).toString('utf8') + JSON.stringify(answer.headers) : ''
    )
    expect(text.join('')).toContain('{"name":"ü [secret]","subdomain":"[secret]","other":"日本"}')
    expect(text.join('')).toContain('["x-repeats","key=[secret]"]')
    expect(text.join('')).toContain('["x-other","kept"]')
    expect(site).toMatchObject({ ok: true, value: { name: 'ü [secret]' } })
  })

  it('masks the key in errors', async () => {
    const fetch = (): Promise<Response> =>
      Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(`no ${KEY} here`), { code: 'ECONNRESET' }) }))
    const site = siteAt(addressAt(1))

    const answer = await relayFetch(
      fetch,
      { method: 'GET', url: `${site.address.origin}/api/rest/v1/site` },
      site,
      new AbortController().signal
    )

    expect(answer).toMatchObject({
      kind: 'failed',
      error: { name: 'TypeError', cause: { code: 'ECONNRESET', message: 'no [secret] here' } }
    })
    expect(JSON.stringify(answer)).not.toContain(KEY)
  })
})
