import { net, session } from 'electron'
import type { ClientRequest, IncomingMessage, Session } from 'electron'

/**
 * A `fetch` over Chromium’s network: with the proxy and the certificates of the system. Cookies and caches are neither sent nor kept, and the
 * sessions live in memory only.
 *
 * Electron’s own `net.fetch` would not do. It fails on a redirect that must not be followed, and Chromium sends a request again by itself when
 * a connection that it had kept breaks before the answer, writes included. So writes go one after the other through a session of their own,
 * whose connections are closed before each of them. On a new connection Chromium repeats nothing, but for an answer by which the server says
 * that it has not handled the request: 421 (RFC 9110, section 15.5.20), or a stream that HTTP/2 refused. Sending the body in pieces would stop
 * even that, and takes Chromium's network process down when it happens (Electron 33).
 */
export function createSessionFetch(): typeof globalThis.fetch {
  const reads = inMemorySession('files-com-reads')
  const writes = inMemorySession('files-com-writes')
  let lastWrite: Promise<unknown> = Promise.resolve()

  return async (input, init) => {
    const request = new Request(input, init)
    if (request.method === 'GET') return send(request, reads)
    const write = lastWrite.then(async () => {
      request.signal.throwIfAborted()
      await writes.closeAllConnections()
      return send(request, writes)
    })
    // The next write waits for the head of this answer, whatever it is; its body is small and has its own connection until it has come.
    lastWrite = write.catch(() => undefined)
    return write
  }
}

function inMemorySession(name: string): Session {
  // Without “persist:” before the name nothing of it reaches the disk.
  return session.fromPartition(name, { cache: false })
}

/** Chromium writes these itself, and refuses a request that brings them along. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['content-length', 'host', 'connection', 'transfer-encoding'])

async function send(request: Request, from: Session): Promise<Response> {
  const body = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
  request.signal.throwIfAborted()
  const outgoing = net.request({
    url: request.url,
    method: request.method,
    session: from,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    bypassCustomProtocolHandlers: true,
    headers: Object.fromEntries([...request.headers].filter(([name]) => !OWN_HEADERS.has(name)))
  })
  const response = answerOf(outgoing, request)
  outgoing.end(body)
  return response
}

/** Holds on to the request itself: without it its signal would hear nothing any more from the one it was made with. */
function answerOf(outgoing: ClientRequest, request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      reject(abortError())
      outgoing.abort()
    }
    request.signal.addEventListener('abort', abort, { once: true })
    // Not on `close`: Electron tells that as soon as the request has been written.
    const over = (): void => request.signal.removeEventListener('abort', abort)
    outgoing.on('error', (error: Error) => {
      over()
      reject(networkError(error))
    })
    // Not followed unless somebody says so at once: the request is then cancelled by itself.
    outgoing.on('redirect', (status, _method, location) => {
      over()
      resolve(new Response(null, { status, headers: { location } }))
    })
    outgoing.on('response', (incoming) => {
      const headers = new Headers()
      for (const [name, value] of Object.entries(incoming.headers)) for (const one of [value].flat()) headers.append(name, one)
      const status = incoming.statusCode
      const body = bodyOf(incoming, outgoing, request, over)
      resolve(new Response(EMPTY_ANSWERS.has(status) ? null : body, { status, headers }))
    })
  })
}

function bodyOf(incoming: IncomingMessage, outgoing: ClientRequest, request: Request, onOver: () => void): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let isOver = false
      const end = (finish: () => void): void => {
        if (isOver) return
        isOver = true
        onOver()
        finish()
      }
      incoming.on('data', (chunk) => {
        if (!isOver) controller.enqueue(new Uint8Array(chunk))
      })
      incoming.on('end', () => end(() => controller.close()))
      incoming.on('error', (error: Error) => end(() => controller.error(networkError(error))))
      incoming.on('aborted', () =>
        end(() => controller.error(request.signal.aborted ? abortError() : networkError(new Error('net::ERR_ABORTED'))))
      )
    },
    cancel: () => {
      onOver()
      outgoing.abort()
    }
  })
}

/** A `Response` with one of these may have no body. */
const EMPTY_ANSWERS: ReadonlySet<number> = new Set([204, 205, 304])

/** As Node’s fetch says it: the client repeats reads that fail so. Electron’s error stays readable as the cause. */
function networkError(error: Error): TypeError {
  return new TypeError('fetch failed', { cause: error })
}

function abortError(): DOMException {
  return new DOMException('The request was aborted', 'AbortError')
}
