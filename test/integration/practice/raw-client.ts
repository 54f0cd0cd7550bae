import { connect, type Socket } from 'node:net'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { BerElements, tags } from '../../../src-main/practice/protocol/ber.ts'
import { MessageSplitter } from '../../../src-main/practice/protocol/split-messages.ts'
import { encodeBind, encodeExtended, encodePaging, encodeSearch, type SearchParts } from '../../unit/practice/encode-request.ts'

export interface RawEntry {
  readonly dn: string
  readonly attributes: ReadonlyMap<string, readonly Buffer[]>
}

export interface RawResult {
  readonly code: number
  readonly matchedDn: string
  readonly text: string
}

export interface RawAnswer extends RawResult {
  readonly entries: readonly RawEntry[]
  readonly references: readonly string[]
  /** Of the paged results control; empty on the last page, `undefined` without the control. */
  readonly cookie: Buffer | undefined
}

/** A client that says exactly what a test wants said and shows exactly what came back. */
export class RawClient implements AsyncDisposable {
  readonly #socket: Socket
  readonly #splitter = new MessageSplitter(64_000_000)
  readonly #messages: Buffer[] = []
  #wake: () => void = () => undefined
  #ended = false
  #nextId = 1

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => {
      // What is no LDAP, such as a TLS alert, is of no interest here; tests that want it use nextBytes.
      if (chunk[0] === tags.sequence || this.#splitter.pendingBytes > 0) this.#messages.push(...this.#splitter.push(chunk))
      this.#wake()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#ended = true
      this.#wake()
    })
  }

  static async connect(port: number, host = '127.0.0.1'): Promise<RawClient> {
    const socket = connect({ port, host, noDelay: true })
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject))
    return new RawClient(socket)
  }

  /** Over TLS from the first byte. Rejects with the error of the handshake. */
  static async connectTls(port: number, options: ConnectionOptions): Promise<RawClient> {
    const socket = connectTls({ port, host: '127.0.0.1', ...options })
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    return new RawClient(socket)
  }

  /** Asks for StartTLS and goes on with a new client over the protected connection. */
  async startTls(options: ConnectionOptions): Promise<RawClient> {
    this.send(encodeExtended(this.nextId, '1.3.6.1.4.1.1466.20037'))
    const { code, text } = readResult((await this.next()).operation)
    if (code !== 0) throw new Error(`StartTLS: ${code} ${text}`)
    this.#socket.removeAllListeners('data')
    const socket = connectTls({ socket: this.#socket, ...options })
    await new Promise((resolve, reject) => socket.once('secureConnect', resolve).once('error', reject))
    return new RawClient(socket)
  }

  /** For requests that this class has no method for. */
  send(bytes: Buffer): void {
    this.#socket.write(bytes)
  }

  get nextId(): number {
    return this.#nextId++
  }

  async bind(name: string, password: string): Promise<RawResult> {
    this.send(encodeBind(this.nextId, name, password))
    return readResult((await this.next()).operation)
  }

  /** The words of the server about who is signed in; `undefined` when it refuses to say. */
  async whoAmI(): Promise<string | undefined> {
    this.send(encodeExtended(this.nextId, '1.3.6.1.4.1.4203.1.11.3'))
    const operation = new BerElements((await this.next()).operation.next().content)
    const code = operation.integer(tags.enumerated)
    operation.text()
    operation.text()
    return code === 0 ? (operation.nextTag === 0x8b ? operation.text(0x8b) : '') : undefined
  }

  async search(parts: SearchParts): Promise<RawAnswer> {
    this.send(encodeSearch(this.nextId, parts))
    const entries: RawEntry[] = []
    const references: string[] = []
    for (;;) {
      const { operation, controls } = await this.next()
      switch (operation.nextTag) {
        case 0x64:
          entries.push(readEntry(operation.elements(0x64)))
          break
        case 0x73:
          references.push(operation.elements(0x73).text())
          break
        default:
          return { ...readResult(operation), entries, references, cookie: readCookie(controls) }
      }
    }
  }

  /** All pages together; the answers page by page. */
  async searchPaged(parts: SearchParts, size: number): Promise<readonly RawAnswer[]> {
    const pages: RawAnswer[] = []
    for (let cookie = Buffer.alloc(0); ;) {
      const page = await this.search({ ...parts, controls: [encodePaging(size, cookie)] })
      pages.push(page)
      if (page.code !== 0 || page.cookie === undefined || page.cookie.length === 0) return pages
      cookie = Buffer.from(page.cookie)
    }
  }

  /** The next message, or an error when the connection ends first. */
  async next(): Promise<{ readonly messageId: number; readonly operation: BerElements; readonly controls: Buffer | undefined }> {
    const message = await this.#nextMessage()
    if (message === undefined) throw new Error('the server closed the connection')
    const envelope = new BerElements(message).elements(tags.sequence)
    const messageId = envelope.integer()
    const operation = wrap(envelope.next())
    return { messageId, operation: new BerElements(operation), controls: envelope.atEnd ? undefined : envelope.content(0xa0) }
  }

  /** The next bytes as they come, whether or not they are LDAP. Only before anything else is read. */
  nextBytes(): Promise<Buffer> {
    this.#socket.removeAllListeners('data')
    return new Promise((resolve) => this.#socket.once('data', resolve))
  }

  /** Says that nothing more will come, and resolves when the server has read everything and closed too. */
  async finish(): Promise<void> {
    this.#socket.end()
    while ((await this.#nextMessage()) !== undefined) continue
  }

  /** True when the server has nothing more to say and closes. */
  async isClosed(): Promise<boolean> {
    return (await this.#nextMessage()) === undefined
  }

  async #nextMessage(): Promise<Buffer | undefined> {
    while (this.#messages.length === 0 && !this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve))
    return this.#messages.shift()
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy()
    return Promise.resolve()
  }
}

function readEntry(entry: BerElements): RawEntry {
  const dn = entry.text()
  const list = entry.elements(tags.sequence)
  const attributes = new Map<string, readonly Buffer[]>()
  while (!list.atEnd) {
    const attribute = list.elements(tags.sequence)
    const name = attribute.text()
    const set = attribute.elements(tags.set)
    const values: Buffer[] = []
    while (!set.atEnd) values.push(set.content(tags.octetString))
    attributes.set(name, values)
  }
  return { dn, attributes }
}

export function readResult(operation: BerElements): RawResult {
  const result = new BerElements(operation.next().content)
  return { code: result.integer(tags.enumerated), matchedDn: result.text(), text: result.text() }
}

function readCookie(controls: Buffer | undefined): Buffer | undefined {
  if (controls === undefined) return undefined
  const control = new BerElements(controls).elements(tags.sequence)
  control.text()
  if (control.nextTag === tags.boolean) control.boolean()
  const value = new BerElements(control.content(tags.octetString)).elements(tags.sequence)
  value.integer()
  return value.content(tags.octetString)
}

function wrap({ tag, content }: { readonly tag: number; readonly content: Buffer }): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([Buffer.from([tag, 0x84]), length, content])
}
