import { describe, expect, it } from 'vitest'
import { AnswerTooLarge, BrokenAnswer } from '../../../src-main/adapters/files-api/whole-answer.ts'
import { isWorthRepeating, thrownFailure } from '../../../src-main/adapters/files-api/service-failures.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'

const redactor = createRedactor()

/** As ky hands on what fetch threw. */
function thrown(cause: Error): Error {
  return new Error('Request failed', { cause: new TypeError('fetch failed', { cause }) })
}

function withCode(code: string, message = 'what the library says'): Error {
  return Object.assign(new Error(message), { code })
}

function told(error: Error): string {
  const failure = thrownFailure(error, 30_000, redactor)
  return failure.kind === 'no-answer' ? `${failure.reason}, sent: ${failure.sent}` : failure.kind
}

describe('an error of Node’s fetch', () => {
  it.each([
    ['ENOTFOUND', 'name-unknown, sent: no'],
    ['EAI_AGAIN', 'name-unknown, sent: no'],
    ['ECONNREFUSED', 'refused, sent: no'],
    ['EHOSTUNREACH', 'unreachable, sent: no'],
    ['ENETUNREACH', 'unreachable, sent: no'],
    ['EACCES', 'unreachable, sent: no'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout, sent: no'],
    ['ETIMEDOUT', 'timeout, sent: maybe'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout, sent: maybe'],
    ['ECONNRESET', 'reset, sent: maybe'],
    ['EPIPE', 'reset, sent: maybe'],
    ['UND_ERR_SOCKET', 'reset, sent: maybe'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls, sent: no'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls, sent: no'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls, sent: no'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls, sent: no'],
    ['CERT_HAS_EXPIRED', 'tls, sent: no'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls, sent: no'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls, sent: no'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls, sent: no'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls, sent: no'],
    // The server asks for a certificate of ours after it has read the request.
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls, sent: maybe'],
    ['ERR_SSL_SSL/TLS_ALERT_BAD_RECORD_MAC', 'tls, sent: maybe'],
    ['SOMETHING_NEW', 'unreachable, sent: maybe']
  ])('%s is %s', (code, expected) => {
    expect(told(thrown(withCode(code)))).toBe(expected)
  })

  it('of several addresses is told by the code they share', () => {
    expect(told(thrown(Object.assign(new AggregateError([withCode('ECONNREFUSED')]), { code: 'ECONNREFUSED' })))).toBe('refused, sent: no')
  })

  it('during the agreement on TLS has carried nothing', () => {
    const cause = withCode('ECONNRESET', 'Client network socket disconnected before secure TLS connection was established')

    expect(told(thrown(cause))).toBe('reset, sent: no')
  })

  it('of a proxy’s tunnel has carried nothing', () => {
    expect(told(thrown(withCode('UND_ERR_ABORTED', 'Proxy response (407) !== 200 when HTTP Tunneling')))).toBe('proxy-refused, sent: no')
  })

  it('that is a bug stays one', () => {
    const bug = new TypeError('x is not a function')

    expect(() => thrownFailure(bug, 30_000, redactor)).toThrow(bug)
  })
})

describe('an error of Electron’s network', () => {
  it.each([
    ['ERR_NAME_NOT_RESOLVED', 'name-unknown, sent: no'],
    ['ERR_CONNECTION_REFUSED', 'refused, sent: no'],
    ['ERR_INTERNET_DISCONNECTED', 'unreachable, sent: no'],
    ['ERR_ADDRESS_UNREACHABLE', 'unreachable, sent: no'],
    ['ERR_CONNECTION_TIMED_OUT', 'timeout, sent: no'],
    ['ERR_TIMED_OUT', 'timeout, sent: maybe'],
    ['ERR_CONNECTION_RESET', 'reset, sent: maybe'],
    ['ERR_CONNECTION_CLOSED', 'reset, sent: maybe'],
    ['ERR_EMPTY_RESPONSE', 'reset, sent: maybe'],
    ['ERR_NETWORK_CHANGED', 'reset, sent: maybe'],
    ['ERR_HTTP2_PROTOCOL_ERROR', 'reset, sent: maybe'],
    ['ERR_CERT_AUTHORITY_INVALID', 'tls, sent: no'],
    ['ERR_CERT_COMMON_NAME_INVALID', 'tls, sent: no'],
    ['ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tls, sent: no'],
    ['ERR_SSL_PROTOCOL_ERROR', 'tls, sent: maybe'],
    ['ERR_PROXY_CONNECTION_FAILED', 'proxy-refused, sent: no'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'proxy-refused, sent: no'],
    ['ERR_PROXY_AUTH_UNSUPPORTED', 'proxy-refused, sent: no'],
    ['ERR_FAILED', 'unreachable, sent: maybe'],
    ['ERR_INVALID_HTTP_RESPONSE', 'foreign-answer']
  ])('net::%s is %s', (code, expected) => {
    expect(told(thrown(new Error(`net::${code}`)))).toBe(expected)
  })
})

describe('worth another try is', () => {
  it.each<[string, Error, boolean]>([
    ['a reset', withCode('ECONNRESET'), true],
    ['a closed socket', withCode('UND_ERR_SOCKET'), true],
    ['a reset in Electron', new Error('net::ERR_CONNECTION_RESET'), true],
    ['a body that broke off', new BrokenAnswer(200, 10, new Error('terminated')), true],
    ['no answer too large', new AnswerTooLarge(200, 10), false],
    ['no unknown name', withCode('ENOTFOUND'), false],
    ['no refused connection', withCode('ECONNREFUSED'), false],
    ['no certificate', withCode('CERT_HAS_EXPIRED'), false]
  ])('%s', (_what, cause, expected) => {
    expect(isWorthRepeating(thrown(cause))).toBe(expected)
  })
})
