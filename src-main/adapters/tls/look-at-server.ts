import { isIP } from 'node:net'
import type { CancelSignal } from '../../core/cancel.ts'
import type { TlsLook, TlsNotOpened, TlsOpened, TlsVersion } from '../../core/model/tls-facts.ts'
import { succeed, type Result } from '../../core/result.ts'
import type { HostName } from '../transport/host-name.ts'
import { startDeadline, type Deadline } from '../transport/wait-for.ts'
import type { RootList } from '../x509/public-roots.ts'
import { acceptsVersion } from './accepts-version.ts'
import { atMost } from './at-most.ts'
import { capture, type Captured, type NameToSend } from './capture.ts'
import { explainFailure } from './explain-failure.ts'
import { openForTls, type Endpoint } from './open-for-tls.ts'
import { sentChain } from './sent-chain.ts'
import { trustVerdict } from './trust-verdict.ts'

export interface LookRequest {
  readonly endpoint: Endpoint
  readonly name: NameToSend
  readonly timeoutMs: number
  readonly trustedHere: RootList
  readonly trustedPublicly: RootList
  /** Trusted here in addition. */
  readonly caPem?: string
}

/** Servers and the devices before them count connections: never more than this many at once. */
const MOST_CONNECTIONS = 3

/**
 * One handshake to see what the server shows; when that went well, one for each list of authorities and one for each older TLS version.
 * The first has a deadline of `timeoutMs`, and so have all the others together.
 */
export async function lookAtServer(request: LookRequest, signal: CancelSignal): Promise<TlsLook> {
  const { endpoint, name, timeoutMs } = request
  const first = await firstHandshake(endpoint, name, startDeadline(timeoutMs), signal)
  if (!first.ok) return explainFailure(first.error, endpoint, name, timeoutMs, signal)
  const { captured, address } = first.value
  const chain = sentChain(captured.certificates)
  if (!chain.ok) return chain.error
  // The same server for all that follows, although its name may stand for several.
  const sameServer = { ...endpoint, host: address }
  const further = await furtherHandshakes({ ...request, endpoint: sameServer }, captured.version, startDeadline(timeoutMs), signal)
  const { version, cipher, asksForClientCertificate, durationMs } = captured
  return { kind: 'opened', version, cipher, chain: chain.value, asksForClientCertificate, durationMs, ...further }
}

interface First {
  readonly captured: Captured
  readonly address: HostName
}

async function firstHandshake(
  endpoint: Endpoint,
  name: NameToSend,
  deadline: Deadline,
  signal: CancelSignal
): Promise<Result<First, TlsNotOpened>> {
  const opened = await openForTls(endpoint, deadline, signal)
  if (!opened.ok) return opened
  // Gone once the socket is destroyed.
  const address = opened.value.remoteAddress ?? ''
  const family = isIP(address)
  const captured = await capture(opened.value, name, deadline, signal)
  if (!captured.ok) return captured
  return succeed({ captured: captured.value, address: family === 4 || family === 6 ? { kind: 'address', address, family } : endpoint.host })
}

async function furtherHandshakes(
  request: LookRequest,
  agreedVersion: string,
  deadline: Deadline,
  signal: CancelSignal
): Promise<Pick<TlsOpened, 'trustedHere' | 'trustedPublicly' | 'versions'>> {
  const { endpoint, name, caPem } = request
  const here = { list: request.trustedHere.pems, ...(caPem === undefined ? {} : { caPem }) }
  const hereText = caPem === undefined ? request.trustedHere.source : `${request.trustedHere.source} and the chosen CA file`
  const publicly = { list: request.trustedPublicly.pems }
  const oneOfFew = atMost(MOST_CONNECTIONS)
  const [trustedHere, trustedPublicly, ...older] = await Promise.all([
    oneOfFew(() => trustVerdict(endpoint, name, here, hereText, deadline, signal)),
    oneOfFew(() => trustVerdict(endpoint, name, publicly, request.trustedPublicly.source, deadline, signal)),
    ...olderThan(agreedVersion).map((version) => oneOfFew(() => tried(request, version, deadline, signal)))
  ])
  return { trustedHere, trustedPublicly, versions: [...older.flat(), ...agreed(agreedVersion)] }
}

type TriedVersion = TlsOpened['versions'][number]

async function tried(
  { endpoint, name }: LookRequest,
  version: TlsVersion,
  deadline: Deadline,
  signal: CancelSignal
): Promise<readonly TriedVersion[]> {
  const accepted = await acceptsVersion(endpoint, name, version, deadline, signal)
  return accepted === undefined ? [] : [{ version, accepted }]
}

/** The first handshake offered TLS 1.2 and 1.3, and a server takes the newest it knows: agreeing on 1.2 refuses 1.3. */
function agreed(version: string): readonly TriedVersion[] {
  return version === 'TLSv1.3'
    ? [{ version: 'TLSv1.3', accepted: true }]
    : [
        { version: 'TLSv1.2', accepted: true },
        { version: 'TLSv1.3', accepted: false }
      ]
}

function olderThan(version: string): readonly TlsVersion[] {
  return version === 'TLSv1.3' ? ['TLSv1', 'TLSv1.1', 'TLSv1.2'] : ['TLSv1', 'TLSv1.1']
}
