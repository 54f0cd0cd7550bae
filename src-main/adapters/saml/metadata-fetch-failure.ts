import { createRedactor } from '../../core/redact.ts'
import { assertNever } from '../../core/result.ts'
import type { MetadataFetchFailure } from '../../core/saml/saml-ports.ts'
import { thrownFailure } from '../files-api/service-failures.ts'

/** What an error that `fetch` threw means. The network is the same as on the way to the service, and so are the words. */
export function fetchFailure(error: unknown, host: string, timeoutMs: number): MetadataFetchFailure {
  // No secret travels here: the address has none, or it would have been refused.
  const failure = thrownFailure(error, timeoutMs, createRedactor())
  if (failure.kind === 'refused') return { kind: 'status', host, status: failure.status, text: failure.message }
  if (failure.kind === 'foreign-answer')
    return failure.status === 0
      ? { kind: 'unreachable', host, text: 'what answers there does not speak HTTP' }
      : { kind: 'status', host, status: failure.status, text: failure.text }
  const { reason, text } = failure
  switch (reason) {
    case 'name-unknown':
      return { kind: 'name-unknown', host }
    case 'timeout':
      return { kind: 'unreachable', host, text }
    case 'tls':
      return { kind: 'tls', host, text }
    case 'reset':
      return { kind: 'broke-off', host }
    case 'refused':
    case 'unreachable':
    case 'proxy-refused':
    case 'key-unusable':
      return { kind: 'unreachable', host, text }
    default:
      return assertNever(reason)
  }
}
