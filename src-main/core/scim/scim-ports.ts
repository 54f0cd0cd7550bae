import type { CancelSignal } from '../cancel.ts'
import type { NetworkFailure } from '../model/network-failure.ts'
import type { Secret } from '../secret.ts'

/** Sends what Entra ID would send. Nothing is repeated, no redirect is followed, and every answer has a limit of size and time. */
export interface ScimPort {
  /** Throws `Cancelled`. */
  send(request: ScimRequest, signal: CancelSignal): Promise<ScimAnswer>
}

export interface ScimRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly token: Secret
  /** Becomes JSON of the type `application/scim+json`. */
  readonly body?: unknown
}

export type ScimAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly location: string | undefined
      readonly text: string
      readonly durationMs: number
    }
  | { readonly kind: 'no-answer'; readonly failure: NetworkFailure; readonly durationMs: number }
