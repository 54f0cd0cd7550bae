import type { Socket } from 'node:net'
import { AbandonRequest, UnbindRequest } from 'ldapts'
import type { CancelSignal } from '../../core/cancel.ts'
import { Cancelled, throwIfCancelled } from '../../core/cancel.ts'
import type { LdapFailure } from '../../core/model/directory-facts.ts'
import type { Result } from '../../core/result.ts'
import { assertNever, fail, succeed } from '../../core/result.ts'
import { closedFailure, disconnectionFailure, notLdapFailure } from './ldap-errors.ts'
import { MessageFrames } from './message-frames.ts'
import type { ResultOperation, ServerMessage, ServerResult } from './server-message.ts'
import { decodeMessage } from './server-message.ts'

/** What goes out: a request of ldapts, which knows how to write itself. */
export interface OutgoingRequest {
  messageId: number
  write(): Buffer
}

export type SearchPart = Extract<ServerMessage, { kind: 'entry' | 'references' }>

/**
 * One LDAP connection over an open socket. It never reconnects: once it has ended, every call says so.
 *
 * ldapts writes the requests, but does not read the answers: its parser turns on the spot for ever, or exhausts the stack, on bytes that a
 * broken server can send (test/unit/ldap/why-not-the-ldapts-parser.test.ts), and its client drops matched names, referrals and partial results.
 */
export class LdapConnection {
  readonly #socket: Socket
  readonly #signal: CancelSignal
  readonly #timeoutMs: number
  readonly #frames = new MessageFrames()
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #ending: Ending | undefined

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
    else if (socket.destroyed) this.#end(endedBy(closedFailure(socket.errored ?? undefined)))
  }

  /**
   * Sends one request and waits for its result, whatever the result code, for at most the time of one operation. Parts of a search go to
   * `onPart` as they come; when that says `stop` the request is abandoned and the answer is `stopped`.
   */
  exchange(
    request: OutgoingRequest,
    operation: ResultOperation,
    onPart: (part: SearchPart) => 'continue' | 'stop' = ignorePart
  ): Promise<Result<ServerResult | 'stopped', LdapFailure>> {
    return new Promise((resolve, reject) => {
      this.throwIfCancelled()
      if (this.#ending !== undefined) {
        settle({ resolve, reject }, this.#ending, 'later')
        return
      }
      this.#lastId += 1
      const id = this.#lastId
      request.messageId = id
      const bytes = request.write()
      const timer = setTimeout(() => this.#timeOut(id), this.#timeoutMs)
      this.#pending.set(id, { operation, onPart, timer, resolve, reject })
      this.#send(bytes)
    })
  }

  throwIfCancelled(): void {
    throwIfCancelled(this.#signal)
  }

  /** Says goodbye without waiting for an answer, and frees the socket. Pending calls end as `closed`. */
  close(): void {
    if (this.#ending !== undefined) return
    const goodbye = new UnbindRequest({ messageId: this.#lastId + 1 }).write()
    this.#end(endedBy(CLOSED_HERE), { goodbye })
  }

  /** Ends a connection whose server behaves in a way that no answer can be expected from. */
  giveUp(text: string): LdapFailure {
    const failure: LdapFailure = { kind: 'closed', text }
    this.#end(endedBy(failure))
    return failure
  }

  #send(bytes: Buffer): void {
    // The bytes of a bind hold the password; they are wiped as soon as the socket has taken them.
    this.#socket.write(bytes, () => bytes.fill(0))
  }

  readonly #onData = (chunk: Buffer): void => {
    const broken = this.#frames.feed(chunk, (bytes) => {
      this.#receive(bytes)
      return this.#ending === undefined ? 'continue' : 'stop'
    })
    if (broken !== undefined) this.#end(endedBy(notLdapFailure(broken)))
  }

  #receive(bytes: Buffer): void {
    const message = decodeMessage(bytes)
    if (message === undefined || message.id > this.#lastId) {
      this.#end(endedBy(notLdapFailure(bytes)))
      return
    }
    if (message.id === 0) {
      this.#receiveNotice(message)
      return
    }
    // An id we sent but do not wait for belongs to a request that was abandoned.
    const pending = this.#pending.get(message.id)
    if (pending === undefined || message.kind === 'other') return
    if (message.kind !== 'result') this.#receivePart(pending, message)
    else if (message.operation !== pending.operation) this.#end(endedBy(notLdapFailure(bytes)))
    else {
      this.#forget(message.id, pending)
      pending.resolve(succeed(message))
    }
  }

  #receivePart(pending: Pending, part: SearchPart): void {
    try {
      if (pending.onPart(part) === 'continue') return
      pending.resolve(succeed('stopped'))
    } catch (problem) {
      // A bug in whoever looks at the entries belongs to the caller of the search, not to the socket.
      pending.reject(problem)
    }
    this.#forget(part.id, pending)
    if (this.#ending === undefined) this.#abandon(part.id)
  }

  #abandon(id: number): void {
    this.#lastId += 1
    this.#send(new AbandonRequest({ messageId: this.#lastId, abandonId: id }).write())
  }

  /** Unsolicited notifications other than the notice of disconnection are to be ignored (RFC 4511, section 4.4). */
  #receiveNotice(message: ServerMessage): void {
    if (message.kind === 'result' && message.responseName === NOTICE_OF_DISCONNECTION) {
      this.#end(endedBy(disconnectionFailure(message)))
    }
  }

  #timeOut(id: number): void {
    this.#end({
      kind: 'failed',
      during: { kind: 'timed-out', during: 'operation', timeoutMs: this.#timeoutMs },
      duringId: id,
      later: { kind: 'closed', text: 'The connection was closed because an earlier step got no answer in time.' }
    })
  }

  readonly #onError = (problem: Error): void => this.#end(endedBy(closedFailure(problem)))
  readonly #onEnd = (): void => this.#end(endedBy(closedFailure(undefined)))
  readonly #onAbort = (): void => this.#end({ kind: 'cancelled' })

  #end(ending: Ending, { goodbye }: { readonly goodbye?: Buffer } = {}): void {
    if (this.#ending !== undefined) return
    this.#ending = ending
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#socket.off('data', this.#onData)
    this.#socket.off('end', this.#onEnd)
    this.#socket.off('close', this.#onEnd)
    // The error listener stays: a reset that comes while the socket goes down must not end the process.
    if (goodbye === undefined) this.#socket.destroy()
    else sayGoodbye(this.#socket, goodbye)
    for (const [id, pending] of this.#pending) {
      this.#forget(id, pending)
      settle(pending, ending, ending.kind === 'failed' && (ending.duringId ?? id) === id ? 'during' : 'later')
    }
  }

  #forget(id: number, pending: Pending): void {
    clearTimeout(pending.timer)
    this.#pending.delete(id)
  }
}

interface Waiting {
  resolve(answer: Result<ServerResult | 'stopped', LdapFailure>): void
  reject(problem: unknown): void
}

interface Pending extends Waiting {
  readonly operation: ResultOperation
  readonly onPart: (part: SearchPart) => 'continue' | 'stop'
  readonly timer: NodeJS.Timeout
}

type Ending =
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed'
      /** What the waiting calls learn; only the one of `duringId` when it is given. */
      readonly during: LdapFailure
      readonly duringId?: number
      readonly later: LdapFailure
    }

const CLOSED_HERE: LdapFailure = { kind: 'closed', text: 'This connection was closed by this application.' }
const NOTICE_OF_DISCONNECTION = '1.3.6.1.4.1.1466.20036'
const GOODBYE_MS = 200

function endedBy(failure: LdapFailure): Ending {
  return { kind: 'failed', during: failure, later: failure }
}

function settle(waiting: Waiting, ending: Ending, when: 'during' | 'later'): void {
  switch (ending.kind) {
    case 'cancelled':
      waiting.reject(new Cancelled())
      return
    case 'failed':
      waiting.resolve(fail(ending[when]))
      return
    default:
      assertNever(ending)
  }
}

/** A peer that takes nothing any more must not keep the process alive, so the goodbye has a moment and no longer. */
function sayGoodbye(socket: Socket, goodbye: Buffer): void {
  const timer = setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
  socket.once('close', () => clearTimeout(timer))
  // Unread answers would hold the socket half open.
  socket.resume()
  socket.end(goodbye, () => socket.destroy())
}

function ignorePart(): 'continue' {
  return 'continue'
}
