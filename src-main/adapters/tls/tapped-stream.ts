import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'

export interface TappedStream {
  /** Stands for the socket; whoever destroys it destroys the socket. */
  readonly stream: Duplex
  /** The first bytes that went out through it, at most `REMEMBERED_BYTES`. */
  sent(): Buffer
}

/** More than a client ever sends in a handshake without a certificate of its own. */
const REMEMBERED_BYTES = 16_384

/**
 * Remembers what TLS sends. That is how a client can know that the server asked it for a certificate, which no Node API tells,
 * and whether an attempt reached the server at all.
 */
export function tapped(socket: Socket): TappedStream {
  const remembered: Buffer[] = []
  let rememberedBytes = 0
  const stream = new Duplex({
    read: () => socket.resume(),
    write: (chunk: Buffer, _encoding, done) => {
      if (rememberedBytes < REMEMBERED_BYTES) remembered.push(chunk.subarray(0, REMEMBERED_BYTES - rememberedBytes))
      rememberedBytes += chunk.length
      socket.write(chunk, (error) => done(error))
    },
    final: (done) => socket.end(done),
    destroy: (error, done) => {
      socket.destroy()
      done(error)
    }
  })
  socket.on('data', (chunk: Buffer) => {
    if (!stream.push(chunk)) socket.pause()
  })
  socket.once('end', () => stream.push(null))
  socket.once('error', (error) => stream.destroy(error))
  socket.once('close', () => stream.destroy())
  return { stream, sent: () => Buffer.concat(remembered) }
}
