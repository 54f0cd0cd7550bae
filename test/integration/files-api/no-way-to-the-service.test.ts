import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { ServiceFailure } from '../../../src-main/core/service/service-failure.ts'
import type { SiteAddress } from '../../../src-main/core/service/site-address.ts'
import { issueCertificate, makeAuthority } from '../../../src-main/practice/make-certificates.ts'
import { addressAt, openService, startAwkwardService, startRawServer } from './awkward-service.ts'

async function failureOf(address: SiteAddress, key?: string): Promise<ServiceFailure> {
  const written = await openService(address, { timeoutMs: 3000 }, key).updateSite({ ldap_enabled: true }, neverCancelled)
  if (written.ok) throw new TypeError('There should be no answer')
  return written.error
}

describe('without a way to the service', () => {
  it('an unknown name is told at once, and nothing was sent', async () => {
    expect(await failureOf({ origin: 'https://no-such-site.invalid', host: 'no-such-site.invalid' })).toMatchObject({
      kind: 'no-answer',
      reason: 'name-unknown',
      sent: 'no'
    })
  })

  it('a refused connection is told at once, and nothing was sent', async () => {
    const { port } = await startRawServer(() => undefined).then(async (server) => {
      await server[Symbol.asyncDispose]()
      return server
    })

    expect(await failureOf(addressAt(port))).toEqual({
      kind: 'no-answer',
      reason: 'refused',
      text: 'the connection was refused',
      sent: 'no'
    })
  })

  it('a certificate of an unknown authority is not trusted, and nothing was sent', async () => {
    const certificate = await issueCertificate(await makeAuthority(), { names: ['127.0.0.1', 'localhost'] })
    let requests = 0
    const server = createHttpsServer({ key: certificate.keyPem, cert: certificate.certificatePem }, () => (requests += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo

    const failure = await failureOf(addressAt(port, 'https'))
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))

    expect(failure).toEqual({ kind: 'no-answer', reason: 'tls', text: 'the issuer of the certificate is not known', sent: 'no' })
    expect(requests).toBe(0)
  })

  it('a server without TLS is recognised, and nothing was sent', async () => {
    await using server = await startAwkwardService((response) => response.end())

    const failure = await failureOf(addressAt(Number(new URL(server.address.origin).port), 'https'))

    expect(failure).toEqual({ kind: 'no-answer', reason: 'tls', text: 'the server’s answer is not TLS', sent: 'no' })
    expect(server.requests).toEqual([])
  })

  it('a connection that is closed while TLS is agreed has carried nothing', async () => {
    await using server = await startRawServer((socket) => socket.once('data', () => socket.end()))

    expect(await failureOf(addressAt(server.port, 'https'))).toMatchObject({ kind: 'no-answer', reason: 'reset', sent: 'no' })
  })

  it('a connection that is closed after the request may have carried it', async () => {
    await using server = await startAwkwardService((_response, _request, socket) => socket.destroy())

    expect(await failureOf(server.address)).toMatchObject({ kind: 'no-answer', reason: 'reset', sent: 'maybe' })
  })

  it.each(['two words', 'line\nbreak', 'Schlüssel', 'nul\u0000', ''])('a key that no header can carry is not sent: %j', async (key) => {
    await using server = await startAwkwardService((response) => response.end())

    expect(await failureOf(server.address, key)).toMatchObject({ kind: 'no-answer', reason: 'key-unusable', sent: 'no' })
    expect(server.requests).toEqual([])
  })
})
