import { once } from 'node:events'
import { createServer, type Server } from 'node:net'

/** Ports on 127.0.0.1 that nothing listens on at this moment, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, listening))
  const ports = servers.map(listeningPort)
  await Promise.all(servers.map(closed))
  return ports
}

/** The TCP port a server got. */
export function listeningPort(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('The server does not listen on a TCP port')
  return address.port
}

async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function closed(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}
