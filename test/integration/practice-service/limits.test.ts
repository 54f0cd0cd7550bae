import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, fate, verdict } from './service-client.ts'

describe('the practice service as a server', () => {
  it('refuses too many requests with the seconds to wait, and takes them again afterwards', async () => {
    await using service = await startPracticeService({ rateLimit: { requests: 2, perMs: 2_000 } })

    const heard = [await verdict(service, 'GET', '/site'), await verdict(service, 'GET', '/site')]
    const refused = await ask(service, 'GET', '/site')

    expect([...heard, refused.status, refused.headers.get('Retry-After')]).toEqual(['200', '200', 429, '2'])
    await expect.poll(() => verdict(service, 'GET', '/site'), { interval: 100, timeout: 5_000 }).toBe('200')
  })

  it('takes its time when told so', async () => {
    await using service = await startPracticeService({ latencyMs: 60 })
    const begun = performance.now()
    await ask(service, 'GET', '/site')

    expect(performance.now() - begun).toBeGreaterThanOrEqual(55)
  })

  it('remembers requests by the names of their fields, never by a value of body or headers', async () => {
    await using service = await startPracticeService({ now: () => 1_000 })
    await ask(service, 'PATCH', '/site', { body: { ldap_host: 'hidden-host', ldap_password_change: 'hidden-word' } })
    await ask(service, 'GET', '/users?per_page=2')

    expect(service.requests).toEqual([
      { method: 'PATCH', path: '/api/rest/v1/site', query: '', bodyFields: ['ldap_host', 'ldap_password_change'], at: 1_000, status: 422 },
      { method: 'GET', path: '/api/rest/v1/users', query: 'per_page=2', bodyFields: [], at: 1_000, status: 200 }
    ])
    expect(JSON.stringify(service.requests)).not.toMatch(new RegExp(`hidden|${service.keys.siteAdmin}`))
  })

  it('remembers nothing when told so', async () => {
    await using service = await startPracticeService({ log: false })
    await ask(service, 'GET', '/site')

    expect(service.requests).toEqual([])
  })

  it('lets keys end by its own clock', async () => {
    let now = Date.UTC(2026, 10, 21)
    await using service = await startPracticeService({ now: () => now })
    const before = await verdict(service, 'GET', '/site')
    now += 91 * 86_400_000

    expect([before, await verdict(service, 'GET', '/site')]).toEqual(['200', '401 not-authenticated/invalid-credentials'])
  })

  it('ends at once, hanging requests and all, and twice without harm', async () => {
    const service = await startPracticeService()
    service.faults.add({ kind: 'hang' })
    const hanging = fate(service, 'GET', '/site')
    await expect.poll(() => service.faults.pending.length).toBe(0)
    await service.close()
    await service.close()

    expect(await hanging).toBe('ECONNRESET')
  })

  it('survives a client that goes away in the middle of its request, and one that sends too much', async () => {
    await using service = await startPracticeService()
    const socket = connect(Number(new URL(service.origin).port), '127.0.0.1')
    socket.write(
      'PATCH /api/rest/v1/site HTTP/1.1\r\nHost: practice\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"ldap_host"'
    )
    await expect.poll(() => service.requests.length).toBe(1)
    socket.destroy()

    expect(await verdict(service, 'PATCH', '/site', { body: { ldap_host: 'x'.repeat(4_200_000) } })).toBe(
      '400 bad-request/request-params-invalid'
    )
    expect(await verdict(service, 'GET', '/site')).toBe('200')
    expect(service.requests[0]?.status).toBe(0)
  })

  it('gives every service keys of its own', async () => {
    await using one = await startPracticeService()
    await using other = await startPracticeService()

    expect(await verdict(other, 'GET', '/site', { key: one.keys.siteAdmin })).toBe('401 not-authenticated/invalid-credentials')
    expect(new Set([one, other].flatMap(({ keys }) => Object.values({ ...keys }))).size).toBe(20)
  })
})
