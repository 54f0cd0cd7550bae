import { performance } from 'node:perf_hooks'
import { Cancelled, throwIfCancelled, type CancelSignal } from '../../core/cancel.ts'
import type { NetworkFailure } from '../../core/model/network-failure.ts'
import { startDeadline, timedOut, waitForPromise } from '../transport/wait-for.ts'
import { networkFailureOf } from './network-failure-of.ts'
import { readLimited } from './read-limited.ts'

export interface LimitedRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface SendLimits {
  /** Over connecting, answering and the whole body together. */
  readonly timeoutMs: number
  readonly mostBytes: number
}

export type LimitedAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: Headers
      readonly bytes: Uint8Array
      readonly durationMs: number
    }
  | { readonly kind: 'no-answer'; readonly failure: NetworkFailure; readonly durationMs: number }

/** One request, sent once: no redirect is followed, no cookie sent, nothing kept, and neither a slow nor an endless answer holds anybody up. Throws `Cancelled`. */
export async function sendLimited(
  send: typeof globalThis.fetch,
  request: LimitedRequest,
  limits: SendLimits,
  signal: CancelSignal
): Promise<LimitedAnswer> {
  throwIfCancelled(signal)
  const startedAtMs = performance.now()
  const durationMs = (): number => Math.round(performance.now() - startedAtMs)
  const { host } = request.url
  const noAnswer = (failure: NetworkFailure): LimitedAnswer => ({ kind: 'no-answer', failure, durationMs: durationMs() })
  const deadline = startDeadline(limits.timeoutMs)
  const socket = new AbortController()
  const abort = (): void => socket.abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    const response = await waitForPromise(
      deadline,
      signal,
      send(request.url.href, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: socket.signal
      })
    )
    if (response === timedOut) return noAnswer({ kind: 'timeout', host, code: TOO_SLOW })
    const body = await waitForPromise(deadline, signal, readLimited(response, limits.mostBytes))
    if (body === timedOut) return noAnswer({ kind: 'timeout', host, code: TOO_SLOW })
    if (body.kind === 'too-large') return noAnswer({ kind: 'too-large', host, limit: limits.mostBytes })
    if (body.kind === 'broke-off') return noAnswer({ kind: 'closed', host, code: 'broke-off' })
    return { kind: 'answered', status: response.status, headers: response.headers, bytes: body.bytes, durationMs: durationMs() }
  } catch (error) {
    if (error instanceof Cancelled || signal.aborted) throw new Cancelled()
    return noAnswer(networkFailureOf(error, host))
  } finally {
    signal.removeEventListener('abort', abort)
    // Closes whatever is still open: a body that was too large, one that drips.
    socket.abort()
  }
}

/** The code of our own deadline; the network has codes of its own. */
const TOO_SLOW = 'too-slow'
