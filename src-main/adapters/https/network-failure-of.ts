import type { NetworkFailure } from '../../core/model/network-failure.ts'
import { createRedactor, type Redactor } from '../../core/redact.ts'
import { thrownFailure } from '../files-api/service-failures.ts'

/**
 * What an error that `fetch` threw says about the network: libraries wrap it, Node hides it in `cause`, and Electron has words of its own.
 * Throws the error again when it is none of the network. `redactor`: of secrets that the request held.
 */
export function networkFailureOf(error: unknown, host: string, redactor: Redactor = createRedactor()): NetworkFailure {
  const code = codeOf(error)
  const failure = thrownFailure(error, 0, redactor)
  if (failure.kind === 'refused') return { kind: 'unreachable', host, code: `HTTP ${String(failure.status)}` }
  if (failure.kind === 'foreign-answer')
    return { kind: failure.status === 407 ? 'unreachable' : 'closed', host, code: failure.status === 407 ? 'proxy, HTTP 407' : 'not HTTP' }
  switch (failure.reason) {
    case 'name-unknown':
      return { kind: 'name-not-found', host }
    case 'refused':
      return { kind: 'refused', host, code }
    case 'timeout':
      return { kind: 'timeout', host, code }
    case 'tls':
      return { kind: 'not-trusted', host, code, because: failure.text }
    case 'reset':
      return { kind: 'closed', host, code }
    case 'unreachable':
    case 'proxy-refused':
    case 'key-unusable':
      return { kind: 'unreachable', host, code: code === '' ? failure.text : code }
  }
}

/** Of the innermost error that has one. */
function codeOf(error: unknown): string {
  let code = ''
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') code = cause.code
    code = /\bnet::(ERR_[A-Z0-9_]+)/.exec(cause.message)?.[1] ?? code
  }
  return code
}
