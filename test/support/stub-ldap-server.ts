import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { BerElements, INTEGER, OCTET_STRING, SEQUENCE } from '../../src-main/adapters/ldap/ber.ts'
import { MessageFrames } from '../../src-main/adapters/ldap/message-frames.ts'
import { listeningPort } from './free-ports.ts'

/** A request as it came. The search fields are empty for other operations. */
export interface StubRequest {
  readonly id: number
  readonly operation: 'bind' | 'unbind' | 'search' | 'abandon' | 'extended' | 'other'
  readonly bytes: Buffer
  readonly base: string
  readonly attributes: readonly string[]
  /** Present when the paging control came with it; empty on the first page. */
  readonly cookie?: Buffer
  /** How many of this operation came before it on all connections. */
  readonly earlier: number
}

export interface StubConnection {
  send(...messages: readonly Uint8Array[]): void
  /** One byte per write, each in its own turn of the event loop. */
  sendSlowly(message: Uint8Array): Promise<void>
  close(): void
  reset(): void
}

export interface StubLdapServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
  readonly requests: readonly StubRequest[]
  connectionCount(): number
  /** Resolves with the next request of this operation, also when it has already come. */
  request(operation: StubRequest['operation']): Promise<StubRequest>
  untilAllClosed(): Promise<void>
}

export interface StubScript {
  readonly onConnect?: (connection: StubConnection) => void
  /** What a request gets; nothing when it does nothing. */
  readonly answer?: (request: StubRequest, connection: StubConnection) => void
}

/** An LDAP server of scripted bytes, on a free port of 127.0.0.1. */
export async function startStubLdapServer(script: StubScript): Promise<StubLdapServer> {
  const open = new Set<Socket>()
  const requests: StubRequest[] = []
  let connectionCount = 0
  const server = createServer({ noDelay: true }, (socket) => {
    connectionCount += 1
    open.add(socket)
    // Clients that hang up in the middle are what these tests are about.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      open.delete(socket)
      if (open.size === 0) server.emit('all-closed')
    })
    const connection = stubConnection(socket)
    const frames = new MessageFrames()
    script.onConnect?.(connection)
    socket.on('data', (chunk) => {
      frames.feed(chunk, (bytes) => {
        const request = readRequest(Buffer.from(bytes), requests)
        requests.push(request)
        server.emit('ldap-request')
        script.answer?.(request, connection)
        return 'continue'
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: '127.0.0.1',
    port: listeningPort(server),
    requests,
    connectionCount: () => connectionCount,
    request: async (operation) => {
      for (;;) {
        const found = requests.find((request) => request.operation === operation)
        if (found !== undefined) return found
        await once(server, 'ldap-request')
      }
    },
    untilAllClosed: async () => {
      if (open.size > 0) await once(server, 'all-closed')
    },
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of open) socket.destroy()
      await closed
    }
  }
}

/** One BER element. */
export function ber(tag: number, ...contents: readonly (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(contents.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))
  return Buffer.concat([Buffer.from([tag]), lengthBytes(content.length), content])
}

/** A length as Active Directory writes it: four bytes when it is not short. */
export function lengthBytes(length: number): Buffer {
  if (length < 128) return Buffer.from([length])
  const bytes = Buffer.alloc(5, 0x84)
  bytes.writeUInt32BE(length, 1)
  return bytes
}

export function integer(value: number, tag = 0x02): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return ber(tag, bytes)
}

export interface ResultParts {
  readonly code?: number
  readonly matchedDn?: string
  readonly text?: string
  readonly referrals?: readonly string[]
  /** Response name and value of an extended result. */
  readonly name?: string
  readonly value?: string
  readonly controls?: readonly Buffer[]
}

const resultTags = { bind: 0x61, search: 0x65, extended: 0x78 } as const

/** A result message; success when nothing else is said. */
export function resultMessage(id: number, operation: keyof typeof resultTags, parts: ResultParts = {}): Buffer {
  const body = ber(
    resultTags[operation],
    integer(parts.code ?? 0, 0x0a),
    ber(0x04, parts.matchedDn ?? ''),
    ber(0x04, parts.text ?? ''),
    ...(parts.referrals === undefined ? [] : [ber(0xa3, ...parts.referrals.map((uri) => ber(0x04, uri)))]),
    ...(parts.name === undefined ? [] : [ber(0x8a, parts.name)]),
    ...(parts.value === undefined ? [] : [ber(0x8b, parts.value)])
  )
  return message(id, body, parts.controls)
}

export function entryMessage(id: number, dn: string, attributes: Readonly<Record<string, readonly (string | Uint8Array)[]>> = {}): Buffer {
  const list = Object.entries(attributes).map(([name, values]) =>
    ber(0x30, ber(0x04, name), ber(0x31, ...values.map((value) => ber(0x04, value))))
  )
  return message(id, ber(0x64, ber(0x04, dn), ber(0x30, ...list)))
}

export function referenceMessage(id: number, ...uris: readonly string[]): Buffer {
  return message(id, ber(0x73, ...uris.map((uri) => ber(0x04, uri))))
}

export function noticeOfDisconnection(code: number, text: string): Buffer {
  return resultMessage(0, 'extended', { code, text, name: '1.3.6.1.4.1.1466.20036' })
}

export function message(id: number, body: Uint8Array, controls?: readonly Buffer[]): Buffer {
  return ber(0x30, integer(id), body, ...(controls === undefined ? [] : [ber(0xa0, ...controls)]))
}

export function pagingControl(cookie: string): Buffer {
  return control('1.2.840.113556.1.4.319', ber(0x30, integer(0), ber(0x04, cookie)))
}

/** The password policy's answer; `value` is what stands inside its sequence. */
export function passwordPolicyControl(...value: readonly Buffer[]): Buffer {
  return control('1.3.6.1.4.1.42.2.27.8.5.1', ber(0x30, ...value))
}

export function control(oid: string, value: Uint8Array): Buffer {
  return ber(0x30, ber(0x04, oid), ber(0x04, value))
}

const requestTags: Readonly<Partial<Record<number, StubRequest['operation']>>> = {
  0x60: 'bind',
  0x42: 'unbind',
  0x63: 'search',
  0x50: 'abandon',
  0x77: 'extended'
}

function readRequest(bytes: Buffer, before: readonly StubRequest[]): StubRequest {
  const elements = new BerElements(bytes).elements(SEQUENCE)
  const id = elements.integer(INTEGER)
  const { tag, content } = elements.take()
  const operation = requestTags[tag] ?? 'other'
  const cookie = elements.isAtEnd ? undefined : pagingCookie(elements.elements(0xa0))
  return {
    id,
    operation,
    bytes,
    ...(operation === 'search' ? searchParts(new BerElements(content)) : { base: '', attributes: [] }),
    ...(cookie === undefined ? {} : { cookie }),
    earlier: before.filter((request) => request.operation === operation).length
  }
}

function searchParts(body: BerElements): { readonly base: string; readonly attributes: readonly string[] } {
  const base = body.text(OCTET_STRING)
  // Scope, aliases, size limit, time limit, types only, filter.
  for (let skipped = 0; skipped < 6; skipped += 1) body.take()
  const names = body.elements(SEQUENCE)
  const attributes: string[] = []
  while (!names.isAtEnd) attributes.push(names.text(OCTET_STRING))
  return { base, attributes }
}

function pagingCookie(controls: BerElements): Buffer | undefined {
  while (!controls.isAtEnd) {
    const parts = controls.elements(SEQUENCE)
    if (parts.text(OCTET_STRING) !== '1.2.840.113556.1.4.319') continue
    parts.optionalContent(0x01)
    const value = new BerElements(parts.content(OCTET_STRING)).elements(SEQUENCE)
    value.integer(INTEGER)
    return value.content(OCTET_STRING)
  }
  return undefined
}

function stubConnection(socket: Socket): StubConnection {
  return {
    send: (...messages) => {
      if (socket.writable) socket.write(Buffer.concat(messages))
    },
    sendSlowly: async (bytes) => {
      for (const byte of bytes) {
        if (!socket.writable) return
        await new Promise<void>((resolve) => socket.write(Buffer.from([byte]), () => setImmediate(resolve)))
      }
    },
    close: () => socket.end(),
    reset: () => socket.resetAndDestroy()
  }
}
