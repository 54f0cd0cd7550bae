import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { listeningPort } from './free-ports.ts'

/** A line to a server that can be held up, also inside TLS: bytes are counted, not read. */
export interface HoldingRelay extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** From now on each connection that carried this many bytes of answers carries no more; `Infinity` lets everything through. */
  holdAfter(bytes: number): void
  /** Resolves when a connection is held up. */
  untilHeld(): Promise<void>
  /** Connections that the client still holds. */
  openCount(): number
  untilAllClosed(): Promise<void>
}

export async function startHoldingRelay(target: { readonly host: string; readonly port: number }): Promise<HoldingRelay> {
  const open = new Set<Socket>()
  let mostBytes = Infinity
  let heldCount = 0

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect(target.port, target.host)
    let carried = 0
    open.add(client)
    client.on('data', (chunk: Buffer) => upstream.write(chunk))
    upstream.on('data', (chunk: Buffer) => {
      if (carried >= mostBytes) return
      const passed = chunk.subarray(0, mostBytes - carried)
      carried += passed.length
      client.write(passed)
      if (carried < mostBytes) return
      heldCount += 1
      server.emit('held')
    })
    // Clients and servers that hang up in the middle are what this is for.
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy())
    upstream.on('close', () => client.destroy())
    client.on('close', () => {
      upstream.destroy()
      open.delete(client)
      if (carried >= mostBytes) heldCount -= 1
      server.emit('client-closed')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: '127.0.0.1',
    port: listeningPort(server),
    holdAfter: (bytes) => (mostBytes = bytes),
    untilHeld: async () => {
      while (heldCount === 0) await once(server, 'held')
    },
    openCount: () => open.size,
    untilAllClosed: async () => {
      while (open.size > 0) await once(server, 'client-closed')
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    }
  }
}
