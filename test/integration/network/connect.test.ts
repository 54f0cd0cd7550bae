import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../src-main/adapters/network/create-network.ts'
import { Cancelled, neverCancelled } from '../../../src-main/core/cancel.ts'
import { refusedPort, startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { listeningPort } from '../../support/free-ports.ts'

const network = createNetwork()

describe('connecting to a port', () => {
  it('succeeds, sends nothing and lets go', async () => {
    await using server = await startAwkwardTcp({ kind: 'silent' })

    const answer = await network.connect(server.host, server.port, 2000, neverCancelled)

    expect(answer).toMatchObject({ kind: 'connected', address: '127.0.0.1', port: server.port })
    expect(answer.kind === 'connected' && answer.durationMs).toBeGreaterThan(0)
    await server.untilAllClosed()
    expect({ count: server.connectionCount(), received: server.received().length }).toEqual({ count: 1, received: 0 })
  })

  it('succeeds where the server greets', async () => {
    await using server = await startAwkwardTcp({ kind: 'banner' })

    expect(await network.connect(server.host, server.port, 2000, neverCancelled)).toMatchObject({ kind: 'connected' })
  })

  it.each(['::1', '[::1]'])('succeeds by IPv6 as %s', async (address) => {
    const server = createServer((socket) => socket.resume()).listen(0, '::1')
    await once(server, 'listening')

    const answer = await network.connect(address, listeningPort(server), 2000, neverCancelled)
    server.close()

    expect(answer).toMatchObject({ kind: 'connected', address })
  })

  it('is refused', async () => {
    const port = await refusedPort()

    const answer = await network.connect('127.0.0.1', port, 2000, neverCancelled)

    expect(answer).toEqual({ kind: 'failed', address: '127.0.0.1', port, reason: 'refused', text: 'the connection was refused' })
  })

  it('is thrown out by a reset', async () => {
    await using server = await startAwkwardTcp({ kind: 'reset-on-connect' })

    expect(await network.connect(server.host, server.port, 2000, neverCancelled)).toMatchObject({ kind: 'failed', reason: 'reset' })
  })

  it('is thrown out politely', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    await once(server, 'listening')

    const answer = await network.connect('127.0.0.1', listeningPort(server), 2000, neverCancelled)
    server.close()

    expect(answer).toMatchObject({ kind: 'failed', reason: 'reset', text: 'the connection was accepted and closed at once' })
  })

  it('meets silence until the deadline', async () => {
    await using server = await startDeafServer()
    const startedAt = performance.now()

    const answer = await network.connect('127.0.0.1', server.port, 300, neverCancelled)

    expect(answer).toEqual({ kind: 'failed', address: '127.0.0.1', port: server.port, reason: 'timed-out', text: 'no answer came' })
    expect(performance.now() - startedAt).toBeLessThan(1300)
  })

  it('is cancelled at once', async () => {
    await using server = await startDeafServer()
    const controller = new AbortController()
    const answer = network.connect('127.0.0.1', server.port, 20_000, controller.signal)

    const startedAt = performance.now()
    controller.abort()
    await expect(answer).rejects.toThrow(Cancelled)
    const tookMs = performance.now() - startedAt

    console.log(`cancelled while connecting: ${tookMs.toFixed(1)} ms`)
    expect(tookMs).toBeLessThan(1000)
  })
})

/** A port that drops whoever knocks, as a firewall does: a stopped process whose queue of connections is full (Linux then ignores further ones). */
async function startDeafServer() {
  const program =
    'const s = require("node:net").createServer().listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => { process.stdout.write(String(s.address().port)); process.kill(process.pid, "SIGSTOP") })'
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const written: unknown[] = await once(child.stdout, 'data')
  const port = Number(String(written[0]))
  const queued = [1, 2, 3, 4].map(() => connect(port, '127.0.0.1').on('error', () => undefined))
  await Promise.all(queued.slice(0, 2).map((socket) => once(socket, 'connect')))
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of queued) socket.destroy()
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
  }
}
