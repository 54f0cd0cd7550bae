import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { serviceProblem } from '../../../src-main/core/service/service-problem.ts'
import { type Answer, openService, sendJson, startAwkwardService } from './awkward-service.ts'

/** A service that says everything it hears, in every place where it may say something. */
const ECHOES: readonly ((secret: string) => Answer)[] = [
  (secret) => (response) =>
    sendJson(response, 401, {
      type: `not-authenticated/${secret}`,
      error: `The key ${secret} is wrong`,
      title: secret,
      errors: [secret, { [secret]: [secret] }],
      'model-errors': { [secret]: [secret] }
    }),
  (secret) => (response) =>
    sendJson(response, 400, { type: 'bad-request', error: 'x'.repeat(480) + secret, errors: ['y'.repeat(495) + secret] }),
  (secret) => (response) => response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>${'t'.repeat(190)}${secret}</title>`),
  (secret) => (response) => response.writeHead(502, { 'content-type': 'text/html' }).end(`<title>${encodeURIComponent(secret)}</title>`),
  (secret) => (response) => response.writeHead(302, { location: `https://login.example/${encodeURIComponent(secret)}` }).end(),
  (secret) => (response) => response.writeHead(302, { location: `https://${encodeURIComponent(secret)}.example/` }).end(),
  (secret) => (response) => response.writeHead(302, { location: `/${encodeURIComponent(secret)}` }).end(),
  (secret) => (response) => response.writeHead(200).end(`${secret}{"broken`),
  (secret) => (response) => sendJson(response, 200, { subdomain: { [secret]: secret } }),
  (secret) => (response) => sendJson(response, 200, { subdomain: 'x', require_2fa: secret }),
  (secret) => (response) => sendJson(response, 429, { type: 'rate-limited', error: secret }, { 'retry-after': '9999' })
]

const headerSafe = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ0189-_~!$%&*+.=/:;<>"')), minLength: 8, maxLength: 60 })

describe('no secret of ours', () => {
  it('is in a failure or a problem, whatever the service repeats', async () => {
    let echo: Answer = () => undefined
    await using server = await startAwkwardService((response, request, socket) => echo(response, request, socket))
    await fc.assert(
      fc.asyncProperty(headerSafe, headerSafe, fc.constantFrom(...ECHOES), fc.boolean(), async (key, password, echoOf, isKeyEchoed) => {
        echo = echoOf(isKeyEchoed ? key : password)
        const service = openService(server.address, { retries: 0 }, key)

        const failure = isKeyEchoed
          ? await service.site(neverCancelled)
          : await service.updateSite({ ldap_password: new Secret(password) }, neverCancelled)

        if (failure.ok) throw new TypeError('An echo is no site')
        const about = { host: 'acme.files.com', action: 'read the site', what: 'the site' }
        const told = JSON.stringify([
          failure.error,
          serviceProblem(failure.error, about),
          serviceProblem(failure.error, { ...about, isWrite: true })
        ])
        const secret = isKeyEchoed ? key : password
        const forms = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]
        expect(forms.filter((form) => told.includes(form) || told.toLowerCase().includes(form.toLowerCase()))).toEqual([])
        // nor the longer part of one that was cut
        expect(told).not.toContain(secret.slice(0, Math.max(7, secret.length - 3)))
      }),
      { numRuns: 300 }
    )
  })

  it('is in the title of a page that the secret itself would end', async () => {
    await using server = await startAwkwardService((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Wrong key: aKey1234<bKey5678</title>')
    )

    expect(await openService(server.address, {}, 'aKey1234<bKey5678').site(neverCancelled)).toMatchObject({
      ok: false,
      error: { kind: 'foreign-answer', reason: 'html-page', text: 'Wrong key: [secret]' }
    })
  })

  it('is sent anywhere but in its header, and the password in its body', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, { subdomain: 'practice' }))

    await openService(server.address, {}, 'the-key-1234').updateSite({ ldap_password: new Secret('p4ss “word”') }, neverCancelled)

    expect(
      server.requests.map(({ key, path, query, body }) => ({ key, path, query: String(query), body: JSON.parse(body) as unknown }))
    ).toEqual([
      {
        key: 'the-key-1234',
        path: '/site',
        query: '',
        body: { ldap_password_change: 'p4ss “word”', ldap_password_change_confirmation: 'p4ss “word”' }
      }
    ])
  })
})
