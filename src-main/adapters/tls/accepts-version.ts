import type { SecureContext } from 'node:tls'
import type { CancelSignal } from '../../core/cancel.ts'
import type { TlsVersion } from '../../core/model/tls-facts.ts'
import { errorCode } from '../transport/network-errors.ts'
import { newSecureContext } from '../transport/secure-context.ts'
import { tlsFailureReason } from '../transport/tls-errors.ts'
import { tlsHandshake, type HandshakeFailure } from '../transport/tls-handshake.ts'
import type { Deadline } from '../transport/wait-for.ts'
import type { NameToSend } from './capture.ts'
import { openForTls, type Endpoint } from './open-for-tls.ts'
import { tapped } from './tapped-stream.ts'

/** Whether the server accepts exactly this version. `undefined`: it was not really tried, or the answer tells nothing. */
export async function acceptsVersion(
  endpoint: Endpoint,
  name: NameToSend,
  version: TlsVersion,
  deadline: Deadline,
  signal: CancelSignal
): Promise<boolean | undefined> {
  const context = contextForOnly(version)
  const opened = await openForTls(endpoint, deadline, signal)
  if (!opened.ok) return undefined
  const tap = tapped(opened.value)
  try {
    const secured = await tlsHandshake(tap.stream, { ...name, context, onBadCertificate: 'accept' }, deadline, signal)
    if (secured.ok) return true
    // A library that was built without this version fails before it has sent anything.
    return tap.sent().length > 0 && isRefusal(secured.error) ? false : undefined
  } finally {
    opened.value.destroy()
  }
}

/** The security level keeps OpenSSL 3 from speaking TLS 1.0 and 1.1; nothing is trusted here, so it may go. BoringSSL has none and refuses the word. */
function contextForOnly(version: TlsVersion): SecureContext {
  const only = { minVersion: version, maxVersion: version }
  try {
    return newSecureContext({ list: [] }, { ...only, ciphers: 'DEFAULT@SECLEVEL=0' })
  } catch (error) {
    if (error instanceof Error && errorCode(error) === 'ERR_SSL_INVALID_COMMAND') return newSecureContext({ list: [] }, only)
    throw error
  }
}

/** Windows answers a version it does not want by hanging up, others by an alert. */
function isRefusal(failure: HandshakeFailure): boolean {
  if (failure.kind !== 'failed') return false
  const reason = tlsFailureReason(failure.code)
  return reason === 'version-too-old' || reason === 'no-common-cipher' || reason === 'closed-at-start'
}
