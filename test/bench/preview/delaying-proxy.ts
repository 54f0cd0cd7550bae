import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { listeningPort } from '../../support/free-ports.ts'

export interface DelayingProxy extends AsyncDisposable {
  readonly port: number
}

/** Hands every byte on after half a round trip, both ways and in order; as much of it as comes, so that only latency is added. */
export async function startDelayingProxy(
  target: { readonly host: string; readonly port: number },
  roundTripMs: number
): Promise<DelayingProxy> {
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ ...target, noDelay: true })
    for (const [from, to] of [
      [near, far],
      [far, near]
    ] as const) {
      open.add(from)
      from.on('data', (chunk) => setTimeout(() => to.write(chunk), roundTripMs / 2))
      from.on('end', () => setTimeout(() => to.end(), roundTripMs / 2))
      from.on('error', () => to.destroy())
      from.on('close', () => open.delete(from))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: listeningPort(server),
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
}
