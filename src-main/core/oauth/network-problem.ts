import { problem, type Problem } from '../errors.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import type { NetworkFailure } from '../model/network-failure.ts'
import { assertNever } from '../result.ts'

/** No answer at all, in words. */
export function oauthNetworkProblem(failure: NetworkFailure, evidence: readonly EvidenceItem[] = []): Problem {
  const { host } = failure
  switch (failure.kind) {
    case 'name-not-found':
      return problem('oauth.network.name-unknown', { host }, [...evidence, seen('Host', host)])
    case 'timeout':
      return problem('oauth.network.timed-out', { host }, [...evidence, seen('Host', host)])
    case 'not-trusted':
      return problem('oauth.network.not-trusted', { host, text: failure.because }, [
        ...evidence,
        seen('Host', host),
        seen('TLS', failure.because),
        ...codeOf(failure.code)
      ])
    case 'refused':
      return unreachable('the connection was refused', failure.code)
    case 'unreachable':
      return unreachable('there is no way to it from here', failure.code)
    case 'closed':
      return unreachable('the connection was closed before the answer was complete', failure.code)
    case 'too-large':
      return unreachable(`what it sent is larger than ${String(Math.round(failure.limit / 1024))} kB, and reading was ended there`, '')
    default:
      return assertNever(failure)
  }

  function unreachable(text: string, code: string): Problem {
    return problem('oauth.network.unreachable', { host, text }, [
      ...evidence,
      seen('Host', host),
      seen('Connection', text),
      ...codeOf(code)
    ])
  }
}

function codeOf(code: string): readonly EvidenceItem[] {
  return code === '' ? [] : [seen('Error code', code)]
}
