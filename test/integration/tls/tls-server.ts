import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { TLSSocket, createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { LookupFunction } from 'node:net'
import type { MadeCertificate } from '../../../src-main/practice/make-certificates.ts'
import { listeningPort } from '../../support/free-ports.ts'

export interface TestTlsServer extends AsyncDisposable {
  readonly port: number
  /** How many connections were accepted so far. */
  connectionCount(): number
  /** The most connections that were open at the same time. */
  mostAtOnce(): number
  untilAllClosed(): Promise<void>
}

export interface TestTlsOptions extends TlsOptions {
  /** Sent after the certificate, in this order. */
  readonly chain?: readonly MadeCertificate[]
  /** Default 127.0.0.1. */
  readonly listenOn?: string
  /** `agrees`: an LDAP server that only knows StartTLS. Default: TLS from the first byte. */
  readonly startTls?: 'agrees'
  /** Stops listening once the first connection stands. */
  readonly oneConnection?: boolean
}

/** A TLS server on a free port that speaks no protocol inside TLS. It has no scruples: weak keys and old hashes are fine. */
export async function startTlsServer(certificate: MadeCertificate, options: TestTlsOptions = {}): Promise<TestTlsServer> {
  const { chain = [], listenOn = '127.0.0.1', startTls, oneConnection = false, ...tlsOptions } = options
  const settings: TlsOptions = {
    key: certificate.keyPem,
    cert: [certificate, ...chain].map((each) => each.certificatePem).join(''),
    ciphers: 'DEFAULT@SECLEVEL=0',
    ...tlsOptions
  }
  const server = startTls === 'agrees' ? createServer((socket) => agreeToStartTls(socket, settings)) : createTlsServer(settings)
  server.on('secureConnection', ignoreErrors)
  // Clients that look only, or refuse, break off handshakes: that is what they are here for.
  server.on('tlsClientError', (_error, socket: TLSSocket) => socket.destroy())
  const open = new Set<Socket>()
  let connectionCount = 0
  let mostAtOnce = 0
  server.on('connection', (socket: Socket) => {
    connectionCount += 1
    if (oneConnection) server.close()
    open.add(socket)
    mostAtOnce = Math.max(mostAtOnce, open.size)
    ignoreErrors(socket)
    socket.once('close', () => {
      open.delete(socket)
      if (open.size === 0) server.emit('all-closed')
    })
  })
  server.listen(0, listenOn)
  await once(server, 'listening')
  return {
    port: listeningPort(server),
    connectionCount: () => connectionCount,
    mostAtOnce: () => mostAtOnce,
    untilAllClosed: async () => {
      if (open.size > 0) await once(server, 'all-closed')
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    }
  }
}

/** Finds each of these names at 127.0.0.1, and no other. */
export function lookupOf(...names: readonly string[]): LookupFunction {
  return (name, options, callback) => {
    if (!names.includes(name)) callback(Object.assign(new Error(`unknown name ${name}`), { code: 'ENOTFOUND' }), '')
    else if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }])
    else callback(null, '127.0.0.1', 4)
  }
}

/** An ExtendedResponse to message 1 with this result code. */
export function startTlsAnswer(resultCode: number, text = ''): Buffer {
  const content = Buffer.concat([Buffer.from([0x0a, 1, resultCode, 0x04, 0, 0x04, text.length]), Buffer.from(text)])
  return Buffer.concat([Buffer.from([0x30, content.length + 5, 0x02, 1, 1, 0x78, content.length]), content])
}

function agreeToStartTls(socket: Socket, settings: TlsOptions): void {
  socket.once('data', () => {
    socket.write(startTlsAnswer(0))
    const secured = new TLSSocket(socket, { isServer: true, ...settings })
    ignoreErrors(secured)
    secured.resume()
  })
}

function ignoreErrors(socket: Socket): void {
  socket.on('error', () => socket.destroy())
}
