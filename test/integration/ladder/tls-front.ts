import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import type { MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { listeningPort } from '../../support/free-ports.ts'

/**
 * LDAPS with any certificate whatsoever before the plain port of a directory: the TLS library of slapd refuses to serve some of those that
 * customers have.
 */
export async function tlsFront(
  targetPort: number,
  certificate: MadeCertificate,
  chain: readonly MadeCertificate[] = []
): Promise<AsyncDisposable & { readonly port: number }> {
  const open = new Set<Socket>()
  const server = createServer({
    key: certificate.keyPem,
    cert: [certificate, ...chain].map(({ certificatePem }) => certificatePem).join(''),
    ciphers: 'DEFAULT@SECLEVEL=0'
  })
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  // Whoever looks only, or refuses, breaks off the handshake.
  server.on('tlsClientError', (_error, socket: TLSSocket) => socket.destroy())
  server.on('secureConnection', (client) => {
    const directory = connect(targetPort, '127.0.0.1')
    client.pipe(directory).pipe(client)
    client.on('error', () => directory.destroy()).on('close', () => directory.destroy())
    directory.on('error', () => client.destroy()).on('close', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: listeningPort(server),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    }
  }
}
