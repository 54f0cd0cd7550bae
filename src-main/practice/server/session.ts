import { setTimeout as delay } from 'node:timers/promises'
import type { DirectoryService } from '../directory/directory-service.ts'
import type { Entry } from '../directory/entry.ts'
import type { PracticeFaultName } from '../practice-faults.ts'
import { resultCode, success } from '../protocol/outcome.ts'
import type { Outcome } from '../protocol/outcome.ts'
import type { BindOperation, LdapRequest } from '../protocol/read-request.ts'
import { answerTag, writeExtendedResult, writeResult } from '../protocol/write-answer.ts'
import { answerCompare } from './answer-compare.ts'
import { answerExtended } from './answer-extended.ts'
import { answerSearch } from './answer-search.ts'
import { foreignAnswer, isPersonOrGroup } from './misbehave.ts'
import { PagedSearches } from './paged-searches.ts'

export interface SessionSetting {
  readonly service: DirectoryService
  readonly faults: ReadonlySet<PracticeFaultName>
  /** How long every answer takes with the fault `slow-answers`. */
  readonly slowAnswerMs: number
}

export interface SessionAnswer {
  /** Nothing when the client has taken the request back. */
  readonly bytes: Buffer
  /** The connection ends right behind these bytes. */
  readonly thenBreak: boolean
}

/** A client may take back requests that were answered long ago; those stay in the list, which therefore has an end. */
const MOST_ABANDONED = 1000

/** What a server remembers about one connection, and how it answers there. */
export class Session {
  readonly #setting: SessionSetting
  readonly #closed: AbortSignal
  readonly #abandoned = new Set<number>()
  readonly #pagedSearches = new PagedSearches()
  #who: Entry | undefined

  constructor(setting: SessionSetting, closed: AbortSignal) {
    this.#setting = setting
    this.#closed = closed
  }

  /** False when this server never says anything in LDAP. */
  get answersAtAll(): boolean {
    return !this.#setting.faults.has('garbage-answer')
  }

  abandon(messageId: number): void {
    if (this.#abandoned.size < MOST_ABANDONED) this.#abandoned.add(messageId)
  }

  async answer(request: LdapRequest, isSecure: boolean): Promise<SessionAnswer> {
    if (!this.answersAtAll) return { bytes: foreignAnswer, thenBreak: false }
    const timedOut = await this.#dawdle(request)
    if (this.#abandoned.delete(request.messageId)) return whole(Buffer.alloc(0))
    return timedOut ?? this.#answerNow(request, isSecure)
  }

  #answerNow(request: LdapRequest, isSecure: boolean): SessionAnswer {
    const { messageId, operation, controls } = request
    const { service } = this.#setting
    const result = (tag: number, outcome: Outcome): SessionAnswer => whole(writeResult(messageId, tag, outcome))
    const isRefusedControl = controls.some(({ type, critical }) => critical && !service.acceptedControls.has(type))
    const early = isRefusedControl ? service.words.unknownCriticalControl : undefined
    switch (operation.kind) {
      case 'bind':
        return result(answerTag.bind, early ?? this.#bind(operation, isSecure))
      case 'search':
        return early === undefined ? this.#search({ messageId, operation, controls }) : result(answerTag.searchDone, early)
      case 'compare':
        return result(answerTag.compare, early ?? (this.#who === undefined ? service.words.notSignedIn : answerCompare(operation, service)))
      case 'extended':
        return whole(
          early === undefined ? answerExtended(messageId, operation.name, service, this.#who) : writeExtendedResult(messageId, early, {})
        )
      case 'write':
        return result(operation.answerTag, early ?? service.words.writeRefused)
      case 'abandon':
      case 'unbind':
        return whole(Buffer.alloc(0))
    }
  }

  #bind({ version, name, method }: BindOperation, isSecure: boolean): Outcome {
    const { service, faults } = this.#setting
    const { words } = service
    this.#who = undefined
    if (faults.has('lying-bind')) return success
    if (version !== 3) return words.oldProtocolRefused
    if (method.kind === 'sasl') return words.saslRefused
    if (name === '' && method.password.length === 0) return success
    if (faults.has('strong-auth-required') && !isSecure) return words.plainTextBindRefused
    if (faults.has('channel-binding') && isSecure) return words.channelBindingRefused
    const answer = service.bind(name, method.password)
    if ('refused' in answer) return answer.refused
    this.#who = answer.who
    return success
  }

  #search(request: Parameters<typeof answerSearch>[0]): SessionAnswer {
    const { service, faults } = this.#setting
    const isHidden = faults.has('empty-result-success') ? isPersonOrGroup : (): boolean => false
    const { messages, page } = answerSearch(request, { service, pagedSearches: this.#pagedSearches, who: this.#who, isHidden })
    const bytes = Buffer.concat(messages)
    // In the middle of an entry: the client must not take what came before for the whole.
    if (faults.has('dropped-mid-page') && page === 1) return { bytes: bytes.subarray(0, Math.floor(bytes.length / 2)), thenBreak: true }
    return whole(bytes)
  }

  /** Waits as slow servers do. The answer when the client's own time limit ends first (RFC 4511 section 4.5.1.5). */
  async #dawdle({ messageId, operation }: LdapRequest): Promise<SessionAnswer | undefined> {
    if (!this.#setting.faults.has('slow-answers')) return undefined
    const limitMs = operation.kind === 'search' && operation.timeLimitSeconds > 0 ? operation.timeLimitSeconds * 1000 : Infinity
    await this.#wait(Math.min(this.#setting.slowAnswerMs, limitMs))
    return this.#setting.slowAnswerMs > limitMs
      ? whole(writeResult(messageId, answerTag.searchDone, { code: resultCode.timeLimitExceeded }))
      : undefined
  }

  async #wait(ms: number): Promise<void> {
    try {
      await delay(ms, undefined, { signal: this.#closed })
    } catch (error) {
      if (!this.#closed.aborted) throw error
    }
  }
}

function whole(bytes: Buffer): SessionAnswer {
  return { bytes, thenBreak: false }
}
