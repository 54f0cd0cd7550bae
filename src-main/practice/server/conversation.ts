import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { MalformedMessageError } from '../protocol/ber.ts'
import { resultCode, success } from '../protocol/outcome.ts'
import { readRequest } from '../protocol/read-request.ts'
import type { LdapRequest } from '../protocol/read-request.ts'
import { MessageSplitter } from '../protocol/split-messages.ts'
import { writeExtendedResult, writeNoticeOfDisconnection } from '../protocol/write-answer.ts'
import { START_TLS } from './answer-extended.ts'
import { Session } from './session.ts'
import type { SessionSetting } from './session.ts'

export interface ConversationSetting extends SessionSetting {
  /** Absent when the server has no certificate: then StartTLS is refused. */
  readonly secureContext: SecureContext | undefined
  readonly maxMessageBytes: number
  readonly idleTimeoutMs: number
}

/** Speaks LDAP on a connection until one side closes it. Never throws: whatever a client sends ends, at worst, its own connection. */
export function converse(socket: Socket, setting: ConversationSetting): void {
  new Conversation(socket, setting).start()
}

/** Wraps a connection into TLS, as the server. A failed handshake closes it, with the alert that TLS itself sends. */
export function acceptTls(socket: Socket, secureContext: SecureContext): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext })
}

/** Requests that may wait while one is being answered; beyond that the client is made to wait. */
const MOST_WAITING = 50

class Conversation {
  readonly #setting: ConversationSetting
  readonly #session: Session
  readonly #waiting: LdapRequest[] = []
  readonly #closed = new AbortController()
  #splitter: MessageSplitter
  #stream: Socket
  #answering = false

  constructor(socket: Socket, setting: ConversationSetting) {
    this.#stream = socket
    this.#setting = setting
    this.#splitter = new MessageSplitter(setting.maxMessageBytes)
    this.#session = new Session(setting, this.#closed.signal)
  }

  start(): void {
    this.#listen(this.#stream)
  }

  #listen(stream: Socket): void {
    this.#stream = stream
    // A reset by the client is its own affair; 'close' follows and cleans up.
    stream.on('error', () => stream.destroy())
    stream.on('close', () => this.#closed.abort())
    stream.setTimeout(this.#setting.idleTimeoutMs, () => stream.destroy())
    stream.on('data', this.#receive)
  }

  readonly #receive = (chunk: Buffer): void => {
    try {
      for (const message of this.#splitter.push(chunk)) this.#enqueue(readRequest(message))
    } catch (error) {
      this.#disconnect(error)
      return
    }
    if (this.#waiting.length > MOST_WAITING) this.#stream.pause()
    void this.#answerWaiting()
  }

  #enqueue(request: LdapRequest): void {
    // An abandon must overtake the request it is about, which may still be waiting.
    if (request.operation.kind === 'abandon') this.#session.abandon(request.operation.target)
    else this.#waiting.push(request)
  }

  async #answerWaiting(): Promise<void> {
    if (this.#answering) return
    this.#answering = true
    try {
      for (let request = this.#waiting.shift(); request !== undefined && !this.#stream.destroyed; request = this.#waiting.shift()) {
        await this.#answer(request)
      }
      if (this.#stream.isPaused()) this.#stream.resume()
    } catch (error) {
      this.#disconnect(error)
    } finally {
      this.#answering = false
    }
  }

  async #answer(request: LdapRequest): Promise<void> {
    const { messageId, operation } = request
    if (operation.kind === 'unbind') {
      this.#stream.destroySoon()
      return
    }
    if (operation.kind === 'extended' && operation.name === START_TLS && this.#session.answersAtAll) {
      await this.#startTls(messageId)
      return
    }
    const isSecure = this.#stream instanceof TLSSocket
    const { bytes, thenBreak } = await this.#session.answer(request, isSecure)
    await this.#send(bytes)
    if (thenBreak) this.#stream.destroy()
  }

  async #startTls(messageId: number): Promise<void> {
    const { words } = this.#setting.service
    const { secureContext } = this.#setting
    const stream = this.#stream
    if (stream instanceof TLSSocket || secureContext === undefined) {
      const outcome = stream instanceof TLSSocket ? words.startTlsTwice : words.startTlsUnavailable
      await this.#send(writeExtendedResult(messageId, outcome, { name: START_TLS }))
      return
    }
    // Anything already received after the request came in clear: to treat it as protected would let a stranger inject requests.
    if (this.#waiting.length > 0 || this.#splitter.pendingBytes > 0)
      throw new MalformedMessageError('requests sent in clear after StartTLS')
    stream.off('data', this.#receive)
    stream.setTimeout(0)
    await this.#send(writeExtendedResult(messageId, success, { name: START_TLS }))
    if (stream.destroyed) return
    this.#splitter = new MessageSplitter(this.#setting.maxMessageBytes)
    this.#listen(acceptTls(stream, secureContext))
  }

  /** Resolves when the bytes have left for the network, so that a client that does not read costs one answer of memory at most. */
  #send(bytes: Buffer): Promise<void> {
    const stream = this.#stream
    if (bytes.length === 0 || stream.destroyed) return Promise.resolve()
    return new Promise((resolve) => {
      stream.once('close', resolve)
      stream.write(bytes, () => {
        stream.off('close', resolve)
        resolve()
      })
    })
  }

  /** Says why (RFC 4511 section 4.4.1) and closes. A bug of ours ends the connection too, with a code that says so. */
  #disconnect(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error)
    const code = error instanceof MalformedMessageError ? resultCode.protocolError : resultCode.other
    this.#waiting.length = 0
    this.#stream.off('data', this.#receive)
    this.#stream.resume()
    if (this.#stream.writable) this.#stream.write(writeNoticeOfDisconnection({ code, text }))
    this.#stream.destroySoon()
  }
}
