/** One answer, read to its end. */
export interface WholeAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** The head of an answer came and its body did not, or not wholly. */
export class BrokenAnswer extends Error {
  override readonly name = 'BrokenAnswer'
  readonly status: number
  readonly receivedBytes: number
  constructor(status: number, receivedBytes: number, cause: unknown) {
    super('The answer broke off', { cause })
    this.status = status
    this.receivedBytes = receivedBytes
  }
}

export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge'
  readonly status: number
  readonly maximumBytes: number
  constructor(status: number, maximumBytes: number) {
    super('The answer is too large')
    this.status = status
    this.maximumBytes = maximumBytes
  }
}

/**
 * A `fetch` for ky that gives an answer only when its whole body has arrived: so ky's deadline covers the body, and a read whose
 * body broke off is repeated like any other. `onAnswer` gets the body; ky gets the head.
 */
export function fetchWhole(
  fetch: typeof globalThis.fetch,
  maximumBytes: number,
  onTry: () => void,
  onAnswer: (answer: WholeAnswer) => void
): typeof globalThis.fetch {
  return async (input, init) => {
    onTry()
    const request = input instanceof Request ? input : new Request(input, init)
    const response = await send(fetch, request)
    const text = await readText(response, maximumBytes, request.signal)
    onAnswer({ status: response.status, headers: response.headers, text })
    return new Response(null, { status: response.status, headers: response.headers })
  }
}

async function send(fetch: typeof globalThis.fetch, request: Request): Promise<Response> {
  try {
    return await (request.body === null ? fetch(request) : sendOnce(fetch, request))
  } catch (error) {
    throw asNetworkError(error, request.signal)
  }
}

/**
 * Node's fetch sends a request again by itself when the answer is 421, writes included (undici 7; see test a-write-is-sent-once). It cannot
 * when the body is a stream, which is gone once it has been read. The length is given, since not every server takes a body without one.
 */
async function sendOnce(fetch: typeof globalThis.fetch, request: Request): Promise<Response> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  const headers = new Headers(request.headers)
  headers.set('content-length', String(bytes.byteLength))
  const { url, method, signal, redirect, credentials, cache } = request
  return fetch(url, { method, headers, signal, redirect, credentials, cache, body: new Blob([bytes]).stream(), duplex: 'half' })
}

async function readText(response: Response, maximumBytes: number, signal: AbortSignal): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const pieces: string[] = []
  let receivedBytes = 0
  for (;;) {
    const piece = await reader.read().catch((error: unknown) => {
      throw asNetworkError(new BrokenAnswer(response.status, receivedBytes, error), signal)
    })
    if (piece.done) return pieces.join('') + decoder.decode()
    receivedBytes += piece.value.byteLength
    if (receivedBytes > maximumBytes) {
      await reader.cancel()
      throw new AnswerTooLarge(response.status, maximumBytes)
    }
    pieces.push(decoder.decode(piece.value, { stream: true }))
  }
}

/** ky repeats what looks like Node's `fetch failed` and nothing else; Electron and broken bodies have other names. */
function asNetworkError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return error
  return new TypeError('fetch failed', { cause: error instanceof TypeError && error.cause !== undefined ? error.cause : error })
}
