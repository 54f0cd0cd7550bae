import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { ServiceFailure } from '../../../src-main/core/service/service-failure.ts'
import type { SiteAddress } from '../../../src-main/core/service/site-address.ts'
import { addressAt, type Answer, openService, sendJson, startAwkwardService, startRawServer } from './awkward-service.ts'

const PAGE = '<!doctype html><html><head><title>\n  Welcome to the  guest network </title></head><body>Sign in</body></html>'
const html = { 'content-type': 'text/html; charset=utf-8' }

async function failureOf(address: SiteAddress): Promise<ServiceFailure> {
  const site = await openService(address, { retries: 0 }).site(neverCancelled)
  if (site.ok) throw new TypeError('There should be no answer that can be used')
  return site.error
}

const foreign = (reason: string, status: number, text: string): object => ({ kind: 'foreign-answer', reason, status, text })

describe('what answers in the place of the service', () => {
  it.each<[string, Answer, object]>([
    ['a page with 200', (response) => response.writeHead(200, html).end(PAGE), foreign('html-page', 200, 'Welcome to the guest network')],
    [
      'a page that calls itself JSON',
      (response) => response.writeHead(200).end(PAGE),
      foreign('html-page', 200, 'Welcome to the guest network')
    ],
    ['a page with 404', (response) => response.writeHead(404, html).end('<html></html>'), foreign('html-page', 404, 'HTTP 404')],
    ['a page with 500', (response) => response.writeHead(500, html).end(PAGE), foreign('html-page', 500, 'Welcome to the guest network')],
    [
      'a network that wants a sign-in (511)',
      (response) => response.writeHead(511, html).end(PAGE),
      foreign('captive-portal', 511, 'Welcome to the guest network')
    ],
    [
      'a network that leads to its sign-in page',
      (response) => response.writeHead(302, { location: 'http://login.guest.example/?from=acme' }).end(),
      foreign('captive-portal', 302, 'login.guest.example')
    ],
    [
      'a filter that leads to its sign-in page by https',
      (response) => response.writeHead(307, { location: 'https://gateway.filter.example/auth?url=x' }).end(),
      foreign('captive-portal', 307, 'gateway.filter.example')
    ],
    [
      'the service under another name',
      (response) => response.writeHead(301, { location: 'https://files.acme.example/api/rest/v1/site' }).end(),
      foreign('redirect', 301, 'files.acme.example')
    ],
    [
      'another site of the service',
      (response) => response.writeHead(302, { location: 'https://app.files.com/login' }).end(),
      foreign('redirect', 302, 'app.files.com')
    ],
    [
      'a redirect without a place',
      (response) => response.writeHead(302).end(),
      foreign('wrong-shape', 302, 'HTTP 302, with no readable place')
    ],
    ['a proxy that wants a password', (response) => response.writeHead(407, html).end(PAGE), foreign('proxy', 407, 'HTTP 407')],
    [
      'a proxy with a page',
      (response) => response.writeHead(502, html).end(PAGE),
      foreign('proxy', 502, 'HTTP 502, “Welcome to the guest network”')
    ],
    ['a proxy without a page', (response) => response.writeHead(504, { via: '1.1 squid' }).end(), foreign('proxy', 504, 'HTTP 504')],
    [
      'a service behind a gateway, without a word',
      (response) => response.writeHead(503).end(),
      foreign('wrong-shape', 503, 'HTTP 503, with nothing else')
    ],
    [
      'half a document',
      (response) => response.writeHead(200).end('{"subdomain": "prac'),
      foreign('broken-json', 200, 'it is no whole JSON (19 characters came)')
    ],
    [
      'a document that breaks off',
      (response, _request, socket) => {
        response.writeHead(200, { 'content-length': '400' }).write('{"subdomain": "prac')
        setTimeout(() => socket.destroy(), 20)
      },
      foreign('broken-json', 200, 'it broke off after 19 bytes')
    ],
    [
      'a document in pieces that breaks off',
      (response, _request, socket) => {
        response.writeHead(200).write('{"subdomain": "prac')
        setTimeout(() => socket.destroy(), 20)
      },
      foreign('broken-json', 200, 'it broke off after 19 bytes')
    ],
    [
      'another field than documented',
      (response) => sendJson(response, 200, { name: 'Acme', subdomain: 17 }),
      foreign('wrong-shape', 200, 'subdomain: Invalid input: expected string, received number')
    ],
    [
      'a list where a site was asked for',
      (response) => sendJson(response, 200, []),
      foreign('wrong-shape', 200, 'the answer: Invalid input: expected object, received array')
    ],
    [
      'nothing at all',
      (response) => response.writeHead(200).end(),
      foreign('wrong-shape', 200, 'the answer: Invalid input: expected object, received undefined')
    ],
    [
      'JSON in a form of its own',
      (response) => sendJson(response, 400, { message: 'no' }),
      foreign('wrong-shape', 400, 'HTTP 400, with a text that Files.com does not send')
    ]
  ])('is recognised: %s', async (_what, answer, expected) => {
    await using server = await startAwkwardService(answer)

    expect(await failureOf(server.address)).toEqual(expected)
  })

  it('is recognised when it does not speak HTTP', async () => {
    await using server = await startRawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))

    expect(await failureOf(addressAt(server.port))).toMatchObject({ kind: 'foreign-answer', reason: 'wrong-shape', status: 0 })
  })

  it('never gets the key where it leads to', async () => {
    await using elsewhere = await startAwkwardService((response) => sendJson(response, 200, {}))
    await using server = await startAwkwardService((response) =>
      response.writeHead(302, { location: `${elsewhere.address.origin}/api/rest/v1/site` }).end()
    )

    await failureOf(server.address)

    expect(elsewhere.requests).toEqual([])
  })
})

describe('a refusal in the documented form', () => {
  it('keeps type, sentence and every detail', async () => {
    await using server = await startAwkwardService((response) =>
      sendJson(response, 422, {
        type: 'processing-failure/model-save-error',
        'http-code': 422,
        error: 'LDAP host is   not reachable',
        errors: ['LDAP host is not reachable'],
        'model-errors': { ldap_host: ['is not reachable', 'is private'], ldap_port: ['is no number'] },
        data: { token: 'x' }
      })
    )

    expect(await failureOf(server.address)).toEqual({
      kind: 'refused',
      status: 422,
      type: 'processing-failure/model-save-error',
      message: 'LDAP host is not reachable',
      details: ['LDAP host is not reachable', 'ldap_host: is not reachable', 'ldap_host: is private', 'ldap_port: is no number']
    })
  })

  it('is believed without a type, by its status', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 404, { status: 404, error: 'Not Found' }))

    expect(await failureOf(server.address)).toEqual({ kind: 'refused', status: 404, type: 'not-found', message: 'Not Found', details: [] })
  })

  it('survives errors of a depth that nobody documents', async () => {
    const deep = JSON.parse('{"a":'.repeat(500) + '"x"' + '}'.repeat(500)) as unknown
    await using server = await startAwkwardService((response) =>
      sendJson(response, 400, { type: 'bad-request', errors: deep, 'model-errors': 7 })
    )

    expect(await failureOf(server.address)).toMatchObject({ kind: 'refused', type: 'bad-request', details: [] })
  })
})
