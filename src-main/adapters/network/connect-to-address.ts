import type { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { CancelSignal } from '../../core/cancel.ts'
import type { ConnectAnswer } from '../../core/model/directory-facts.ts'
import { connectTcp } from '../transport/connect-tcp.ts'
import { parseHost } from '../transport/host-name.ts'
import { networkFailureOf, type NetworkFailure } from '../transport/network-errors.ts'
import { startDeadline, timedOut, waitFor } from '../transport/wait-for.ts'

/**
 * How long an open connection is watched for being thrown out again. A directory never speaks first, so an end that early is a refusal:
 * a list of allowed addresses, or a firewall that answers for the server. Short, since every healthy connection waits it out; whoever hangs
 * up later is met by the handshake.
 */
const SETTLING_MS = 5

/** Whether the port accepts connections. Nothing is sent, and the socket is destroyed in any case. */
export async function connectToAddress(address: string, port: number, timeoutMs: number, signal: CancelSignal): Promise<ConnectAnswer> {
  const startedAt = performance.now()
  const connected = await connectTcp({ host: parseHost(address), port }, startDeadline(timeoutMs), signal)
  if (!connected.ok) return failed(address, port, connected.error)
  const durationMs = performance.now() - startedAt
  const socket = connected.value
  try {
    const end = await endWhileSettling(socket, signal)
    return end === undefined ? { kind: 'connected', address, port, durationMs } : failed(address, port, end)
  } finally {
    socket.destroy()
  }
}

async function endWhileSettling(socket: Socket, signal: CancelSignal): Promise<NetworkFailure | undefined> {
  const outcome = await waitFor<NetworkFailure>(startDeadline(SETTLING_MS), signal, (settle) => {
    const onError = (error: Error): void => settle(networkFailureOf(error))
    const onEnd = (): void => settle({ reason: 'reset', code: '', text: 'the connection was accepted and closed at once' })
    socket.once('error', onError).once('end', onEnd).resume()
    return () => socket.off('error', onError).off('end', onEnd)
  })
  return outcome === timedOut ? undefined : outcome
}

function failed(address: string, port: number, failure: NetworkFailure): ConnectAnswer {
  return { kind: 'failed', address, port, reason: failure.reason, text: failure.text }
}
