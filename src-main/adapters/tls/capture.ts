import type { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import type { CancelSignal } from '../../core/cancel.ts'
import type { TlsNotOpened } from '../../core/model/tls-facts.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import type { HostName } from '../transport/host-name.ts'
import { errorCode } from '../transport/network-errors.ts'
import { newSecureContext } from '../transport/secure-context.ts'
import { tlsErrorText, tlsFailureReason } from '../transport/tls-errors.ts'
import { tlsHandshake, type HandshakeFailure } from '../transport/tls-handshake.ts'
import { startDeadline, timedOut, waitFor, type Deadline } from '../transport/wait-for.ts'
import { notOpened } from './open-for-tls.ts'
import { sentCertificates } from './sent-certificates.ts'
import { sentClientCertificate, sentInClear } from './sent-records.ts'
import { tapped, type TappedStream } from './tapped-stream.ts'

/** What one handshake showed. */
export interface Captured {
  /** `TLSv1.3`. */
  readonly version: string
  /** IANA name: `TLS_AES_256_GCM_SHA384`. */
  readonly cipher: string
  /** DER, as sent. */
  readonly certificates: readonly Uint8Array[]
  readonly asksForClientCertificate: boolean
  /** From the first byte of TLS to the end of the handshake. */
  readonly durationMs: number
}

export interface NameToSend {
  readonly host: HostName
  readonly serverName?: string
}

/** One handshake that believes everything and trusts nothing, and notes what the server shows. The socket is destroyed in any case. */
export async function capture(
  socket: Socket,
  name: NameToSend,
  deadline: Deadline,
  signal: CancelSignal
): Promise<Result<Captured, TlsNotOpened>> {
  const tap = tapped(socket)
  const startedAt = performance.now()
  try {
    const context = newSecureContext({ list: [] })
    const secured = await tlsHandshake(tap.stream, { ...name, context, onBadCertificate: 'accept' }, deadline, signal)
    if (!secured.ok) return fail(handshakeFailure(secured.error, sentInClear(tap.sent())))
    const durationMs = performance.now() - startedAt
    const shown = { ...facts(secured.value), durationMs }
    const asksForClientCertificate = await wasAsked(tap, shown.version, shown.cipher)
    if (asksForClientCertificate && shown.version === 'TLSv1.3') {
      const refusal = await refusalWithoutCertificate(socket, secured.value, patience(durationMs, deadline), signal)
      if (refusal !== undefined) return fail(refusal)
    }
    return succeed({ ...shown, asksForClientCertificate })
  } finally {
    socket.destroy()
  }
}

function facts(socket: TLSSocket): Pick<Captured, 'version' | 'cipher' | 'certificates'> {
  return { version: socket.getProtocol() ?? '', cipher: socket.getCipher().standardName, certificates: sentCertificates(socket) }
}

function handshakeFailure(failure: HandshakeFailure, isAskedForCertificate: boolean): TlsNotOpened {
  if (failure.kind === 'timed-out') return notOpened('timed-out', 'ETIMEDOUT', 'the server did not finish the handshake')
  const text = tlsErrorText(failure.code, failure.message)
  const reason = tlsFailureReason(failure.code)
  // TLS 1.2 has no alert of its own for a missing client certificate: servers say "handshake failure", "bad certificate", or hang up.
  const isRefusal = reason === 'no-common-cipher' || reason === 'closed-at-start' || /_ALERT_/.test(failure.code)
  if (isAskedForCertificate && isRefusal) return demanded(failure.code)
  return notOpened(reason, failure.code, text)
}

function demanded(code: string): TlsNotOpened {
  return notOpened('client-certificate-required', code, 'the server demands a client certificate')
}

// The last flight leaves a little after Node says that the connection is secure.
async function wasAsked(tap: TappedStream, version: string, cipher: string): Promise<boolean> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const isAsked = sentClientCertificate(tap.sent(), version, cipher)
    if (isAsked !== undefined) return isAsked
    await setImmediate()
  }
  return false
}

const MOST_TURNS = 20

/**
 * In TLS 1.3 the client is done before the server has judged the client's certificate, so a refusal comes later. Whatever else the server
 * says first (normally session tickets) means that it is content, and so does silence for a few times as long as the handshake took.
 */
async function refusalWithoutCertificate(
  raw: Socket,
  socket: TLSSocket,
  deadline: Deadline,
  signal: CancelSignal
): Promise<TlsNotOpened | undefined> {
  const outcome = await waitFor<'answered' | 'closed' | Error>(deadline, signal, (settle) => {
    // Node 20 in Electron gives no `session` event for TLS 1.3, so the connection itself is watched. A refusal is bytes too: it gets time to be read.
    const onData = (): void =>
      void Promise.all([setImmediate(), setImmediate()])
        .then(setImmediate)
        .then(() => settle('answered'))
    const onClose = (): void => settle('closed')
    raw.once('data', onData)
    socket.once('error', settle).once('close', onClose).once('end', onClose)
    return () => {
      raw.off('data', onData)
      socket.off('error', settle).off('close', onClose).off('end', onClose)
    }
  })
  if (outcome === timedOut || outcome === 'answered') return undefined
  return demanded(outcome === 'closed' ? 'ECONNRESET' : errorCode(outcome))
}

function patience(handshakeMs: number, deadline: Deadline): Deadline {
  const wait = startDeadline(Math.max(LEAST_PATIENCE_MS, 4 * handshakeMs))
  return wait.endsAtMs < deadline.endsAtMs ? wait : deadline
}

const LEAST_PATIENCE_MS = 250
