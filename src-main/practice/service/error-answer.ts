import type { Answer } from './answer.ts'
import type { StoredRecord } from './stored-records.ts'

/** A refusal in the documented shape. `type` is `family/name`, or only the family where the documentation has no more (`not-found`). */
export function refusal(type: string, message: string, more: Refusal = {}): Answer {
  const status = more.status ?? statusOf(type)
  return {
    status,
    headers: more.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(more.retryAfterSeconds) },
    body: {
      type,
      'http-code': status,
      error: message,
      title: titleOf(type),
      detail: message,
      instance: 'practice',
      ...(more.modelErrors === undefined ? {} : { errors: sentences(more.modelErrors), 'model-errors': more.modelErrors }),
      ...(more.data === undefined ? {} : { data: more.data })
    }
  }
}

export interface Refusal {
  readonly status?: number
  readonly retryAfterSeconds?: number
  /** Field to what is wrong with it. */
  readonly modelErrors?: Readonly<Record<string, readonly string[]>>
  readonly data?: StoredRecord
}

export function notFound(): Answer {
  return refusal('not-found', 'There is nothing here, or nothing that this key may see.')
}

/** What a write is refused with when the record cannot be saved that way. */
export function cannotBeSaved(modelErrors: Readonly<Record<string, readonly string[]>>): Answer {
  return refusal('processing-failure/model-save-error', sentences(modelErrors).join(', '), { modelErrors })
}

/** The documentation names the status of some families only; the others are the usual ones of HTTP. */
const familyStatus: ReadonlyMap<string, number> = new Map([
  ['bad-request', 400],
  ['not-authenticated', 401],
  ['not-authorized', 403],
  ['not-found', 404],
  ['processing-failure', 422],
  ['rate-limited', 429],
  ['service-unavailable', 503],
  ['site-configuration', 403]
])

function statusOf(type: string): number {
  if (type === 'bad-request/method-not-allowed') return 405
  return familyStatus.get(type.split('/')[0] ?? '') ?? 500
}

function titleOf(type: string): string {
  return (type.split('/').at(-1) ?? type)
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}

function sentences(modelErrors: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(modelErrors).flatMap(([field, faults]) => faults.map((fault) => `${field.replaceAll('_', ' ')} ${fault}`))
}
