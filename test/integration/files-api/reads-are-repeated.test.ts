import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { type Answer, type HeardRequest, openService, sendJson, SITE, startAwkwardService } from './awkward-service.ts'

const tooMany = { type: 'rate-limited/too-many-requests', 'http-code': 429, error: 'Too many requests' }

/** The first answers as told, then the site. */
function first(times: number, answer: Answer): Answer {
  let left = times
  return (response, request, socket) => {
    left -= 1
    if (left >= 0) answer(response, request, socket)
    else sendJson(response, 200, SITE)
  }
}

function pausesMs(requests: readonly HeardRequest[]): readonly number[] {
  return requests.slice(1).map(({ atMs }, index) => atMs - (requests[index]?.atMs ?? 0))
}

describe('a read', () => {
  it.each<[string, Answer]>([
    ['429', (response) => sendJson(response, 429, tooMany)],
    ['500', (response) => sendJson(response, 500, { type: 'service-unavailable', error: 'oh' })],
    ['502 from a proxy', (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<html></html>')],
    ['503', (response) => response.writeHead(503).end()],
    ['504', (response) => response.writeHead(504).end()],
    ['a closed connection', (_response, _request, socket) => socket.destroy()],
    ['a reset connection', (_response, _request, socket) => socket.resetAndDestroy()],
    [
      'half a body',
      (response, _request, socket) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"sub')
        setTimeout(() => socket.destroy(), 10)
      }
    ]
  ])('is repeated after %s, and succeeds', async (_fault, answer) => {
    await using server = await startAwkwardService(first(2, answer))

    const site = await openService(server.address).site(neverCancelled)

    expect(site).toMatchObject({ ok: true, value: { subdomain: 'practice' } })
    expect(server.requests).toHaveLength(3)
  })

  it('says how often it was tried when it is given up', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 429, tooMany, { 'retry-after': '0' }))

    const site = await openService(server.address).site(neverCancelled)

    expect(site).toEqual({
      ok: false,
      error: {
        kind: 'refused',
        status: 429,
        type: 'rate-limited/too-many-requests',
        message: 'Too many requests',
        details: [],
        retryAfterSeconds: 0,
        tries: 5
      }
    })
    expect(server.requests).toHaveLength(5)
  })

  it('waits as many seconds as Retry-After says', async () => {
    await using server = await startAwkwardService(first(1, (response) => sendJson(response, 429, tooMany, { 'retry-after': '1' })))

    await openService(server.address).site(neverCancelled)

    expect(pausesMs(server.requests)[0]).toBeGreaterThanOrEqual(990)
  })

  it('waits until the date that Retry-After names', async () => {
    // A date has no parts of a second: two seconds from now are at least one.
    const until = new Date(Date.now() + 2000).toUTCString()
    await using server = await startAwkwardService(first(1, (response) => sendJson(response, 503, tooMany, { 'retry-after': until })))

    await openService(server.address).site(neverCancelled)

    expect(pausesMs(server.requests)[0]).toBeGreaterThanOrEqual(900)
  })

  it('is given up at once when the service asks for a longer wait than anybody has patience for', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 429, tooMany, { 'retry-after': '3600' }))

    const site = await openService(server.address, { maximumWaitMs: 60_000 }).site(neverCancelled)

    expect(site).toMatchObject({ ok: false, error: { kind: 'refused', retryAfterSeconds: 3600 } })
    expect(server.requests).toHaveLength(1)
  })

  it('waits longer before each repetition, within a bound', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 500, { error: 'oh' }))

    await openService(server.address, { firstPauseMs: 20, maximumWaitMs: 60, retries: 6 }).site(neverCancelled)

    expect(server.requests).toHaveLength(7)
    // Chance shortens a pause and never prolongs it; the rest is the machine.
    for (const pause of pausesMs(server.requests)) expect(pause).toBeLessThan(60 + 400)
  })

  it.each([400, 401, 403, 404, 405, 409, 422])('is not repeated after %i', async (status) => {
    await using server = await startAwkwardService((response) => sendJson(response, status, { type: 'bad-request', error: 'no' }))

    const site = await openService(server.address).site(neverCancelled)

    expect(site).toMatchObject({ ok: false, error: { kind: 'refused', status } })
    expect(server.requests).toHaveLength(1)
  })

  it('is not repeated after its deadline, which covers the body', async () => {
    // given a body that comes drop by drop
    await using server = await startAwkwardService((response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(drip))
    })

    const site = await openService(server.address, { timeoutMs: 200 }).site(neverCancelled)

    expect(site).toEqual({
      ok: false,
      error: { kind: 'no-answer', reason: 'timeout', text: 'no answer came in time', sent: 'maybe', timeoutMs: 200 }
    })
    expect(server.requests).toHaveLength(1)
  })
})
