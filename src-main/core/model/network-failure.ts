/** Why an https address gave no answer at all. */
export type NetworkFailure =
  | { readonly kind: 'name-not-found'; readonly host: string }
  | { readonly kind: 'refused' | 'unreachable' | 'timeout' | 'closed'; readonly host: string; readonly code: string }
  /** TLS: the certificate or the protocol; `code` is Node’s. */
  | { readonly kind: 'not-trusted'; readonly host: string; readonly code: string; readonly because: string }
  | { readonly kind: 'too-large'; readonly host: string; readonly limit: number }
