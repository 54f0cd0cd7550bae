import type { CancelSignal } from '../../core/cancel.ts'
import type { TlsNotOpened } from '../../core/model/tls-facts.ts'
import { assertNever } from '../../core/result.ts'
import { connectTcp } from '../transport/connect-tcp.ts'
import { requestStartTls } from '../transport/request-start-tls.ts'
import { startDeadline, type Deadline } from '../transport/wait-for.ts'
import { acceptsVersion } from './accepts-version.ts'
import { capture, type NameToSend } from './capture.ts'
import { notOpened, openForTls, type Endpoint } from './open-for-tls.ts'

/** Long enough for a server that is there, and not so long that a failure takes twice its time. */
const MOST_EXPLAINING_MS = 3000

/**
 * A server that hangs up says little. Further questions tell more: does it speak an outdated TLS (Windows hangs up on anything else), does
 * it speak plain LDAP where TLS was expected, or TLS where StartTLS was? slapd hangs up on both. Other failures speak for themselves.
 */
export async function explainFailure(
  failure: TlsNotOpened,
  endpoint: Endpoint,
  name: NameToSend,
  timeoutMs: number,
  signal: CancelSignal
): Promise<TlsNotOpened> {
  if (failure.reason !== 'closed-at-start') return failure
  const deadline = startDeadline(Math.min(timeoutMs, MOST_EXPLAINING_MS))
  const [oldVersion, otherWay] = await Promise.all([
    acceptedOldVersion(endpoint, name, deadline, signal),
    otherWayToTls(failure, endpoint, name, deadline, signal)
  ])
  if (oldVersion === undefined) return otherWay ?? failure
  return notOpened('version-too-old', failure.code, `the server accepts nothing newer than ${oldVersion}`)
}

async function otherWayToTls(
  failure: TlsNotOpened,
  endpoint: Endpoint,
  name: NameToSend,
  deadline: Deadline,
  signal: CancelSignal
): Promise<TlsNotOpened | undefined> {
  switch (endpoint.mode) {
    case 'tls':
      return (await speaksPlainLdap(endpoint, deadline, signal))
        ? notOpened('not-tls', failure.code, 'the port speaks plain LDAP and hangs up when TLS begins')
        : undefined
    case 'starttls':
      return (await speaksTlsAtOnce(endpoint, name, deadline, signal))
        ? notOpened('start-tls-not-offered', failure.code, 'the port speaks TLS from the first byte: choose LDAPS')
        : undefined
    default:
      return assertNever(endpoint.mode)
  }
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

async function speaksTlsAtOnce(endpoint: Endpoint, name: NameToSend, deadline: Deadline, signal: CancelSignal): Promise<boolean> {
  const opened = await openForTls({ ...endpoint, mode: 'tls' }, deadline, signal)
  return opened.ok && (await capture(opened.value, name, deadline, signal)).ok
}
