import { createServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../../scripts/run-command.mjs'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { sendJson, SITE, startAwkwardService } from './awkward-service.ts'

/** One read in a process of its own: proxy and authorities are set for a whole process. */
async function readIn(env: Readonly<Record<string, string>>, origin: string): Promise<unknown> {
  const { stdout, output } = await runCommand(projectNode(), [join(projectRoot, 'test/integration/files-api/read-site.ts'), origin], {
    env: { PATH: process.env['PATH'], ...env }
  })
  if (stdout === '') throw new Error(output)
  return JSON.parse(stdout) as unknown
}

/** A proxy that leads every tunnel to one port here, or refuses all of them. */
async function startProxy(
  answer: 'lead' | 'want-password',
  port: number
): Promise<AsyncDisposable & { readonly url: string; readonly asked: readonly string[] }> {
  const asked: string[] = []
  const proxy = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(407).end()
  })
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    if (answer === 'want-password') return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n')
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      onward.pipe(socket).pipe(onward)
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`,
    asked,
    async [Symbol.asyncDispose]() {
      proxy.closeAllConnections()
      await new Promise((resolve) => proxy.close(resolve))
    }
  }
}

/** The site over https, under a name that no name server knows. */
async function startSite(): Promise<AsyncDisposable & { readonly port: number; readonly caPem: string }> {
  const authority = await makeAuthority()
  const certificate = await issueCertificate(authority, { names: ['acme.files-com.test'] })
  const server = createHttpsServer({ key: certificate.keyPem, cert: certificate.certificatePem }, (_request, response) =>
    sendJson(response, 200, SITE)
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    caPem: authority.certificatePem,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

describe('the command line', () => {
  it.each(['HTTPS_PROXY', 'https_proxy'])(
    'reaches the site through the proxy of %s, and trusts an authority that was added',
    async (name) => {
      await using site = await startSite()
      await using proxy = await startProxy('lead', site.port)
      await using folder = await temporaryFolder()
      const caFile = join(folder.path, 'ca.pem')
      await writeFile(caFile, site.caPem)

      const read = await readIn({ [name]: proxy.url, NODE_EXTRA_CA_CERTS: caFile }, 'https://acme.files-com.test')

      expect(read).toMatchObject({ ok: true, value: { subdomain: 'practice' } })
      expect(proxy.asked).toEqual(['acme.files-com.test:443'])
    }
  )

  it('trusts nobody because a proxy stands in between', async () => {
    await using site = await startSite()
    await using proxy = await startProxy('lead', site.port)

    const read = await readIn({ HTTPS_PROXY: proxy.url }, 'https://acme.files-com.test')

    expect(read).toMatchObject({ ok: false, error: { kind: 'no-answer', reason: 'tls', sent: 'no' } })
  })

  it('says that the proxy did not open a way, and that nothing was sent', async () => {
    await using proxy = await startProxy('want-password', 0)

    const read = await readIn({ HTTPS_PROXY: proxy.url }, 'https://acme.files-com.test')

    expect(read).toMatchObject({ ok: false, error: { kind: 'no-answer', reason: 'proxy-refused', sent: 'no' } })
  })

  it('goes directly where NO_PROXY says so', async () => {
    await using proxy = await startProxy('want-password', 0)

    const read = await readIn({ HTTPS_PROXY: proxy.url, NO_PROXY: 'other.invalid,.files-com.test' }, 'https://acme.files-com.test')

    expect(read).toMatchObject({ ok: false, error: { kind: 'no-answer', reason: 'name-unknown' } })
    expect(proxy.asked).toEqual([])
  })

  it('never asks a proxy for this computer', async () => {
    await using server = await startAwkwardService((response) => sendJson(response, 200, SITE))
    await using proxy = await startProxy('want-password', 0)

    const read = await readIn({ HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url }, server.address.origin)

    expect(read).toMatchObject({ ok: true })
    expect(proxy.asked).toEqual([])
  })
})
