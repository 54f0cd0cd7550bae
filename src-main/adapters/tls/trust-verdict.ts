import type { CancelSignal } from '../../core/cancel.ts'
import type { TrustVerdict } from '../../core/model/tls-facts.ts'
import { secureContextFor, type Authorities } from '../transport/secure-context.ts'
import { tlsErrorText } from '../transport/tls-errors.ts'
import { tlsHandshake } from '../transport/tls-handshake.ts'
import type { Deadline } from '../transport/wait-for.ts'
import type { NameToSend } from './capture.ts'
import { openForTls, type Endpoint } from './open-for-tls.ts'

/** What stands in `code` when the TLS library could not be asked, because the further connection failed. */
const NO_VERDICT = 'NO_VERDICT'

/** One more handshake, judged by the TLS library against this list alone. Names are judged elsewhere. */
export async function trustVerdict(
  endpoint: Endpoint,
  name: NameToSend,
  authorities: Authorities,
  listText: string,
  deadline: Deadline,
  signal: CancelSignal
): Promise<TrustVerdict> {
  const opened = await openForTls(endpoint, deadline, signal)
  if (!opened.ok) return noVerdict(listText, opened.error.text)
  const socket = opened.value
  try {
    const context = secureContextFor(authorities)
    const secured = await tlsHandshake(socket, { ...name, context, onBadCertificate: 'refuse-chain' }, deadline, signal)
    if (secured.ok) return { kind: 'trusted', list: listText }
    const failure = secured.error
    if (failure.kind === 'timed-out') return noVerdict(listText, 'the server did not finish the handshake')
    const text = tlsErrorText(failure.code, failure.message)
    return failure.kind === 'bad-certificate'
      ? { kind: 'not-trusted', list: listText, code: failure.code, text }
      : noVerdict(listText, text)
  } finally {
    socket.destroy()
  }
}

function noVerdict(list: string, because: string): TrustVerdict {
  return { kind: 'not-trusted', list, code: NO_VERDICT, text: `a further connection to judge the certificate failed: ${because}` }
}
