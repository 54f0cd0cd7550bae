import type { CancelSignal } from '../../core/cancel.ts'
import type { TlsNotOpened } from '../../core/model/tls-facts.ts'
import { connectTcp } from '../transport/connect-tcp.ts'
import { requestStartTls } from '../transport/request-start-tls.ts'
import { startDeadline, type Deadline } from '../transport/wait-for.ts'
import { acceptsVersion } from './accepts-version.ts'
import type { NameToSend } from './capture.ts'
import { notOpened, type Endpoint } from './open-for-tls.ts'

/** Long enough for a server that is there, and not so long that a failure takes twice its time. */
const MOST_EXPLAINING_MS = 3000

/**
 * A server that hangs up says little. Two further questions tell more: does it speak an outdated TLS (Windows hangs up on anything else),
 * and does it speak plain LDAP (slapd hangs up on TLS)? Other failures speak for themselves.
 */
export async function explainFailure(
  failure: TlsNotOpened,
  endpoint: Endpoint,
  name: NameToSend,
  timeoutMs: number,
  signal: CancelSignal
): Promise<TlsNotOpened> {
  if (failure.reason !== 'closed-at-start' && failure.reason !== 'no-common-cipher') return failure
  const deadline = startDeadline(Math.min(timeoutMs, MOST_EXPLAINING_MS))
  const [oldVersion, isPlainLdap] = await Promise.all([
    acceptedOldVersion(endpoint, name, deadline, signal),
    failure.reason === 'closed-at-start' && endpoint.mode === 'tls' && speaksPlainLdap(endpoint, deadline, signal)
  ])
  if (oldVersion !== undefined) return notOpened('version-too-old', failure.code, `the server accepts nothing newer than ${oldVersion}`)
  if (isPlainLdap) return notOpened('not-tls', failure.code, 'the port speaks plain LDAP and hangs up when TLS begins')
  return failure
}

async function acceptedOldVersion(
  endpoint: Endpoint,
  name: NameToSend,
  deadline: Deadline,
  signal: CancelSignal
): Promise<string | undefined> {
  if ((await acceptsVersion(endpoint, name, 'TLSv1.1', deadline, signal)) === true) return 'TLS 1.1'
  return (await acceptsVersion(endpoint, name, 'TLSv1', deadline, signal)) === true ? 'TLS 1.0' : undefined
}

/** Any answer in LDAP will do: it may well be that StartTLS is refused. */
async function speaksPlainLdap(endpoint: Endpoint, deadline: Deadline, signal: CancelSignal): Promise<boolean> {
  const connected = await connectTcp(endpoint, deadline, signal)
  if (!connected.ok) return false
  try {
    const agreed = await requestStartTls(connected.value, deadline, signal)
    return agreed.ok || agreed.error.kind === 'start-tls-refused'
  } finally {
    connected.value.destroy()
  }
}
