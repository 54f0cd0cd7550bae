import type { Caller } from './caller.ts'
import type { SiteState } from './site-state.ts'
import type { StoredRecord, StoredValue } from './stored-records.ts'

/** What an endpoint says; nothing is sent yet, so that a fault can still spoil it. No `body`: 204. */
export interface Answer {
  readonly status: number
  readonly body?: StoredValue
  readonly headers?: Readonly<Record<string, string>>
}

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/rest/v1`; `{id}` stands for a number. */
  readonly path: string
  /** Who may call it: every key, site administrators, or administrators and the user whose id stands in the path. */
  readonly allowed: 'every-key' | 'administrators' | 'administrators-and-oneself'
  answer(call: Call): Answer
}

export interface Call {
  readonly state: SiteState
  readonly caller: Caller
  /** The number in the path; 0 when the path has none. */
  readonly id: number
  readonly query: URLSearchParams
  /** The fields of the body. */
  readonly fields: StoredRecord
  /** Fields that a fault keeps as they are although the answer says success. */
  readonly keptFields: ReadonlySet<string>
  readonly now: Date
  /** Begins the sync of a strategy; the answer does not wait for it. */
  startSync(strategyId: number): void
}

export function found(body: StoredValue): Answer {
  return { status: 200, body }
}
