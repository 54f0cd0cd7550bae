import type { LookupFunction, Socket } from 'node:net'
import type { CancelSignal } from '../../core/cancel.ts'
import type { LdapFailure } from '../../core/model/directory-facts.ts'
import type { TlsNotOpened } from '../../core/model/tls-facts.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import { connectTcp } from '../transport/connect-tcp.ts'
import type { HostName } from '../transport/host-name.ts'
import { requestStartTls } from '../transport/request-start-tls.ts'
import type { Deadline } from '../transport/wait-for.ts'

export interface Endpoint {
  readonly host: HostName
  readonly port: number
  readonly mode: 'tls' | 'starttls'
  readonly lookup?: LookupFunction
}

/** A connection on which the next byte is TLS: TCP, and the StartTLS exchange where it is needed. After a failure no socket is left. */
export async function openForTls(endpoint: Endpoint, deadline: Deadline, signal: CancelSignal): Promise<Result<Socket, TlsNotOpened>> {
  const connected = await connectTcp(endpoint, deadline, signal)
  if (!connected.ok) {
    const { reason, code, text } = connected.error
    // The reset may overtake the news of the connection.
    return fail(notOpened(reason === 'reset' ? 'closed-at-start' : 'no-connection', code, text))
  }
  if (endpoint.mode === 'tls') return connected
  const socket = connected.value
  try {
    const agreed = await requestStartTls(socket, deadline, signal)
    if (agreed.ok) return succeed(socket)
    socket.destroy()
    return fail(startTlsFailure(agreed.error))
  } catch (error) {
    socket.destroy()
    throw error
  }
}

export function notOpened(reason: TlsNotOpened['reason'], code: string, text: string): TlsNotOpened {
  return { kind: 'not-opened', reason, code, text }
}

function startTlsFailure(failure: LdapFailure): TlsNotOpened {
  switch (failure.kind) {
    case 'start-tls-refused':
      return notOpened('start-tls-not-offered', `LDAP result ${failure.code}`, failure.text)
    case 'timed-out':
      return notOpened('timed-out', 'ETIMEDOUT', 'the server did not answer the StartTLS request')
    case 'closed':
      return notOpened('closed-at-start', 'ECONNRESET', 'the server closed the connection instead of answering the StartTLS request')
    case 'not-ldap':
      // An alert or a handshake record: whoever waits for TLS complains about our LDAP request in TLS.
      if (/^1[56]03/.test(failure.firstBytes)) {
        return notOpened('start-tls-not-offered', '', 'the port speaks TLS from the first byte: choose LDAPS')
      }
      return notOpened('not-tls', '', `the answer to the StartTLS request is not LDAP; it begins with ${spaced(failure.firstBytes)}`)
    case 'network':
      return notOpened('other', '', failure.text)
    case 'result':
    case 'tls':
    case 'bad-filter':
      throw new TypeError(`StartTLS cannot fail with ${failure.kind}`)
  }
}

function spaced(hexadecimal: string): string {
  return hexadecimal.replaceAll(/(..)(?=.)/g, '$1 ')
}
