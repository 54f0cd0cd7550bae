import type { FieldValue } from '../../core/service/service-facts.ts'
import type { AdministratorChange } from './second-administrator.ts'
import type { StoredValue } from './stored-records.ts'

/** Something that goes wrong with matching requests. */
export type ServiceFault = FaultMatch & FaultEffect

export interface FaultMatch {
  readonly method?: string
  /** Below `/api/rest/v1`, without the query; `*` stands for anything: `/users*`. Default: every path. */
  readonly path?: string | RegExp
  /** How many matching requests it spoils. Default 1; `Infinity` for all. */
  readonly times?: number
  /** How many matching requests pass before it begins. Default 0. */
  readonly skip?: number
}

export type FaultEffect = SpoilingFault | AlteringFault

/** Only one of these can happen to a request: the one added first. */
export type SpoilingFault =
  /** A refusal in the documented form, before anything takes effect. */
  | {
      readonly kind: 'answer-with'
      readonly type: string
      readonly status?: number
      readonly message?: string
      readonly retryAfterSeconds?: number
    }
  /** Nothing takes effect; then an error page without the documented form (status 500 or the given one), or a cut connection. */
  | { readonly kind: 'fail-before'; readonly how: 'error' | 'reset'; readonly status?: number }
  /** The request takes effect; then an error page, a cut connection, or nothing at all. */
  | { readonly kind: 'fail-after'; readonly how: 'error' | 'reset' | 'no-answer'; readonly status?: number }
  /** Nothing takes effect, and no answer ever comes. */
  | { readonly kind: 'hang' }
  /** A proxy's page (status 200 or 502 or the given one), a captive portal's page, or its redirect to another host. Nothing takes effect. */
  | { readonly kind: 'html-page'; readonly page: 'proxy' | 'captive-portal' | 'captive-redirect'; readonly status?: number }
  /** The request takes effect; half of the answer arrives, as if it were the whole. */
  | { readonly kind: 'broken-json' }
  /** The request takes effect; the answer is JSON of another kind. */
  | { readonly kind: 'wrong-shape'; readonly body?: StoredValue }

/** These leave the answer whole, and add up. */
export type AlteringFault =
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Bob changes something right before or right after the request takes effect. */
  | { readonly kind: 'second-administrator'; readonly when: 'before' | 'after'; readonly change: AdministratorChange }
  /** The answer says success, and the field stays what it was. */
  | { readonly kind: 'drop-field'; readonly field: string }
  /** The field is stored in another form than it was sent: in lower case, or as given. */
  | { readonly kind: 'normalise'; readonly field: string; readonly as?: FieldValue }

/** The faults of a practice service: may be added and cleared at any time. */
export class ServiceFaults {
  readonly #pending: { readonly fault: ServiceFault; readonly pattern: RegExp; toSkip: number; left: number }[] = []

  add(fault: ServiceFault): void {
    this.#pending.push({ fault, pattern: patternOf(fault.path), toSkip: fault.skip ?? 0, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#pending.length = 0
  }

  /** Faults that still wait for a request. */
  get pending(): readonly ServiceFault[] {
    return this.#pending.map(({ fault }) => fault)
  }

  /** What happens to this request; each fault found is used up once. */
  take(method: string, path: string): FaultsOfRequest {
    const altering: AlteringFault[] = []
    let spoiling: SpoilingFault | undefined
    for (const waiting of [...this.#pending]) {
      const { fault, pattern } = waiting
      if ((fault.method !== undefined && fault.method !== method) || !pattern.test(path)) continue
      if (waiting.toSkip > 0) {
        waiting.toSkip -= 1
        continue
      }
      if (isAltering(fault)) altering.push(fault)
      else if (spoiling === undefined) spoiling = fault
      else continue
      waiting.left -= 1
      if (waiting.left <= 0) this.#pending.splice(this.#pending.indexOf(waiting), 1)
    }
    return { spoiling, altering }
  }
}

export interface FaultsOfRequest {
  readonly spoiling: SpoilingFault | undefined
  readonly altering: readonly AlteringFault[]
}

function isAltering(fault: ServiceFault): fault is FaultMatch & AlteringFault {
  return fault.kind === 'slow' || fault.kind === 'second-administrator' || fault.kind === 'drop-field' || fault.kind === 'normalise'
}

function patternOf(path: string | RegExp | undefined): RegExp {
  if (path === undefined) return /^/
  // A global expression would remember where it stopped.
  if (path instanceof RegExp) return new RegExp(path.source, path.flags.replace(/[gy]/g, ''))
  return new RegExp(`^${path.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`)
}
