import { isTimeoutError } from 'ky'
import type { Redactor } from '../../core/redact.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import type { SiteAddress } from '../../core/service/site-address.ts'
import { errorCode } from '../transport/network-errors.ts'
import { tlsErrorText, tlsFailureReason } from '../transport/tls-errors.ts'
import { documentedRefusal, isJson } from './documented-refusal.ts'
import { networkMeaning, type NetworkMeaning } from './network-codes.ts'
import { AnswerTooLarge, BrokenAnswer, type WholeAnswer } from './whole-answer.ts'

/**
 * The one place where an error that fetch threw, or an answer that is not what was asked for, becomes a `ServiceFailure`. Every text goes
 * through the redactor before it is shortened: half a key would not be recognised any more.
 */
export function thrownFailure(error: unknown, timeoutMs: number, redactor: Redactor): ServiceFailure {
  if (isTimeoutError(error)) return { kind: 'no-answer', reason: 'timeout', text: 'no answer came in time', sent: 'maybe', timeoutMs }
  if (error instanceof AnswerTooLarge)
    return foreign('broken-json', error.status, `it is larger than ${String(error.maximumBytes >> 20)} MB`)
  const cause = deepestCause(error)
  if (cause instanceof BrokenAnswer)
    return foreign('broken-json', cause.status, `it broke off after ${cause.receivedBytes.toLocaleString('en-US')} bytes`)
  if (cause === undefined) throw error
  const code = codeOf(cause)
  if (isNotHttp(cause, code)) return foreign('wrong-shape', 0, 'it is not HTTP')
  // Node's fetch keeps the answer 407 to itself and fails without code and words; nothing else that we ask of it ends so.
  if (code === '' && cause.message === '') return foreign('proxy', 407, statusText(407))
  const known = tunnelMeaning(cause) ?? networkMeaning(code) ?? tlsMeaning(code, cause) ?? unknownMeaning(code)
  const certain = handshakeEnded(cause) ? { ...known, sent: 'no' as const } : known
  return { kind: 'no-answer', ...certain, text: redactor.redactText(certain.text) }
}

/** Connections that broke and bodies that broke off; what is refused, unknown or not trusted stays so a second later. */
export function isWorthRepeating(error: unknown): boolean {
  const cause = deepestCause(error)
  return cause instanceof BrokenAnswer || (cause !== undefined && networkMeaning(codeOf(cause))?.reason === 'reset')
}

/** Undefined when the service answered with success; whether the content fits is judged later. */
export function answerFailure(answer: WholeAnswer, address: SiteAddress, redactor: Redactor): ServiceFailure | undefined {
  const { status, headers, text } = answer
  if (status >= 300 && status < 400) return redirectFailure(answer, address, redactor)
  const page = isPage(answer) ? pageTitle(text, redactor) : undefined
  if (status < 300) {
    if (page !== undefined) return foreign('html-page', status, page)
    return text === '' || isJson(text) ? undefined : foreign('broken-json', status, `it is no whole JSON (${characters(text)})`)
  }
  if (status === 511) return foreign('captive-portal', status, page ?? 'the network’s own page')
  if (status === 407) return foreign('proxy', status, statusText(status, page))
  const refusal = documentedRefusal(answer, redactor)
  if (refusal !== undefined) return refusal
  if (GATEWAY.has(status) && (page !== undefined || PROXY_HEADERS.some((name) => headers.has(name))))
    return foreign('proxy', status, statusText(status, page))
  if (page !== undefined) return foreign('html-page', status, page === '' ? statusText(status) : page)
  return foreign(
    'wrong-shape',
    status,
    `${statusText(status)}, with ${text === '' ? 'nothing else' : 'a text that Files.com does not send'}`
  )
}

/** `where` names the field that does not fit. */
export function wrongShape(answer: WholeAnswer, where: string, redactor: Redactor): ServiceFailure {
  return foreign('wrong-shape', answer.status, redactor.redactText(where))
}

export const keyUnusable: ServiceFailure = {
  kind: 'no-answer',
  reason: 'key-unusable',
  text: 'the key has characters that an API key cannot have',
  sent: 'no'
}

/** 502, 503 and 504 are what stands in front of a service says. */
const GATEWAY: ReadonlySet<number> = new Set([502, 503, 504])
const PROXY_HEADERS: readonly string[] = ['via', 'proxy-authenticate', 'proxy-connection', 'x-squid-error', 'x-cache']
const LONGEST_TEXT = 200

type ForeignReason = Extract<ServiceFailure, { kind: 'foreign-answer' }>['reason']

function foreign(reason: ForeignReason, status: number, text: string): ServiceFailure {
  return { kind: 'foreign-answer', reason, status, text }
}

/**
 * Over https only the site itself, or whoever may open its encryption, can redirect. A site that is known by another name keeps the path; a
 * network that wants a sign-in leads to a page of its own. The text is the place without what follows the host, which may hold anything.
 */
function redirectFailure(answer: WholeAnswer, address: SiteAddress, redactor: Redactor): ServiceFailure {
  // Redacted as it came: a host is written in small letters afterwards, and a key in it would no longer be found.
  const location = redactor.redactText(answer.headers.get('location') ?? '')
  const target = URL.canParse(location, address.origin) ? new URL(location, address.origin) : undefined
  if (location === '' || target === undefined)
    return foreign('wrong-shape', answer.status, `${statusText(answer.status)}, with no readable place`)
  if (target.host === new URL(address.origin).host)
    return foreign('redirect', answer.status, shortened(target.protocol === 'https:' ? target.host + target.pathname : target.origin))
  const isSameService = target.protocol === 'https:' && (target.pathname.startsWith('/api/') || target.hostname.endsWith('.files.com'))
  return foreign(isSameService ? 'redirect' : 'captive-portal', answer.status, shortened(target.host))
}

function isPage({ headers, text }: WholeAnswer): boolean {
  return /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype|html|head|body)\b/i.test(text)
}

/** Redacted as a page, not as a title: a secret with a “<” would end the title in its middle, and half a secret is not found. */
function pageTitle(text: string, redactor: Redactor): string {
  const title = /<title[^>]*>([^<]*)</i.exec(redactor.redactText(text.slice(0, LONGEST_HEAD)))?.[1] ?? ''
  return shortened(title.replaceAll(/\s+/g, ' ').trim())
}

const LONGEST_HEAD = 65_536

function statusText(status: number, page = ''): string {
  return page === '' ? `HTTP ${String(status)}` : `HTTP ${String(status)}, “${page}”`
}

function characters(text: string): string {
  return `${text.length.toLocaleString('en-US')} characters came`
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}…`
}

/** fetch hides the reason in `cause`, and ky wraps once more. Several addresses tried in turn are an AggregateError with the code of the first. */
function deepestCause(error: unknown): Error | undefined {
  let cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined
  while (cause !== undefined && !(cause instanceof BrokenAnswer) && codeOf(cause) === '' && cause.cause instanceof Error)
    cause = cause.cause
  return cause
}

/** Electron has no codes: `net::ERR_CONNECTION_RESET` is its message. */
function codeOf(error: Error): string {
  return errorCode(error) || (/\bnet::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1] ?? '')
}

/** Node's fetch has one code for everything that was broken off; only the words tell that a proxy refused the tunnel. */
function tunnelMeaning(cause: Error): NetworkMeaning | undefined {
  const status = /^Proxy response \((\d{3})\)/.exec(cause.message)?.[1]
  return status === undefined ? undefined : { reason: 'proxy-refused', sent: 'no', text: `the proxy answered with HTTP ${status}` }
}

/** The parser of Node's fetch has lost its codes in newer versions. */
function isNotHttp(cause: Error, code: string): boolean {
  return cause.name === 'HTTPParserError' || code.startsWith('HPE_') || NOT_HTTP.has(code)
}

const NOT_HTTP: ReadonlySet<string> = new Set(['ERR_INVALID_HTTP_RESPONSE', 'ERR_RESPONSE_HEADERS_TOO_BIG', 'UND_ERR_HEADERS_OVERFLOW'])

/** Node closes a socket on which TLS was still being agreed, with the code of any other reset. */
function handshakeEnded(cause: Error): boolean {
  return cause.message.includes('before secure TLS connection was established')
}

function tlsMeaning(code: string, cause: Error): NetworkMeaning | undefined {
  const isLibrary = code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO'
  const isVerdict =
    /^(?:ERR_TLS_CERT_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_|PATH_LENGTH_|HOSTNAME_MISMATCH|ERROR_IN_CERT_|UNSPECIFIED)/.test(
      code
    )
  if (!isLibrary && !isVerdict) return undefined
  // An alert may also come after the request was written, for instance when the server wants a certificate of ours.
  const isBeforeRequest = isVerdict || ['not-tls', 'version-too-old', 'no-common-cipher'].includes(tlsFailureReason(code))
  return { reason: 'tls', sent: isBeforeRequest ? 'no' : 'maybe', text: tlsErrorText(code, cause.message) }
}

function unknownMeaning(code: string): NetworkMeaning {
  return { reason: 'unreachable', sent: 'maybe', text: code === '' ? 'the connection failed' : `the connection failed with ${code}` }
}
