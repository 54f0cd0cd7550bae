import { checkServerIdentity, connect } from 'node:tls'
import type { PeerCertificate, SecureContext, TLSSocket } from 'node:tls'
import type { Duplex } from 'node:stream'
import type { CancelSignal } from '../../core/cancel.ts'
import { fail, succeed } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { surviveErrors } from './connect-tcp.ts'
import { hostText } from './host-name.ts'
import type { HostName } from './host-name.ts'
import { errorCode } from './network-errors.ts'
import { verificationCode } from './tls-errors.ts'
import { timedOut, waitFor } from './wait-for.ts'
import type { Deadline } from './wait-for.ts'

export interface HandshakeOptions {
  readonly host: HostName
  /** Name sent to the server (SNI) when it differs from the host. */
  readonly serverName?: string
  /** Versions, ciphers and the authorities to judge by. */
  readonly context: SecureContext
  /**
   * `refuse`: a bad chain or a wrong name fails the handshake. `refuse-chain`: names are not judged.
   * `accept`: any certificate will do.
   */
  readonly onBadCertificate: 'refuse' | 'refuse-chain' | 'accept'
}

export type HandshakeFailure =
  | { readonly kind: 'timed-out' }
  /** `code` is the library's or the system's (`CERT_HAS_EXPIRED`, `ECONNRESET`). */
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  /** The handshake itself went well. */
  | { readonly kind: 'bad-certificate'; readonly code: string; readonly message: string }

/** Sets up TLS on an open connection. After a failure both sockets are destroyed. */
export async function tlsHandshake(
  stream: Duplex,
  options: HandshakeOptions,
  deadline: Deadline,
  signal: CancelSignal
): Promise<Result<TLSSocket, HandshakeFailure>> {
  const socket = startTls(stream, options)
  surviveErrors(socket)
  try {
    const outcome = await waitFor<'secure' | Error>(deadline, signal, (settle) => {
      const onSecure = (): void => settle('secure')
      const onClose = (): void => settle(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }))
      socket.once('secureConnect', onSecure).once('error', settle).once('close', onClose)
      return () => socket.off('secureConnect', onSecure).off('error', settle).off('close', onClose)
    })
    if (outcome === 'secure') return succeed(socket)
    destroyBoth(socket, stream)
    return fail(outcome === timedOut ? { kind: 'timed-out' } : failureOf(outcome, socket))
  } catch (error) {
    destroyBoth(socket, stream)
    throw error
  }
}

function startTls(stream: Duplex, options: HandshakeOptions): TLSSocket {
  const host = hostText(options.host)
  return connect({
    socket: stream,
    // Without a host Node judges the certificate's names against `localhost`.
    host,
    // Names only: RFC 6066, section 3 forbids addresses in SNI, and Node refuses them.
    servername: options.serverName ?? (options.host.kind === 'name' ? options.host.name : ''),
    secureContext: options.context,
    // Said in so many words, because NODE_TLS_REJECT_UNAUTHORIZED=0 changes the default for the whole process.
    rejectUnauthorized: options.onBadCertificate !== 'accept',
    checkServerIdentity: (_name: string, certificate: PeerCertificate) =>
      options.onBadCertificate === 'refuse' ? checkServerIdentity(host, certificate) : undefined
  })
}

function failureOf(error: Error, socket: TLSSocket): HandshakeFailure {
  const code = errorCode(error)
  // Node sets this when, and only when, it has judged the certificate; its type says Error, its value is the code.
  const isJudged = Boolean(socket.authorizationError)
  return isJudged
    ? { kind: 'bad-certificate', code: verificationCode(code, error.message), message: error.message }
    : { kind: 'failed', code, message: error.message }
}

function destroyBoth(socket: TLSSocket, stream: Duplex): void {
  socket.destroy()
  stream.destroy()
}
