import type { LookupFunction, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { CancelSignal } from '../../core/cancel.ts'
import type { LdapFailure } from '../../core/model/directory-facts.ts'
import type { Security } from '../../core/model/directory-settings.ts'
import { fail, succeed } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { connectTcp } from './connect-tcp.ts'
import { parseHost } from './host-name.ts'
import type { NetworkFailure } from './network-errors.ts'
import { requestStartTls } from './request-start-tls.ts'
import { secureContextFor } from './secure-context.ts'
import { tlsErrorText } from './tls-errors.ts'
import { tlsHandshake } from './tls-handshake.ts'
import type { HandshakeFailure } from './tls-handshake.ts'
import { trustedHere } from './trusted-here.ts'
import { startDeadline } from './wait-for.ts'
import type { Deadline } from './wait-for.ts'

export interface TransportTarget {
  readonly host: string
  readonly port: number
  readonly security: Security
  /** `verified`: chain and host name must pass. `unverified`: any certificate will do, so nothing secret may be sent. */
  readonly trust: 'verified' | 'unverified'
  /** Trusted in addition, PEM. */
  readonly caPem?: string
  /** Name sent to the server (SNI) when it differs from the host. The certificate is judged against the host all the same. */
  readonly serverName?: string
  /** One deadline for connecting, StartTLS and TLS together. */
  readonly timeoutMs: number
  readonly lookup?: LookupFunction
  /** Whom to trust, PEM. Default: whom this computer trusts. */
  readonly authorities?: readonly string[]
}

/**
 * Opens the connection that LDAP then runs on: TCP, and TLS as the security asks. The socket comes with keep-alive and without
 * delay, unread: nothing is lost until the caller listens. Every failure is a value and leaves no socket behind; throws `Cancelled`.
 */
export async function openTransport(target: TransportTarget, signal: CancelSignal): Promise<Result<Socket | TLSSocket, LdapFailure>> {
  const deadline = startDeadline(target.timeoutMs)
  const host = parseHost(target.host)
  const connected = await connectTcp({ ...target, host }, deadline, signal)
  if (!connected.ok) return fail(connectFailure(connected.error, deadline))
  const socket = connected.value
  try {
    if (target.security === 'none') return succeed(socket)
    if (target.security === 'starttls') {
      const agreed = await requestStartTls(socket, deadline, signal)
      if (!agreed.ok) {
        socket.destroy()
        return agreed
      }
    }
    const secured = await tlsHandshake(
      socket,
      {
        host,
        context: secureContextFor({
          list: target.authorities ?? trustedHere().pems,
          ...(target.caPem === undefined ? {} : { caPem: target.caPem })
        }),
        onBadCertificate: target.trust === 'verified' ? 'refuse' : 'accept',
        ...(target.serverName === undefined ? {} : { serverName: target.serverName })
      },
      deadline,
      signal
    )
    return secured.ok ? secured : fail(handshakeFailure(secured.error, deadline))
  } catch (error) {
    socket.destroy()
    throw error
  }
}

function connectFailure(failure: NetworkFailure, deadline: Deadline): LdapFailure {
  if (failure.reason === 'timed-out') return { kind: 'timed-out', during: 'connect', timeoutMs: deadline.timeoutMs }
  return { kind: 'network', reason: failure.reason, text: failure.text }
}

function handshakeFailure(failure: HandshakeFailure, deadline: Deadline): LdapFailure {
  if (failure.kind === 'timed-out') return { kind: 'timed-out', during: 'tls', timeoutMs: deadline.timeoutMs }
  return { kind: 'tls', code: failure.code, text: tlsErrorText(failure.code, failure.message) }
}
