import type { ConnectFailureReason } from '../../core/model/directory-facts.ts'

export interface NetworkFailure {
  readonly reason: ConnectFailureReason
  /** The system's code (`ECONNREFUSED`), or empty text. */
  readonly code: string
  readonly text: string
}

/** Names the reason of a failed or broken TCP connection. */
export function networkFailureOf(error: Error): NetworkFailure {
  // Several addresses were tried in turn: the one that got furthest says most.
  if (error instanceof AggregateError) {
    const failures = error.errors.filter((inner) => inner instanceof Error).map(networkFailureOf)
    const best = failures.toSorted((left, right) => reasons.indexOf(left.reason) - reasons.indexOf(right.reason))[0]
    if (best !== undefined) return best
  }
  const code = errorCode(error)
  return { reason: reasonOf[code] ?? 'other', code, text: textOf[code] ?? error.message }
}

/** The `code` that Node puts on its errors; empty text when there is none. */
export function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

const reasons: readonly ConnectFailureReason[] = ['reset', 'refused', 'timed-out', 'unreachable', 'not-permitted', 'other']

const reasonOf: Readonly<Record<string, ConnectFailureReason>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ECONNABORTED: 'reset',
  ETIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  // No address of this family on this computer: IPv6 is switched off.
  EADDRNOTAVAIL: 'unreachable',
  EAFNOSUPPORT: 'unreachable',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted'
}

const textOf: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was reset',
  ECONNABORTED: 'the connection was broken off',
  ETIMEDOUT: 'no answer came',
  EHOSTUNREACH: 'the address cannot be reached',
  ENETUNREACH: 'this computer has no route to the address',
  EHOSTDOWN: 'the address cannot be reached',
  ENETDOWN: 'this computer is not connected to a network',
  EADDRNOTAVAIL: 'this computer cannot use addresses of this kind',
  EAFNOSUPPORT: 'this computer cannot use addresses of this kind',
  EACCES: 'this computer does not permit the connection',
  EPERM: 'this computer does not permit the connection',
  ENOTFOUND: 'the name is unknown',
  EAI_AGAIN: 'the name server did not answer properly'
}
