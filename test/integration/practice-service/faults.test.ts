import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ServiceFault } from '../../../src-main/practice/service/service-faults.ts'
import { type PracticeService, startPracticeService } from '../../../src-main/practice/service/start-practice-service.ts'
import { ask, fate, picked, record, verdict } from './service-client.ts'

let service: PracticeService
beforeEach(async () => {
  service = await startPracticeService({ userCount: 12 })
})
afterEach(() => service.close())

const body = { ldap_host: 'DC1.practice.example', ldap_domain: 'practice.example' }
const patch = { method: 'PATCH', path: '/site' } as const

/** What a client hears of a write, whether it took effect, and what a second try hears. */
async function outcome(fault: ServiceFault): Promise<readonly [string, boolean, string]> {
  service.faults.add({ ...patch, ...fault })
  const heard = await fate(service, 'PATCH', '/site', body)
  const hasEffect = service.state.site.ldap_host === body.ldap_host
  return [heard, hasEffect, await verdict(service, 'PATCH', '/site', { body })]
}

describe('a write can fail', () => {
  it.each<[string, ServiceFault, string, boolean]>([
    ['before it takes effect, with an error', { kind: 'fail-before', how: 'error' }, '500', false],
    ['before it takes effect, at a gateway', { kind: 'fail-before', how: 'error', status: 502 }, '502', false],
    ['before it takes effect, by a cut connection', { kind: 'fail-before', how: 'reset' }, 'ECONNRESET', false],
    ['after it took effect, with an error', { kind: 'fail-after', how: 'error' }, '500', true],
    ['after it took effect, by a cut connection', { kind: 'fail-after', how: 'reset' }, 'ECONNRESET', true],
    ['in a proxy', { kind: 'html-page', page: 'proxy' }, '502', false],
    ['in a captive portal', { kind: 'html-page', page: 'captive-portal' }, '200', false],
    ['by a redirect to another host', { kind: 'html-page', page: 'captive-redirect' }, '302', false],
    ['by a refusal', { kind: 'answer-with', type: 'service-unavailable/site-disabled' }, '503', false],
    ['although the answer is only half a document', { kind: 'broken-json' }, '200', true],
    ['although the answer has another shape', { kind: 'wrong-shape' }, '200', true]
  ])('%s', async (_, fault, heard, hasEffect) => {
    expect(await outcome(fault)).toEqual([heard, hasEffect, '200'])
    expect(service.requests.map(({ method, status }) => `${method} ${status}`)).toEqual([
      `PATCH ${heard === 'ECONNRESET' ? 0 : heard}`,
      'PATCH 200'
    ])
  })

  it.each<[string, ServiceFault, boolean]>([
    ['before it takes effect', { kind: 'hang' }, false],
    ['after it took effect', { kind: 'fail-after', how: 'no-answer' }, true]
  ])('%s, without any answer', async (_, fault, hasEffect) => {
    service.faults.add({ ...patch, ...fault })
    const impatience = new AbortController()
    const asked = ask(service, 'PATCH', '/site', { body, signal: impatience.signal })
    const refused = expect(asked).rejects.toThrow(/aborted/)
    await expect.poll(() => service.faults.pending.length).toBe(0)
    await expect.poll(() => service.state.site.ldap_host === body.ldap_host).toBe(hasEffect)
    impatience.abort()

    await refused
    expect(service.requests.map(({ status }) => status)).toEqual([0])
  })
})

describe('foreign answers', () => {
  it('look like what they are', async () => {
    service.faults.add({ kind: 'html-page', page: 'proxy', times: 1 })
    service.faults.add({ kind: 'html-page', page: 'captive-portal' })
    service.faults.add({ kind: 'html-page', page: 'captive-redirect' })
    const told = [await ask(service, 'GET', '/site'), await ask(service, 'GET', '/site'), await ask(service, 'GET', '/site')]

    expect(told.map(({ status, headers }) => [status, headers.get('Content-Type'), headers.get('Location')])).toEqual([
      [502, 'text/html; charset=utf-8', null],
      [200, 'text/html; charset=utf-8', null],
      [302, 'text/html', 'http://login.portal.example/welcome']
    ])
    expect(told.map((page) => /<title>(.*)<\/title>/.exec(String(page.body))?.[1])).toEqual(['Proxy error', 'Guest network', undefined])
  })

  it('half a document is no JSON; another shape is', async () => {
    service.faults.add({ kind: 'broken-json' })
    service.faults.add({ kind: 'wrong-shape' })
    service.faults.add({ kind: 'wrong-shape', body: [{ id: 'seven' }] })

    expect(typeof (await ask(service, 'GET', '/users')).body).toBe('string')
    expect((await ask(service, 'GET', '/users')).body).toEqual({ status: 'ok' })
    expect((await ask(service, 'GET', '/users')).body).toEqual([{ id: 'seven' }])
  })
})

describe('a refusal on demand', () => {
  it('has the documented form and says how long to wait', async () => {
    service.faults.add({ path: '/users*', kind: 'answer-with', type: 'rate-limited/too-many-requests', retryAfterSeconds: 7 })

    const told = await ask(service, 'GET', '/users/1')

    expect([told.status, told.headers.get('Retry-After'), picked(told.body, 'type', 'http-code')]).toEqual([
      429,
      '7',
      { type: 'rate-limited/too-many-requests', 'http-code': 429 }
    ])
  })

  it('takes any status', async () => {
    service.faults.add({ kind: 'answer-with', type: 'site-configuration/trial-expired', status: 402, message: 'Your trial has ended.' })

    expect([await verdict(service, 'GET', '/site'), await verdict(service, 'GET', '/site')]).toEqual([
      '402 site-configuration/trial-expired',
      '200'
    ])
  })
})

describe('writes that succeed and still differ', () => {
  it('one field silently stays what it was', async () => {
    service.faults.add({ ...patch, kind: 'drop-field', field: 'ldap_host' })

    const told = await ask(service, 'PATCH', '/site', { body })

    expect([told.status, picked(told.body, 'ldap_host', 'ldap_domain')]).toEqual([
      200,
      { ldap_host: null, ldap_domain: 'practice.example' }
    ])
  })

  it('a password is silently not taken', async () => {
    service.faults.add({ ...patch, kind: 'drop-field', field: 'ldap_password_change' })

    expect(await verdict(service, 'PATCH', '/site', { body: { ldap_password_change: 'x', ldap_password_change_confirmation: 'x' } })).toBe(
      '200'
    )
    expect(service.state.ldapPasswords.get('site')).toBeUndefined()
  })

  it('a value is stored in lower case, or as something else', async () => {
    service.faults.add({ ...patch, kind: 'normalise', field: 'ldap_host' })
    service.faults.add({ ...patch, kind: 'normalise', field: 'ldap_domain', as: 'corp.example' })

    expect(picked((await ask(service, 'PATCH', '/site', { body })).body, 'ldap_host', 'ldap_domain')).toEqual({
      ldap_host: 'dc1.practice.example',
      ldap_domain: 'corp.example'
    })
  })

  it.each([
    ['before', { ldap_host: body.ldap_host, ldap_port: 3269 }],
    ['after', { ldap_host: 'mine.practice.example', ldap_port: 3269 }]
  ] as const)('a second administrator interferes right %s', async (when, held) => {
    service.faults.add({
      ...patch,
      kind: 'second-administrator',
      when,
      change: { site: { ldap_host: 'mine.practice.example', ldap_port: 3269 } }
    })

    expect(await verdict(service, 'PATCH', '/site', { body })).toBe('200')
    expect(picked((await ask(service, 'GET', '/site')).body, 'ldap_host', 'ldap_port')).toEqual(held)
    expect(service.state.settingsChanges.map(({ username }) => username).slice(1)).toEqual(
      when === 'before' ? ['bob.admin', 'alice.admin'] : ['alice.admin', 'bob.admin']
    )
  })
})

describe('which requests a fault meets', () => {
  it('those of its method and path, as often as it says, after those it skips', async () => {
    service.faults.add({ method: 'GET', path: /^\/(users|groups)/, skip: 1, times: 2, kind: 'fail-before', how: 'error' })
    const heard: string[] = []
    for (const path of ['/site', '/users', '/groups', '/users/1', '/users']) heard.push(await fate(service, 'GET', path))

    expect(heard).toEqual(['200', '200', '500', '500', '200'])
  })

  it('one spoiling fault after the other, in the order they were added', async () => {
    service.faults.add({ kind: 'fail-before', how: 'error', status: 503 })
    service.faults.add({ kind: 'fail-before', how: 'reset' })

    expect([await fate(service, 'GET', '/site'), await fate(service, 'GET', '/site'), await fate(service, 'GET', '/site')]).toEqual([
      '503',
      'ECONNRESET',
      '200'
    ])
  })

  it('all of them until it is cleared', async () => {
    service.faults.add({ kind: 'fail-before', how: 'error', times: Infinity })
    const heard = [await fate(service, 'GET', '/site'), await fate(service, 'GET', '/site')]
    service.faults.clear()

    expect([...heard, await fate(service, 'GET', '/site')]).toEqual(['500', '500', '200'])
  })

  it('a slow one is slow and otherwise right', async () => {
    service.faults.add({ kind: 'slow', delayMs: 60 })
    const begun = performance.now()

    expect(record((await ask(service, 'GET', '/site')).body)['subdomain']).toBe('practice')
    expect(performance.now() - begun).toBeGreaterThanOrEqual(55)
  })
})
