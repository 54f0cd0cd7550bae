import type { IncomingMessage, ServerResponse } from 'node:http'

/** The part of oidc-provider 9 that the tests use; it brings no types of its own. */
export interface ProviderConfiguration {
  readonly clients: readonly Readonly<Record<string, unknown>>[]
  readonly features: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly cookies: { readonly keys: readonly string[] }
  readonly adapter?: (model: string) => object
  readonly ttl?: Readonly<Record<string, number>>
  readonly jwks: { readonly keys: readonly object[] }
}

export class Provider {
  constructor(issuer: string, configuration: ProviderConfiguration)
  callback(): (request: IncomingMessage, response: ServerResponse) => void
}
