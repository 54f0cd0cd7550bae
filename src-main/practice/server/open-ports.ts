import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { once } from 'node:events'
import { acceptTls, converse } from './conversation.ts'
import type { ConversationSetting } from './conversation.ts'

export interface OpenPorts {
  readonly ldapPort: number
  readonly ldapsPort: number
  /** Closes the ports and every connection, at once. */
  close(): Promise<void>
}

export interface PortSetting extends ConversationSetting {
  readonly host: string
  readonly mostConnections: number
}

/** Opens the plain port and the LDAPS port, both chosen by the system. */
export async function openPorts(setting: PortSetting): Promise<OpenPorts> {
  const connections = new Set<Socket>()
  const [plain, secure] = await Promise.all([
    listen(setting, connections, (socket) => greetPlain(socket, setting)),
    listen(setting, connections, (socket) => greetSecure(socket, setting))
  ])
  return {
    ldapPort: portOf(plain),
    ldapsPort: portOf(secure),
    close: async () => {
      const closed = [plain, secure].map(closeServer)
      for (const connection of connections) connection.destroy()
      await Promise.all(closed)
    }
  }
}

function greetPlain(socket: Socket, setting: PortSetting): void {
  if (setting.faults.has('silent-server')) socket.resume()
  else converse(socket, setting)
}

function greetSecure(socket: Socket, setting: PortSetting): void {
  const { faults, secureContext } = setting
  if (faults.has('silent-server')) socket.resume()
  else if (faults.has('plain-text-on-ldaps-port')) converse(socket, setting)
  else if (secureContext === undefined || faults.has('no-ldaps-certificate')) resetWhenTlsStarts(socket)
  else converse(acceptTls(socket, secureContext), setting)
}

/** What a domain controller without a certificate does: it accepts, and cuts when the client says hello. */
function resetWhenTlsStarts(socket: Socket): void {
  socket.once('data', () => socket.resetAndDestroy())
}

async function listen(setting: PortSetting, connections: Set<Socket>, greet: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, (socket) => {
    connections.add(socket)
    // A reset by the client is its own affair, before, during and after a TLS handshake.
    socket.on('error', () => socket.destroy())
    socket.once('close', () => connections.delete(socket))
    greet(socket)
  })
  server.maxConnections = setting.mostConnections
  server.listen(0, setting.host)
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the practice port has no number')
  return address.port
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  await closed
}
