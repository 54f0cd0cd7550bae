import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { randomBytes } from 'node:crypto'
import { freePorts, listeningPort } from './free-ports.ts'

/** What a TCP server does to whoever connects. */
export type Awkwardness =
  /** Accepts and reads, and never says a word. */
  | { readonly kind: 'silent' }
  /** Answers the first bytes with `answer` (bytes, or a function of the request), one byte every `everyMs`. */
  | { readonly kind: 'slow'; readonly answer: Answer; readonly everyMs: number }
  /** Resets the connection (RST) as soon as it stands. */
  | { readonly kind: 'reset-on-connect' }
  /** Resets the connection when the first byte arrives. */
  | { readonly kind: 'reset-on-first-byte' }
  /** Answers with `answer`, and closes in order (FIN) after that many bytes of it; without an answer, closes once the first bytes came. */
  | { readonly kind: 'close-after'; readonly bytes: number; readonly answer?: Answer }
  /** Greets with a line, as SMTP and SSH servers do, and says nothing more. Default `220 mail.example.test ESMTP`. */
  | { readonly kind: 'banner'; readonly text?: string }
  /** Answers anything with `400 Bad Request`, as a web server does. */
  | { readonly kind: 'http' }
  /** Answers anything with these bytes; default 1024 random ones. */
  | { readonly kind: 'garbage'; readonly bytes?: Uint8Array }
  /** Completes a TLS handshake and closes; with `afterFirstData`, once something arrived inside TLS. */
  | { readonly kind: 'tls-then-close'; readonly certificatePem: string; readonly keyPem: string; readonly afterFirstData?: boolean }
  /** Completes a TLS handshake, and then never says a word. */
  | { readonly kind: 'tls-then-silent'; readonly certificatePem: string; readonly keyPem: string }
  /** Sends every request back, byte for byte. */
  | { readonly kind: 'echo' }

export type Answer = Uint8Array | ((request: Uint8Array) => Uint8Array)

export interface AwkwardServer extends AsyncDisposable {
  /** `127.0.0.1`. */
  readonly host: string
  readonly port: number
  /** How many connections were accepted so far. */
  connectionCount(): number
  /** How many of them are still open: 0 proves that the client let go. */
  openCount(): number
  /** Everything received in clear, of all connections together; what came inside TLS is not in it. */
  received(): Buffer
  /** Resolves when no connection is open. */
  untilAllClosed(): Promise<void>
  stop(): Promise<void>
}

/** Starts a server on a free port of 127.0.0.1 that misbehaves as told. */
export async function startAwkwardTcp(awkwardness: Awkwardness): Promise<AwkwardServer> {
  const server = serverFor(awkwardness)
  const open = new Set<Socket>()
  const received: Buffer[] = []
  let connectionCount = 0
  server.on('connection', (socket: Socket) => {
    connectionCount += 1
    open.add(socket)
    // The client's resets are what these servers are for.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      open.delete(socket)
      if (open.size === 0) server.emit('all-closed')
    })
    if (!isTls(awkwardness)) socket.on('data', (data) => received.push(data))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (): Promise<void> => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    for (const socket of open) socket.destroy()
    await closed
  }
  return {
    host: '127.0.0.1',
    port: listeningPort(server),
    connectionCount: () => connectionCount,
    openCount: () => open.size,
    received: () => Buffer.concat(received),
    untilAllClosed: async () => {
      if (open.size > 0) await once(server, 'all-closed')
    },
    stop,
    [Symbol.asyncDispose]: stop
  }
}

/** A port of 127.0.0.1 that refuses connections: it was free a moment ago, and nothing was put there. */
export async function refusedPort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}

function isTls(awkwardness: Awkwardness): boolean {
  return awkwardness.kind === 'tls-then-close' || awkwardness.kind === 'tls-then-silent'
}

function serverFor(awkwardness: Awkwardness): Server {
  if (awkwardness.kind !== 'tls-then-close' && awkwardness.kind !== 'tls-then-silent') {
    return createServer({ noDelay: true }, (socket) => behave(socket, awkwardness))
  }
  const server = createTlsServer({ cert: awkwardness.certificatePem, key: awkwardness.keyPem }, (socket) => {
    socket.on('error', () => socket.destroy())
    if (awkwardness.kind === 'tls-then-silent') socket.resume()
    else if (awkwardness.afterFirstData === true) socket.once('data', () => socket.end())
    else socket.end()
  })
  // A client that refuses our certificate ends the handshake: that is its good right.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}

function behave(socket: Socket, awkwardness: Exclude<Awkwardness, { kind: 'tls-then-close' | 'tls-then-silent' }>): void {
  switch (awkwardness.kind) {
    case 'silent':
      socket.resume()
      return
    case 'slow':
      socket.once('data', (request) => drip(socket, bytesOf(awkwardness.answer, request), awkwardness.everyMs))
      return
    case 'reset-on-connect':
      socket.resetAndDestroy()
      return
    case 'reset-on-first-byte':
      socket.once('data', () => socket.resetAndDestroy())
      return
    case 'close-after':
      socket.once('data', (request) => socket.end(bytesOf(awkwardness.answer ?? new Uint8Array(), request).subarray(0, awkwardness.bytes)))
      return
    case 'banner':
      socket.write(`${awkwardness.text ?? '220 mail.example.test ESMTP'}\r\n`)
      socket.resume()
      return
    case 'http':
      socket.once('data', () =>
        socket.end('HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 11\r\nConnection: close\r\n\r\nBad Request')
      )
      return
    case 'garbage':
      socket.once('data', () => socket.write(awkwardness.bytes ?? randomBytes(1024)))
      return
    case 'echo':
      socket.pipe(socket)
  }
}

function bytesOf(answer: Answer, request: Uint8Array): Uint8Array {
  return typeof answer === 'function' ? answer(request) : answer
}

function drip(socket: Socket, bytes: Uint8Array, everyMs: number): void {
  let sent = 0
  const timer = setInterval(() => {
    if (sent < bytes.length) socket.write(bytes.subarray(sent, (sent += 1)))
    else clearInterval(timer)
  }, everyMs)
  socket.once('close', () => clearInterval(timer))
}
