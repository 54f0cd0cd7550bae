import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { launchApp, type LaunchedApp } from '../../support/launch-app.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { virtualScreen } from '../../support/virtual-screen.ts'
import { type Answer, sendJson, SITE, startAwkwardService, startRawServer, until } from './awkward-service.ts'

/** The client over Chromium's network, in a real Electron: nothing else shows what that network repeats, follows or calls its errors. */
type Scenario = 'readAndWrite' | 'writeTwice' | 'read' | 'readPages' | 'cancelAfter'

const cleanup = new AsyncDisposableStack()
let launched: LaunchedApp
let bundle: string

beforeAll(async () => {
  const folder = cleanup.use(await temporaryFolder())
  bundle = join(folder.path, 'scenarios.cjs')
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'electron-scenarios.ts'),
      target: 'node20.18',
      outDir: folder.path,
      emptyOutDir: false,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'scenarios.cjs' } }
    }
  })
  const screen = cleanup.use(await virtualScreen())
  launched = cleanup.use(
    await launchApp({ applicationFolder: join(projectRoot, 'test/fixtures/hello-electron'), env: { DISPLAY: screen.DISPLAY } })
  )
})

afterAll(() => cleanup.disposeAsync())

/** Everything comes back as JSON: an undefined value is then absent. */
async function inElectron(scenario: Scenario, ...input: readonly (string | number)[]): Promise<unknown> {
  const text = await launched.app.evaluate(
    async (_electron, { file, name, args }) => {
      const require = process.getBuiltinModule('node:module').createRequire(file)
      const scenarios = require(file) as Record<string, (...input: readonly unknown[]) => Promise<unknown>>
      return JSON.stringify(await scenarios[name]?.(...args))
    },
    { file: bundle, name: scenario, args: input }
  )
  return JSON.parse(text) as unknown
}

describe('inside Electron', () => {
  it('reads and writes: the key in its header, the body whole, no cookie kept', async () => {
    const cookies: (string | undefined)[] = []
    await using server = await startAwkwardService((response, request) => {
      cookies.push(response.req.headers.cookie)
      sendJson(response, 200, { ...SITE, ldap_host: request.method }, { 'set-cookie': 'session=1; Path=/' })
    })

    expect(await inElectron('readAndWrite', server.address.origin)).toMatchObject({
      before: { ok: true, value: { ldap: { ldap_host: 'GET' } } },
      written: { ok: true, value: { ldap: { ldap_host: 'PATCH' } } },
      after: { ok: true }
    })
    expect(server.requests.map(({ method, key, body }) => [method, key, body])).toEqual([
      ['GET', 'k3y-Of-The-Site', ''],
      ['PATCH', 'k3y-Of-The-Site', '{"ldap_host":"dc1","ldap_password_change":"pässword","ldap_password_change_confirmation":"pässword"}'],
      ['GET', 'k3y-Of-The-Site', '']
    ])
    expect(cookies).toEqual([undefined, undefined, undefined])
  })

  it.each<[string, Answer, object]>([
    ['closes the connection', (_response, _request, socket) => socket.destroy(), { kind: 'no-answer', reason: 'reset', sent: 'maybe' }],
    [
      'resets the connection',
      (_response, _request, socket) => socket.resetAndDestroy(),
      { kind: 'no-answer', reason: 'reset', sent: 'maybe' }
    ],
    ['answers 408', (response) => response.writeHead(408).end(), { kind: 'foreign-answer' }],
    ['answers 503', (response) => response.writeHead(503, { 'retry-after': '0' }).end(), { kind: 'foreign-answer', status: 503 }],
    ['answers 429', (response) => sendJson(response, 429, { type: 'rate-limited', error: 'wait' }), { kind: 'refused', status: 429 }],
    ['redirects with 307', (response) => response.writeHead(307, { location: '/api/rest/v1/elsewhere' }).end(), { reason: 'redirect' }],
    ['redirects with 303', (response) => response.writeHead(303, { location: '/api/rest/v1/elsewhere' }).end(), { reason: 'redirect' }],
    ['never answers', () => undefined, { kind: 'no-answer', reason: 'timeout', sent: 'maybe' }],
    [
      'breaks off in the middle of the body',
      (response, _request, socket) => {
        response.writeHead(200, { 'content-length': '900' }).write('{"id')
        setTimeout(() => socket.destroy(), 20)
      },
      { kind: 'foreign-answer', reason: 'broken-json' }
    ]
  ])('a write is sent once when the service %s', async (_fault, answer, error) => {
    await using server = await startAwkwardService((response, request, socket) =>
      request.method === 'GET' ? sendJson(response, 200, SITE) : answer(response, request, socket)
    )

    expect(await inElectron('readAndWrite', server.address.origin)).toMatchObject({
      before: { ok: true },
      written: { ok: false, error },
      after: { ok: true }
    })

    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'GET'])
  })

  it('writes that are started together go one after the other, each once', async () => {
    let atWork = 0
    let mostAtWork = 0
    await using server = await startAwkwardService((response, { path }) => {
      atWork += 1
      mostAtWork = Math.max(mostAtWork, atWork)
      setTimeout(() => {
        atWork -= 1
        sendJson(response, 200, path === '/site' ? SITE : { id: 7, username: 'anna' })
      }, 100)
    })

    expect(await inElectron('writeTwice', server.address.origin)).toMatchObject([{ ok: true }, { ok: true }])
    expect([server.requests.length, mostAtWork]).toEqual([2, 1])
  })

  it('a read is repeated after a broken connection', async () => {
    let broken = 0
    await using server = await startAwkwardService((response, _request, socket) => {
      broken += 1
      if (broken <= 2) socket.resetAndDestroy()
      else sendJson(response, 200, SITE)
    })

    expect(await inElectron('read', server.address.origin)).toMatchObject({ ok: true })
  })

  it('a redirect is not followed, and told with its place', async () => {
    await using elsewhere = await startAwkwardService((response) => sendJson(response, 200, SITE))
    await using server = await startAwkwardService((response) =>
      response.writeHead(302, { location: `${elsewhere.address.origin}/login?from=x` }).end()
    )

    expect(await inElectron('read', server.address.origin)).toEqual({
      ok: false,
      error: { kind: 'foreign-answer', reason: 'captive-portal', status: 302, text: elsewhere.address.host }
    })
    expect(elsewhere.requests).toEqual([])
  })

  it('lists are read to their end', async () => {
    await using server = await startAwkwardService((response, { query }) => {
      const page = Number(query.get('cursor') ?? 0)
      sendJson(response, 200, [{ id: page, username: `u${String(page)}` }], page < 20 ? { 'x-files-cursor-next': String(page + 1) } : {})
    })

    expect(await inElectron('readPages', server.address.origin)).toBe(21)
  })

  it('cancelling ends a request at once and closes its connection', async () => {
    await using server = await startAwkwardService(() => undefined)

    expect(await inElectron('cancelAfter', server.address.origin, 300)).toEqual({ outcome: 'cancelled', isAtOnce: true })
    await until(() => server.pending() === 0)
  })

  it('a certificate of an unknown authority is not trusted', async () => {
    const certificate = await issueCertificate(await makeAuthority(), { names: ['127.0.0.1', 'localhost'] })
    let requests = 0
    const server = createHttpsServer({ key: certificate.keyPem, cert: certificate.certificatePem }, () => (requests += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

    const answer = await inElectron('read', `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))

    expect(answer).toMatchObject({ ok: false, error: { kind: 'no-answer', reason: 'tls', sent: 'no' } })
    expect(requests).toBe(0)
  })

  it.each<[string, string, object]>([
    ['an unknown name', 'https://no-such-site.invalid', { kind: 'no-answer', reason: 'name-unknown', sent: 'no' }],
    ['a refused connection', 'http://127.0.0.1:9', { kind: 'no-answer' }]
  ])('%s is told at once', async (_what, origin, error) => {
    expect(await inElectron('read', origin)).toMatchObject({ ok: false, error })
  })

  it('what does not speak HTTP is recognised', async () => {
    await using server = await startRawServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9.2\r\n')))

    const answer = await inElectron('read', `http://127.0.0.1:${String(server.port)}`)

    expect(answer).toMatchObject({ ok: false, error: { kind: 'foreign-answer' } })
  })
})
