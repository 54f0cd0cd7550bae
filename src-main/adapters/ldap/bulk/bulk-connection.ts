import type { Socket } from 'node:net'
import { AbandonRequest, UnbindRequest } from 'ldapts'
import type { CancelSignal } from '../../../core/cancel.ts'
import type { LdapFailure } from '../../../core/model/directory-facts.ts'
import { fail, type Result, succeed } from '../../../core/result.ts'
import { MalformedBytes } from '../ber.ts'
import type { OutgoingRequest } from '../ldap-connection.ts'
import { closedFailure, disconnectionFailure, notLdapFailure } from '../ldap-errors.ts'
import { MessageFrames } from '../message-frames.ts'
import { decodeMessage, type ResultOperation, type ServerResult } from '../server-message.ts'
import { MessageHead, SEARCH_ENTRY, SEARCH_REFERENCE } from './message-head.ts'

/**
 * `LdapConnection` for reading in bulk: entries are handed over as the bytes they came in, and the deadline begins anew with each message, as a
 * page of a hundred thousand members may take its time. References are noted and not followed. The signal destroys the socket at once.
 */
export class BulkConnection {
  /** Addresses of other servers: each search of the same part of the directory is pointed to the same ones. */
  readonly references = new Set<string>()
  readonly #socket: Socket
  readonly #signal: CancelSignal
  readonly #timeoutMs: number
  readonly #frames = new MessageFrames()
  readonly #head = new MessageHead()
  readonly #pending = new Map<number, Pending>()
  #idle: NodeJS.Timeout | undefined
  #bytesOfMessage = 0
  #lastId = 0
  #ended: LdapFailure | undefined

  constructor(socket: Socket, signal: CancelSignal, timeoutMs: number) {
    this.#socket = socket
    this.#signal = signal
    this.#timeoutMs = timeoutMs
    socket.on('error', this.#onError)
    socket.on('end', this.#onEnd)
    socket.on('close', this.#onEnd)
    socket.on('data', this.#onData)
    signal.addEventListener('abort', this.#onAbort, { once: true })
    if (signal.aborted) this.#onAbort()
    else if (socket.destroyed) this.#end(closedFailure(socket.errored ?? undefined))
  }

  get isOpen(): boolean {
    return this.#ended === undefined
  }

  /**
   * Sends one request now, and waits for its result, whatever the result code. `onEntry` may keep the bytes; what it throws ends the
   * connection: `MalformedBytes` as a failure, anything else as the bug that it is.
   */
  exchange(request: OutgoingRequest, operation: ResultOperation, onEntry: TakeMessage): Promise<Result<ServerResult, LdapFailure>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) {
        resolve(fail(this.#ended))
        return
      }
      this.#lastId += 1
      request.messageId = this.#lastId
      const bytes = request.write()
      if (this.#pending.size === 0) this.#idle = setTimeout(this.#onIdle, this.#timeoutMs)
      this.#pending.set(this.#lastId, { operation, onEntry, resolve, reject })
      // The bytes of a bind hold the password; they are wiped as soon as the socket has taken them.
      this.#socket.write(bytes, () => bytes.fill(0))
    })
  }

  /** For a server from whose behaviour no end can be expected. */
  giveUp(text: string): LdapFailure {
    return this.#end({ kind: 'closed', text })
  }

  giveUpMalformed(bytes: Buffer): LdapFailure {
    return this.#end(notLdapFailure(bytes))
  }

  /** Says goodbye without waiting for an answer; what is still pending is abandoned and ends as `closed`. */
  close(): void {
    if (this.#ended !== undefined) return
    const abandoned = [...this.#pending.keys()].map((abandonId) =>
      new AbandonRequest({ messageId: (this.#lastId += 1), abandonId }).write()
    )
    const goodbye = new UnbindRequest({ messageId: this.#lastId + 1 }).write()
    this.#end(CLOSED_HERE, Buffer.concat([...abandoned, goodbye]))
  }

  readonly #onData = (chunk: Buffer): void => {
    let messages = 0
    const broken = this.#frames.cut(chunk, (bytes, start, end) => {
      messages += 1
      this.#receive(bytes, start, end)
      return this.#ended === undefined ? 'continue' : 'stop'
    })
    if (broken !== undefined) this.#end(notLdapFailure(broken))
    this.#bytesOfMessage = messages === 0 ? this.#bytesOfMessage + chunk.length : 0
    // A large message on a slow line counts as alive by its bytes; one byte now and then does not.
    if (messages > 0 || this.#bytesOfMessage >= ALIVE_BYTES) {
      this.#bytesOfMessage = 0
      this.#idle?.refresh()
    }
  }

  #receive(bytes: Buffer, start: number, end: number): void {
    const head = this.#head
    if (head.read(bytes, start, end) === 'malformed' || head.id > this.#lastId || head.id < 0) {
      this.giveUpMalformed(bytes.subarray(start, end))
      return
    }
    const pending = this.#pending.get(head.id)
    if (head.tag === SEARCH_ENTRY) {
      if (pending !== undefined) this.#handOver(pending, bytes, start, end)
    } else if (head.tag === SEARCH_REFERENCE) {
      if (pending !== undefined) this.#note(bytes.subarray(start, end))
    } else {
      this.#receiveOther(pending, bytes.subarray(start, end))
    }
  }

  #note(reference: Buffer): void {
    const message = decodeMessage(reference)
    if (message?.kind !== 'references') this.giveUpMalformed(reference)
    else if (this.references.size < MOST_REFERENCES) this.references.add(message.uris.join(' '))
  }

  #handOver(pending: Pending, bytes: Buffer, start: number, end: number): void {
    try {
      pending.onEntry(bytes, start, end)
    } catch (problem) {
      if (!(problem instanceof MalformedBytes)) pending.reject(problem)
      this.giveUpMalformed(bytes.subarray(start, end))
    }
  }

  #receiveOther(pending: Pending | undefined, bytes: Buffer): void {
    const message = decodeMessage(bytes)
    if (message === undefined) this.giveUpMalformed(bytes)
    else if (message.kind !== 'result') return
    else if (message.id === 0) {
      // Other notices are to be ignored (RFC 4511, section 4.4).
      if (message.responseName === NOTICE_OF_DISCONNECTION) this.#end(disconnectionFailure(message))
    } else if (pending !== undefined && message.operation !== pending.operation) this.giveUpMalformed(bytes)
    else if (pending !== undefined) {
      this.#pending.delete(message.id)
      if (this.#pending.size === 0) clearTimeout(this.#idle)
      pending.resolve(succeed(message))
    }
  }

  readonly #onIdle = (): void => void this.#end({ kind: 'timed-out', during: 'operation', timeoutMs: this.#timeoutMs })
  readonly #onError = (problem: Error): void => void this.#end(closedFailure(problem))
  readonly #onEnd = (): void => void this.#end(closedFailure(undefined))
  readonly #onAbort = (): void => void this.#end(CLOSED_HERE)

  #end(failure: LdapFailure, goodbye?: Buffer): LdapFailure {
    if (this.#ended !== undefined) return this.#ended
    this.#ended = failure
    clearTimeout(this.#idle)
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#socket.off('data', this.#onData)
    this.#socket.off('end', this.#onEnd)
    this.#socket.off('close', this.#onEnd)
    // The error listener stays: a reset that comes while the socket goes down must not end the process.
    if (goodbye === undefined) this.#socket.destroy()
    else sayGoodbye(this.#socket, goodbye)
    for (const pending of this.#pending.values()) pending.resolve(fail(failure))
    this.#pending.clear()
    return failure
  }
}

/** A message among others that came with it: `bytes[start]` to `bytes[end - 1]`. A buffer for each would be half of all garbage. */
export type TakeMessage = (bytes: Buffer, start: number, end: number) => void

interface Pending {
  readonly operation: ResultOperation
  readonly onEntry: TakeMessage
  resolve(answer: Result<ServerResult, LdapFailure>): void
  reject(problem: unknown): void
}

const CLOSED_HERE: LdapFailure = { kind: 'closed', text: 'This connection was closed by this application.' }
const NOTICE_OF_DISCONNECTION = '1.3.6.1.4.1.1466.20036'
const ALIVE_BYTES = 65_536
/** More than any forest has; a server without an end to them shall not fill the memory. */
const MOST_REFERENCES = 10_000
const GOODBYE_MS = 200

/** A peer that takes nothing any more must not keep the process alive, so the goodbye has a moment and no longer. */
function sayGoodbye(socket: Socket, goodbye: Buffer): void {
  const timer = setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
  socket.once('close', () => clearTimeout(timer))
  // Unread answers would hold the socket half open.
  socket.resume()
  socket.end(goodbye, () => socket.destroy())
}
