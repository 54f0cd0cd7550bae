import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { type Answer, openService, sendJson, SITE, startAwkwardService, WRITES } from './awkward-service.ts'

/** Whatever happens to a write, the server hears of it once. Reads before it leave a connection open: a broken one tempts clients to try again. */
const FAULTS: Readonly<Record<string, Answer>> = {
  'closes the connection without an answer': (_response, _request, socket) => socket.destroy(),
  'resets the connection without an answer': (_response, _request, socket) => socket.resetAndDestroy(),
  'answers 421, which Node’s own fetch repeats': (response) => response.writeHead(421).end(),
  'answers 408': (response) => response.writeHead(408).end(),
  'answers 425': (response) => response.writeHead(425).end(),
  'answers 429 with Retry-After: 0': (response) =>
    sendJson(response, 429, { type: 'rate-limited/too-many-requests', error: 'slow down' }, { 'retry-after': '0' }),
  'answers 500 in the documented form': (response) => sendJson(response, 500, { type: 'service-unavailable', error: 'oh' }),
  'answers 502 with a page': (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html></html>'),
  'answers 503 with Retry-After: 0': (response) =>
    sendJson(response, 503, { type: 'service-unavailable', error: 'oh' }, { 'retry-after': '0' }),
  'answers 504': (response) => response.writeHead(504).end(),
  'answers 401': (response) => sendJson(response, 401, { type: 'not-authenticated/invalid-credentials', error: 'no' }),
  'redirects with 307': (response) => response.writeHead(307, { location: '/api/rest/v1/elsewhere' }).end(),
  'redirects with 308': (response) => response.writeHead(308, { location: '/api/rest/v1/elsewhere' }).end(),
  'redirects with 303': (response) => response.writeHead(303, { location: '/api/rest/v1/elsewhere' }).end(),
  'breaks off in the middle of the body': (response, _request, socket) => {
    response.writeHead(200, { 'content-length': '1000' }).write('{"id": 1, "na')
    setTimeout(() => socket.destroy(), 20)
  },
  'never answers': () => undefined,
  'never ends its answer': (response) => void response.writeHead(200).write('{'),
  'closes a connection that it had promised to keep': (response, _request, socket) => {
    sendJson(response, 200, SITE, { connection: 'keep-alive' })
    response.on('finish', () => socket.destroy())
  }
}

describe.each(Object.entries(FAULTS))('when the service %s', (_fault, answer) => {
  it.each(WRITES)('%s is sent once', async (_name, write) => {
    // given a connection that has served a read
    await using server = await startAwkwardService((response, request, socket) =>
      request.method === 'GET' ? sendJson(response, 200, SITE) : answer(response, request, socket)
    )
    const service = openService(server.address, { timeoutMs: 400 })
    await service.site(neverCancelled)

    await write(service)
    // and when the same connection, if it is still there, serves another read
    await service.site(neverCancelled)

    expect(server.requests.map(({ method }) => method).filter((method) => method !== 'GET')).toHaveLength(1)
    expect(server.requests.map(({ path }) => path)).not.toContain('/elsewhere')
  })
})

describe('a write that met a connection which the server had just closed', () => {
  it('is sent at most once, many times over', async () => {
    // given a server that closes each connection right after it has answered, as one does that has been idle too long
    await using server = await startAwkwardService((response, _request, socket) => {
      sendJson(response, 200, SITE)
      response.on('finish', () => setImmediate(() => socket.destroy()))
    })
    const service = openService(server.address)

    const outcomes = []
    for (let round = 0; round < 200; round += 1) {
      await service.site(neverCancelled)
      outcomes.push(await service.updateSite({ ldap_host: `dc${String(round)}` }, neverCancelled))
    }

    const sent = server.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body)
    expect(new Set(sent).size).toBe(sent.length)
    const failures = outcomes.filter((outcome) => !outcome.ok)
    for (const outcome of failures) expect(outcome).toMatchObject({ error: { kind: 'no-answer', reason: 'reset', sent: 'maybe' } })
    expect(sent.length).toBeGreaterThanOrEqual(200 - failures.length)
  })
})
