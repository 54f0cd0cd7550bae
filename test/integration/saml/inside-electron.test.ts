import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { type Authority, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { launchApp, type LaunchedApp } from '../../support/launch-app.ts'
import { type AnswerHttps, type HttpsServer, startHttpsServer } from '../../support/saml/https-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { virtualScreen } from '../../support/virtual-screen.ts'

/** The window fetches through Chromium’s network, which has errors, redirects and decompression of its own. */
const DOCUMENT = '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>'
const cleanup = new AsyncDisposableStack()
let launched: LaunchedApp
let bundle: string
let authority: Authority

beforeAll(async () => {
  authority = await makeAuthority()
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

async function inElectron(scenario: 'get' | 'cancelled', ...input: readonly unknown[]): Promise<unknown> {
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

const get = (url: string, hosts: readonly string[] = []) => inElectron('get', url, 'trusted', hosts)
const serve = (answer: AnswerHttps): Promise<HttpsServer> => startHttpsServer(authority, answer)

describe('metadata fetched by the window', () => {
  it('comes with everything that is known about it, and without cookies', async () => {
    await using server = await serve((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/samlmetadata+xml', 'set-cookie': 'a=1' }).end(DOCUMENT)
    )

    const expected = { bytes: DOCUMENT, finalUrl: `${server.origin}/`, contentType: 'application/samlmetadata+xml', redirects: [] }

    expect(await get(`${server.origin}/`)).toMatchObject(expected)
    expect(await get(`${server.origin}/`)).toMatchObject(expected)
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined])
    expect(server.requests[0]?.headers.accept).toContain('application/samlmetadata+xml')
  })

  it('follows redirects by hand: to the same host and to named ones only', async () => {
    await using end = await serve((_request, response) => response.end(DOCUMENT))
    await using start = await serve((_request, response) => response.writeHead(302, { location: `${end.origin}/there` }).end())

    expect(await get(`${start.origin}/`, [end.host])).toMatchObject({
      bytes: DOCUMENT,
      finalUrl: `${end.origin}/there`,
      redirects: [`${start.origin}/`]
    })
    expect(await get(`${start.origin}/`)).toEqual({ kind: 'redirected-away', host: start.host, to: `${end.origin}/there` })
  })

  it('counts what a compressed answer becomes', async () => {
    const bomb = brotliCompressSync(Buffer.alloc(30_000_000, 32))
    await using server = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(bomb))

    expect(await get(`${server.origin}/`)).toMatchObject({ kind: 'too-large', mostBytes: 1_000_000 })
  })

  it.each<readonly [string, AnswerHttps, object]>([
    [
      'refuses',
      (_request, response) => response.writeHead(404).end('<title>Not here</title>'),
      { kind: 'status', status: 404, text: 'Not here' }
    ],
    ['goes away', (request) => request.socket.destroy(), { kind: 'broke-off' }],
    [
      'goes away in the middle',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('<EntityDescriptor', () => setTimeout(() => response.socket?.destroy(), 100))
      },
      { kind: 'broke-off' }
    ],
    ['never ends', (_request, response) => void response.writeHead(200).write('<'), { kind: 'timeout', timeoutMs: 3000 }],
    ['says nothing', () => undefined, { kind: 'timeout', timeoutMs: 3000 }]
  ])('names what happened when the server %s', async (_what, answer, failure) => {
    await using server = await serve(answer)

    expect(await get(`${server.origin}/`)).toMatchObject({ host: server.host, ...failure })
    // An answer that has come whole leaves its connection for the next request.
    if ('timeoutMs' in failure) await vi.waitFor(() => expect(server.openSockets()).toBe(0))
  })

  it('trusts nobody whom this computer does not trust, and names unknown hosts', async () => {
    await using server = await serve((_request, response) => response.end(DOCUMENT))

    expect(await inElectron('get', `${server.origin}/`, 'as it is', [])).toMatchObject({ kind: 'tls', host: server.host })
    expect(await get('https://metadata.invalid/')).toMatchObject({ kind: 'name-unknown' })
    expect(server.requests).toEqual([])
  })

  it('is given up at once when somebody cancels', async () => {
    await using server = await serve(() => undefined)

    expect(await inElectron('cancelled', `${server.origin}/`)).toBe('cancelled')
    await vi.waitFor(() => expect(server.openSockets()).toBe(0))
  })
})
