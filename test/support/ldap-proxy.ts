import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { BerElements, INTEGER, SEQUENCE } from '../../src-main/adapters/ldap/ber.ts'
import { MessageFrames } from '../../src-main/adapters/ldap/message-frames.ts'
import { listeningPort } from './free-ports.ts'

/** An answer of the real server on its way to the client. */
export interface ProxiedAnswer {
  /** From 1, in the order in which they were opened. */
  readonly connection: number
  readonly kind: 'entry' | 'done' | 'other'
  /** What was searched for, by the attributes that were asked for. */
  readonly of: 'people' | 'groups' | 'other'
  readonly id: number
  /** Entries and ends of pages of this kind that came before it, on all connections. */
  readonly entries: number
  readonly pages: number
  readonly bytes: Buffer
}

/** `hang`: nothing comes any more, and the connection stays. A buffer goes out instead of the answer. */
export type AnswerFate = 'pass' | 'hang' | 'close' | 'reset' | Buffer | { readonly lastBytes: Buffer }

export interface LdapProxy extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** Names of the operations that were asked for, in order; what reads nothing has ended its connection. */
  readonly operations: readonly string[]
  readonly refused: readonly string[]
  /** Connections that the client still holds. */
  openCount(): number
  connectionCount(): number
  untilAllClosed(): Promise<void>
  /** Resolves when that many requests of an operation have come. */
  untilAsked(operation: string, times?: number): Promise<void>
}

/** Stands in front of a real directory, reads along, and lets nothing through but reading: bind, search, abandon, unbind. */
export async function startLdapProxy(
  target: { readonly host: string; readonly port: number },
  fateOf: (answer: ProxiedAnswer) => AnswerFate | Promise<AnswerFate> = () => 'pass'
): Promise<LdapProxy> {
  const open = new Set<Socket>()
  const operations: string[] = []
  const refused: string[] = []
  const seen = { people: { entries: 0, pages: 0 }, groups: { entries: 0, pages: 0 }, other: { entries: 0, pages: 0 } }
  let connectionCount = 0

  function serve(client: Socket): void {
    connectionCount += 1
    const connection = connectionCount
    const upstream = connect(target.port, target.host)
    const searches = new Map<number, 'people' | 'groups'>()
    let isHanging = false
    let queue = Promise.resolve()
    open.add(client)
    client.on('close', () => {
      upstream.destroy()
      open.delete(client)
      server.emit('client-closed')
    })
    // Clients and servers that hang up in the middle are what these tests are about.
    client.on('error', () => client.destroy())
    upstream.on('error', () => client.destroy())
    upstream.on('close', () => void queue.then(() => (isHanging ? undefined : client.end())))

    const requests = new MessageFrames()
    client.on('data', (chunk: Buffer) => {
      requests.feed(chunk, (message) => {
        const { id, tag } = headOf(message)
        const operation = readingOperations[tag] ?? `0x${tag.toString(16)}`
        operations.push(operation)
        if (message.includes('displayName')) searches.set(id, 'people')
        else if (message.includes('uniqueMember')) searches.set(id, 'groups')
        server.emit('asked')
        if (readingOperations[tag] !== undefined) {
          upstream.write(message)
          return 'continue'
        }
        refused.push(operation)
        client.destroy()
        return 'stop'
      })
    })

    const answers = new MessageFrames()
    upstream.on('data', (chunk: Buffer) => {
      answers.feed(chunk, (message) => {
        const bytes = Buffer.from(message)
        queue = queue.then(() => pass(bytes))
        return 'continue'
      })
    })

    async function pass(bytes: Buffer): Promise<void> {
      if (isHanging || client.destroyed) return
      const { id, tag } = headOf(bytes)
      const of = searches.get(id) ?? 'other'
      const kind = tag === 0x64 ? 'entry' : tag === 0x65 ? 'done' : 'other'
      const counts = seen[of]
      const fate = await fateOf({ connection, kind, of, id, ...counts, bytes })
      if (kind === 'entry') counts.entries += 1
      if (kind === 'done') counts.pages += 1
      if (fate === 'pass') client.write(bytes)
      else if (fate === 'hang') isHanging = true
      else if (fate === 'close') client.end()
      else if (fate === 'reset') client.resetAndDestroy()
      else if (Buffer.isBuffer(fate)) client.write(fate)
      else client.end(fate.lastBytes)
    }
  }

  const server = createServer({ noDelay: true }, serve)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: '127.0.0.1',
    port: listeningPort(server),
    operations,
    refused,
    openCount: () => open.size,
    connectionCount: () => connectionCount,
    untilAllClosed: async () => {
      while (open.size > 0) await once(server, 'client-closed')
    },
    untilAsked: async (operation, times = 1) => {
      while (operations.filter((asked) => asked === operation).length < times) await once(server, 'asked')
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    }
  }
}

/** The only ones of RFC 4511 that change nothing, but for StartTLS: then there is nothing to read along. */
const readingOperations: Readonly<Partial<Record<number, string>>> = { 0x60: 'bind', 0x63: 'search', 0x50: 'abandon', 0x42: 'unbind' }

function headOf(message: Buffer): { readonly id: number; readonly tag: number } {
  const elements = new BerElements(message).elements(SEQUENCE)
  return { id: elements.integer(INTEGER), tag: elements.take().tag }
}
