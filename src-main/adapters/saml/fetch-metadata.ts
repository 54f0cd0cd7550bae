import { performance } from 'node:perf_hooks'
import { Cancelled, throwIfCancelled, type CancelSignal } from '../../core/cancel.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import type { FetchedMetadata, FetchLimits, MetadataFetchFailure, MetadataFetchPort } from '../../core/saml/saml-ports.ts'
import { createNodeFetch } from '../files-api/create-node-fetch.ts'
import { startDeadline, timedOut, waitForPromise, type Deadline } from '../transport/wait-for.ts'
import { metadataAddress, redirectTarget } from './metadata-address.ts'
import { fetchFailure } from './metadata-fetch-failure.ts'
import { lookUpAddresses } from './look-up-addresses.ts'
import { readLimited, readStart } from '../https/read-limited.ts'
import { refusalText } from './refusal-text.ts'

export interface MetadataFetchOptions {
  /**
   * The window’s over Chromium, or the command line’s over Node: each with the proxy and the authorities of this computer. It must not follow
   * `redirect: 'manual'` by itself. Default: the command line’s.
   */
  readonly fetch?: typeof globalThis.fetch
  /** Addresses of a name, as this computer knows them. */
  readonly lookUp?: (host: string) => Promise<readonly string[]>
}

/** Fetches metadata over https. Nothing is sent but the address: no cookie, no sign-in, no page that led there; nothing is kept for the next time. */
export function createMetadataFetch(options: MetadataFetchOptions = {}): MetadataFetchPort {
  const send = options.fetch ?? createNodeFetch()
  const lookUp = options.lookUp ?? lookUpAddresses
  return {
    async fetch(url, limits, signal) {
      throwIfCancelled(signal)
      const startedAtMs = performance.now()
      const ways: Ways = { send, limits, deadline: startDeadline(limits.timeoutMs), signal, socket: new AbortController() }
      const abort = (): void => ways.socket.abort()
      signal.addEventListener('abort', abort, { once: true })
      try {
        const answer = await follow(url, ways)
        if (!answer.ok) return answer
        const durationMs = Math.round(performance.now() - startedAtMs)
        // Worth a short wait and no more: the name was found a moment ago, so it is known here, unless a proxy stands in between.
        const lookedUp = lookUp(new URL(answer.value.finalUrl).hostname)
        const addresses = await waitForPromise(startDeadline(LONGEST_LOOK_UP_MS), signal, lookedUp)
        return succeed({ ...answer.value, addresses: addresses === timedOut ? [] : addresses, durationMs })
      } finally {
        signal.removeEventListener('abort', abort)
        // Closes whatever is still open: a body that was too large, one that drips, one that nobody wants.
        ways.socket.abort()
      }
    }
  }
}

const LONGEST_LOOK_UP_MS = 500

interface Ways {
  readonly send: typeof globalThis.fetch
  readonly limits: FetchLimits
  /** Over names, connections, redirects and bodies together: a server that drips does not get more time with every drop. */
  readonly deadline: Deadline
  readonly signal: CancelSignal
  readonly socket: AbortController
}

type Answered = Omit<FetchedMetadata, 'durationMs'>

async function follow(url: string, ways: Ways): Promise<Result<Answered, MetadataFetchFailure>> {
  const { limits } = ways
  const first = metadataAddress(url)
  if (!first.ok) return first
  let address = first.value
  const redirects: string[] = []
  for (;;) {
    const { host } = address
    try {
      const response = await inTime(ask(address, ways), ways)
      if (response === timedOut) return fail({ kind: 'timeout', host, timeoutMs: limits.timeoutMs })
      if (!isRedirect(response)) return await readAnswer(response, address, redirects, ways)
      if (redirects.length >= limits.mostRedirects) return fail({ kind: 'too-many-redirects', host, most: limits.mostRedirects })
      const next = redirectTarget(response.headers.get('location') ?? '', address, first.value.host, limits.hosts)
      if (!next.ok) return next
      // Not read: what a redirect says besides its place interests nobody, and may never end.
      await response.body?.cancel().catch(() => undefined)
      redirects.push(address.href)
      address = next.value
    } catch (error) {
      if (error instanceof Cancelled || ways.signal.aborted) throw new Cancelled()
      return fail(fetchFailure(error, host, limits.timeoutMs))
    }
  }
}

function ask(address: URL, { send, socket }: Ways): Promise<Response> {
  return send(address.href, {
    method: 'GET',
    headers: { accept: 'application/samlmetadata+xml, application/xml;q=0.9, text/xml;q=0.8' },
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: socket.signal
  })
}

async function readAnswer(
  response: Response,
  address: URL,
  redirects: readonly string[],
  ways: Ways
): Promise<Result<Answered, MetadataFetchFailure>> {
  const { host } = address
  const { limits } = ways
  if (response.status !== 200) {
    const start = await inTime(readStart(response), ways)
    const text = refusalText(response.status, start === timedOut ? '' : start)
    return fail({ kind: 'status', host, status: response.status, text })
  }
  const body = await inTime(readLimited(response, limits.mostBytes), ways)
  if (body === timedOut) return fail({ kind: 'timeout', host, timeoutMs: limits.timeoutMs })
  if (body.kind === 'too-large') return fail({ kind: 'too-large', host, mostBytes: limits.mostBytes })
  if (body.kind === 'broke-off') return fail({ kind: 'broke-off', host, receivedBytes: body.receivedBytes })
  const contentType = response.headers.get('content-type') ?? undefined
  return succeed({ bytes: body.bytes, finalUrl: address.href, redirects, contentType })
}

function isRedirect({ status, headers }: Response): boolean {
  return status >= 300 && status < 400 && headers.has('location')
}

function inTime<T>(promise: Promise<T>, { deadline, signal }: Ways): Promise<T | typeof timedOut> {
  return waitForPromise(deadline, signal, promise)
}
