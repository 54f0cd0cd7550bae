import { errorFromWire } from './wire-error.ts'
import type { FetchAnswer, FromThread } from './wire.ts'

export interface RemoteFetch {
  /** A `fetch` for the reading `call`. Only method and address travel. */
  of(call: number): typeof globalThis.fetch
  answered(id: number, answer: FetchAnswer): void
}

/** The thread's way to the service: the main process sends what it allows, with the key that it alone has. Errors arrive as fetch threw them there. */
export function createRemoteFetch(send: (message: FromThread) => void): RemoteFetch {
  const waiting = new Map<number, (answer: FetchAnswer) => void>()
  let requests = 0
  return {
    of: (call) => async (input, init) => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const answer = await new Promise<FetchAnswer>((resolve, reject) => {
        const id = (requests += 1)
        const abort = (): void => {
          waiting.delete(id)
          send({ kind: 'fetch-cancel', id })
          reject(new DOMException('The request was aborted', 'AbortError'))
        }
        request.signal.addEventListener('abort', abort, { once: true })
        waiting.set(id, (found) => {
          request.signal.removeEventListener('abort', abort)
          resolve(found)
        })
        send({ kind: 'fetch', id, call, method: request.method, url: request.url })
      })
      if (answer.kind === 'failed') throw errorFromWire(answer.error)
      const { status, headers } = answer
      return new Response(EMPTY_ANSWERS.has(status) ? null : bodyOf(answer), {
        status,
        headers: headers.map(([name, value]) => [name, value])
      })
    },
    answered(id, answer) {
      const take = waiting.get(id)
      waiting.delete(id)
      take?.(answer)
    }
  }
}

/** A `Response` with one of these may have no body. */
const EMPTY_ANSWERS: ReadonlySet<number> = new Set([204, 205, 304])

/** What came, and then the error by which it broke off, if it did. One after the other: an error throws away what was not read yet. */
function bodyOf({ body, brokenBy }: Extract<FetchAnswer, { kind: 'answer' }>): ReadableStream<Uint8Array> | ArrayBuffer {
  if (brokenBy === undefined) return body
  let isTold = body.byteLength === 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isTold) controller.error(errorFromWire(brokenBy))
      else controller.enqueue(new Uint8Array(body))
      isTold = true
    }
  })
}
