import { createServer } from 'node:https'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { type Authority, issueCertificate } from '../../../src-main/practice/make-certificates.ts'

export interface HttpsServer extends AsyncDisposable {
  /** `https://localhost:PORT`. */
  readonly origin: string
  /** `localhost:PORT`. */
  readonly host: string
  readonly requests: readonly HeardRequest[]
  /** Connections that are open now. */
  openSockets(): number
}

export interface HeardRequest {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
}

export interface HttpsServerOptions {
  /** Of the certificate. Default: `localhost` and `127.0.0.1`. */
  readonly names?: readonly string[]
  readonly notAfter?: Date
}

export type AnswerHttps = (request: IncomingMessage, response: ServerResponse) => void

/** A real HTTPS server on a free port of this computer, with a certificate of the given authority. */
export async function startHttpsServer(authority: Authority, answer: AnswerHttps, options: HttpsServerOptions = {}): Promise<HttpsServer> {
  const { names = ['localhost', '127.0.0.1'], notAfter } = options
  const certificate = await issueCertificate(authority, { names, ...(notAfter === undefined ? {} : { notAfter }) })
  const requests: HeardRequest[] = []
  const sockets = new Set<Duplex>()
  const server = createServer({ key: certificate.keyPem, cert: certificate.certificatePem }, (request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    answer(request, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  server.on('secureConnection', (socket) => socket.on('error', () => undefined))
  // A client that trusts nobody here ends the handshake: its affair.
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `https://localhost:${String(port)}`,
    host: `localhost:${String(port)}`,
    requests,
    openSockets: () => sockets.size,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

/** Makes this whole process trust one more authority; giving the result back ends that. */
export function trustAuthority({ certificatePem }: Authority): Disposable {
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificatePem])
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) }
}
