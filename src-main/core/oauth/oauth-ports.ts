import type { CancelSignal } from '../cancel.ts'
import type { Secret } from '../secret.ts'
import type { NetworkFailure } from '../model/network-failure.ts'

/** Asks an OpenID provider. Nothing is repeated, no redirect is followed, and every answer has a limit of size and time. */
export interface OpenIdPort {
  /** `GET` of `.well-known/openid-configuration`. Throws `Cancelled`. */
  discover(url: string, signal: CancelSignal): Promise<DiscoveryAnswer>
  /** One client-credentials request. The token is thrown away before this answers: only what it says of itself remains. Throws `Cancelled`. */
  requestToken(request: TokenRequest, signal: CancelSignal): Promise<TokenAnswer>
}

export type DiscoveryAnswer =
  | { readonly kind: 'found'; readonly url: string; readonly document: DiscoveryDocument }
  /** `body`: at most a few thousand characters. `redirectsTo`: host and path of an answer that leads elsewhere; it was not followed. */
  | { readonly kind: 'refused'; readonly url: string; readonly status: number; readonly body: string; readonly redirectsTo?: string }
  | { readonly kind: 'unreadable'; readonly url: string; readonly because: string }
  | { readonly kind: 'no-answer'; readonly url: string; readonly failure: NetworkFailure }

export interface DiscoveryDocument {
  readonly issuer: string
  readonly tokenEndpoint: string
  readonly authorizationEndpoint: string
  /** `client_secret_post`, ...: how the provider takes a secret; empty when it does not say. */
  readonly authenticationMethods: readonly string[]
  /** Microsoft’s own: `WW`, `USGov`, ...; absent elsewhere. */
  readonly tenantRegionScope: string | undefined
  readonly cloudInstanceName: string | undefined
}

export interface TokenRequest {
  readonly tokenEndpoint: string
  readonly clientId: string
  readonly clientSecret: Secret
  /** Empty: none is asked for. */
  readonly scope: string
  /** In the body, as Entra ID has it, or in a header (RFC 6749, 2.3.1). */
  readonly secretGoesBy: 'body' | 'header'
}

export type TokenAnswer =
  | { readonly kind: 'accepted'; readonly tokenType: string; readonly expiresInSeconds: number | undefined }
  /** `error` and `description` as the provider words them: Microsoft’s description begins with the code; `correlationId` is Microsoft’s own. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly error: string
      readonly description: string
      readonly correlationId?: string
    }
  | { readonly kind: 'unreadable'; readonly because: string }
  | { readonly kind: 'no-answer'; readonly failure: NetworkFailure }
