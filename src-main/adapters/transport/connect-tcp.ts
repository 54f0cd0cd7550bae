import { connect } from 'node:net'
import type { LookupFunction, Socket } from 'node:net'
import { throwIfCancelled, type CancelSignal } from '../../core/cancel.ts'
import { fail, succeed } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { hostText } from './host-name.ts'
import type { HostName } from './host-name.ts'
import { networkFailureOf } from './network-errors.ts'
import type { NetworkFailure } from './network-errors.ts'
import { timedOut, waitFor } from './wait-for.ts'
import type { Deadline } from './wait-for.ts'

export interface TcpTarget {
  readonly host: HostName
  readonly port: number
  readonly lookup?: LookupFunction
}

/** When a name has several addresses, how long one may stay silent before the next is tried beside it. Node's own 250 ms is too short for slow links. */
const ADDRESS_ATTEMPT_MS = 1000
const KEEP_ALIVE_MS = 30_000

/** Opens a TCP connection. Fails with the reason, `timed-out` at the deadline included; the socket is then destroyed. */
export async function connectTcp(target: TcpTarget, deadline: Deadline, signal: CancelSignal): Promise<Result<Socket, NetworkFailure>> {
  const host = hostText(target.host)
  throwIfCancelled(signal)
  // Node takes an empty host for this computer.
  if (host === '') return fail({ reason: 'other', code: 'ENOTFOUND', text: 'no host was given' })
  const socket = connect({
    host,
    port: target.port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
    ...(target.lookup === undefined ? {} : { lookup: target.lookup })
  })
  surviveErrors(socket)
  try {
    const outcome = await waitFor<'connected' | Error>(deadline, signal, (settle) => {
      const onConnect = (): void => settle('connected')
      socket.once('connect', onConnect).once('error', settle)
      return () => socket.off('connect', onConnect).off('error', settle)
    })
    if (outcome === 'connected') return succeed(socket)
    socket.destroy()
    return fail(outcome === timedOut ? { reason: 'timed-out', code: 'ETIMEDOUT', text: 'no answer came' } : networkFailureOf(outcome))
  } catch (error) {
    socket.destroy()
    throw error
  }
}

/**
 * An `error` event that nobody listens for ends the process, and one may come between two owners of a socket.
 * Whoever listens later still gets the events after that; `socket.errored` keeps the one before.
 */
export function surviveErrors(socket: Socket): void {
  socket.on('error', () => undefined)
}
