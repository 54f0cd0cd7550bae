import type { Socket } from 'node:net'
import type { CancelSignal } from '../../core/cancel.ts'
import type { LdapFailure } from '../../core/model/directory-facts.ts'
import { fail, succeed } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { networkFailureOf } from './network-errors.ts'
import { readStartTlsAnswer, startTlsRequest } from './start-tls-messages.ts'
import type { StartTlsAnswer } from './start-tls-messages.ts'
import { timedOut, waitFor } from './wait-for.ts'
import type { Deadline } from './wait-for.ts'

/** Asks an LDAP server to go on with TLS on this connection. On success the next byte is TLS. The caller destroys the socket after a failure. */
export async function requestStartTls(socket: Socket, deadline: Deadline, signal: CancelSignal): Promise<Result<'agreed', LdapFailure>> {
  socket.write(startTlsRequest())
  const received = await receiveAnswer(socket, deadline, signal)
  if (received === timedOut) return fail({ kind: 'timed-out', during: 'tls', timeoutMs: deadline.timeoutMs })
  if (received instanceof Error) {
    const failure = networkFailureOf(received)
    return fail(
      failure.reason === 'reset' ? { kind: 'closed', text: failure.text } : { kind: 'network', reason: failure.reason, text: failure.text }
    )
  }
  const { answer, bytes } = received
  switch (answer.kind) {
    case 'answer':
      if (answer.resultCode !== 0) return fail({ kind: 'start-tls-refused', code: answer.resultCode, text: answer.text })
      // Bytes after the answer came in clear and would be taken for part of the protected session: somebody injected them.
      if (bytes.length > answer.length) return fail(notLdap(bytes.subarray(answer.length)))
      return succeed('agreed')
    case 'disconnection':
      return fail({ kind: 'start-tls-refused', code: answer.resultCode, text: answer.text })
    case 'not-ldap':
      return fail(notLdap(bytes))
    case 'partial':
      return fail({ kind: 'closed', text: 'the server closed the connection instead of answering the StartTLS request' })
  }
}

interface Received {
  readonly answer: StartTlsAnswer
  readonly bytes: Buffer
}

async function receiveAnswer(socket: Socket, deadline: Deadline, signal: CancelSignal): Promise<Received | Error | typeof timedOut> {
  let bytes = Buffer.alloc(0)
  return waitFor<Received | Error>(deadline, signal, (settle) => {
    const onData = (chunk: Buffer): void => {
      bytes = Buffer.concat([bytes, chunk])
      const answer = readStartTlsAnswer(bytes)
      if (answer.kind === 'partial') return
      // Paused before anything else arrives, so that TLS gets its bytes from the connection itself.
      socket.pause()
      settle({ answer, bytes })
    }
    const onEnd = (): void => settle({ answer: { kind: 'partial' }, bytes })
    socket.on('data', onData).once('end', onEnd).once('close', onEnd).once('error', settle)
    return () => socket.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', settle)
  })
}

function notLdap(bytes: Buffer): LdapFailure {
  return { kind: 'not-ldap', firstBytes: bytes.subarray(0, 16).toString('hex') }
}
