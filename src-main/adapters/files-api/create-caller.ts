import ky, { isHTTPError } from 'ky'
import type { RetryOptions } from 'ky'
import { Cancelled, throwIfCancelled } from '../../core/cancel.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import { createRedactor, type Redactor } from '../../core/redact.ts'
import { redactTexts } from '../../core/redact-texts.ts'
import { fail, succeed } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { Secret } from '../../core/secret.ts'
import type { FieldsToSend, Pages } from '../../core/service/files-service.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import type { SiteAddress } from '../../core/service/site-address.ts'
import { bodyOf } from './body-of.ts'
import { readPages } from './read-pages.ts'
import { retryAfterSeconds } from './retry-after.ts'
import { parseAnswer, type Shape } from './shape.ts'
import { answerFailure, isWorthRepeating, keyUnusable, thrownFailure, wrongShape } from './service-failures.ts'
import { fetchWhole, type WholeAnswer } from './whole-answer.ts'

export interface CallerSettings {
  readonly fetch: typeof globalThis.fetch
  readonly timeoutMs: number
  readonly retries: number
  readonly pageSize: number
  readonly maximumWaitMs: number
  readonly firstPauseMs: number
  readonly maximumAnswerBytes: number
  readonly maximumPages: number
  readonly redactor: Redactor
}

export type Query = Readonly<Record<string, string | number | boolean>>

/** What the endpoints share. Every method throws `Cancelled`; reads are repeated as the settings say, `send` never repeats. */
export interface ServiceCaller {
  readonly address: SiteAddress
  /** By the newest answer of the service that told its time. */
  serviceAheadMs(): number | undefined
  read<T>(path: string, shape: Shape<T>, signal: CancelSignal): Promise<Result<T, ServiceFailure>>
  /** A `per_page` in the query goes before the usual size. */
  pages<T>(path: string, query: Query, shape: Shape<readonly T[]>, signal: CancelSignal): Pages<T>
  send<T>(
    method: 'PATCH' | 'POST',
    path: string,
    fields: FieldsToSend,
    shape: Shape<T>,
    signal: CancelSignal
  ): Promise<Result<T, ServiceFailure>>
}

interface Call {
  readonly method: 'GET' | 'PATCH' | 'POST'
  readonly path: string
  readonly query?: Query
  readonly body?: Readonly<Record<string, unknown>>
}

/** Everything the service documents lies below this path. */
const API_PATH = '/api/rest/v1'
/** What fetch takes as a header's value and a key may consist of. Node's fetch repeats any other value in its error. */
const USABLE_KEY = /^[\x21-\x7e]+$/
/** Answers that another try may change. */
const REPEATED: readonly number[] = [429, 500, 502, 503, 504]

export function createCaller(settings: CallerSettings, address: SiteAddress, key: Secret): ServiceCaller {
  const { redactor } = settings
  redactor.register(key)
  const ownKey = createRedactor()
  ownKey.register(key)
  let aheadMs: number | undefined

  async function call(request: Call, signal: CancelSignal): Promise<Result<WholeAnswer, ServiceFailure>> {
    throwIfCancelled(signal)
    if (!USABLE_KEY.test(key.reveal())) return fail(keyUnusable)
    const aborting = new AbortController()
    const abort = (): void => aborting.abort()
    signal.addEventListener('abort', abort, { once: true })
    const heard: { tries: number; answer: WholeAnswer | undefined } = { tries: 0, answer: undefined }
    try {
      await ky(request.path, {
        prefix: `${address.origin}${API_PATH}`,
        method: request.method,
        headers: { accept: 'application/json', 'x-filesapi-key': key.reveal() },
        ...(request.query === undefined ? {} : { searchParams: request.query }),
        ...(request.body === undefined ? {} : { json: request.body }),
        // The key must not travel to where an answer points.
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        signal: aborting.signal,
        timeout: settings.timeoutMs,
        retry: request.method === 'GET' ? repetition : { limit: 0 },
        throwHttpErrors: (status) => REPEATED.includes(status),
        fetch: fetchWhole(
          settings.fetch,
          settings.maximumAnswerBytes,
          () => {
            heard.tries += 1
            heard.answer = undefined
          },
          (answer) => (heard.answer = answer)
        )
      })
    } catch (error) {
      if (signal.aborted) throw new Cancelled()
      if (!isHTTPError(error)) return fail({ ...thrownFailure(error, settings.timeoutMs, redactor), ...triesOf(heard.tries) })
    } finally {
      signal.removeEventListener('abort', abort)
    }
    const { answer } = heard
    if (answer === undefined) throw new TypeError('ky ended without an answer and without an error')
    const failure = answerFailure(answer, address, redactor)
    if (failure === undefined) aheadMs = aheadOfUs(answer.headers) ?? aheadMs
    return failure === undefined ? succeed(answer) : fail({ ...failure, ...triesOf(heard.tries) })
  }

  const repetition: RetryOptions = {
    limit: settings.retries,
    methods: ['get'],
    statusCodes: [...REPEATED],
    afterStatusCodes: [...REPEATED],
    maxRetryAfter: settings.maximumWaitMs,
    delay: (attempt) => settings.firstPauseMs * 2 ** (attempt - 1),
    backoffLimit: settings.maximumWaitMs,
    jitter: true,
    shouldRetry: ({ error }) => {
      // Coming back earlier than asked only prolongs the ban.
      if (isHTTPError(error)) return (retryAfterSeconds(error.response.headers) ?? 0) * 1000 > settings.maximumWaitMs ? false : undefined
      return isWorthRepeating(error) ? undefined : false
    }
  }

  return {
    address,
    serviceAheadMs: () => aheadMs,
    async read(path, shape, signal) {
      const answer = await call({ method: 'GET', path }, signal)
      return answer.ok ? parsed(answer.value, shape) : answer
    },
    pages(path, query, shape, signal) {
      return readPages(
        async (cursor, pageSignal) => {
          const paging = { per_page: settings.pageSize, ...query, ...(cursor === undefined ? {} : { cursor }) }
          const answer = await call({ method: 'GET', path, query: paging }, pageSignal)
          if (!answer.ok) return answer
          const items = parsed(answer.value, shape)
          return items.ok ? succeed({ items: items.value, nextCursor: nextCursorOf(answer.value.headers) }) : items
        },
        settings.maximumPages,
        signal
      )
    },
    async send(method, path, fields, shape, signal) {
      for (const value of Object.values(fields)) if (value instanceof Secret) redactor.register(value)
      const answer = await call({ method, path, body: bodyOf(fields) }, signal)
      return answer.ok ? parsed(answer.value, shape) : answer
    }
  }

  function parsed<T>(answer: WholeAnswer, shape: Shape<T>): Result<T, ServiceFailure> {
    const value = parseAnswer(answer.text, shape)
    if (!value.ok) return fail(wrongShape(answer, value.error, redactor))
    // A site that repeats the key as somebody's name must not bring it into plan, journal and window; one look at the whole text is cheap.
    return ownKey.redactText(answer.text) === answer.text ? value : succeed(redactTexts(value.value, ownKey.redactText))
  }
}

/** By the header `Date`, which has whole seconds. What a cache on the way had kept tells an old time, and counts for nothing. */
function aheadOfUs(headers: Headers): number | undefined {
  const atMs = Date.parse(headers.get('date') ?? '')
  return Number.isNaN(atMs) || Number(headers.get('age') ?? 0) > 0 ? undefined : atMs + 500 - Date.now()
}

function triesOf(tries: number): { readonly tries?: number } {
  return tries > 1 ? { tries } : {}
}

/** The second is the older name, which the service's own libraries still read. */
function nextCursorOf(headers: Headers): string | undefined {
  return [headers.get('x-files-cursor-next'), headers.get('x-files-cursor')].find((cursor) => cursor !== null && cursor !== '') ?? undefined
}
