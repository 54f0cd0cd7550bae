import type { CancelSignal } from '../cancel.ts'
import type { NetworkFailure } from '../model/network-failure.ts'
import type { ScimProof } from './scim-proof.ts'

/** Sends what Entra ID would send. Nothing is repeated, no redirect is followed, and every answer has a limit of size and time. */
export interface ScimPort {
  /** Throws `Cancelled`. */
  send(request: ScimRequest, signal: CancelSignal): Promise<ScimAnswer>
}

export interface ScimRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly proof: ScimProof
  /** Becomes JSON of the type `application/scim+json`. */
  readonly body?: unknown
}

export type ScimAnswer =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly contentType: string
      readonly location: string | undefined
      /** Header `WWW-Authenticate`: by what the server wants to be shown who asks. */
      readonly challenges?: string
      readonly text: string
      readonly durationMs: number
    }
  | { readonly kind: 'no-answer'; readonly failure: NetworkFailure; readonly durationMs: number }
