import type { ChainFacts } from './certificate.ts'

/** What a look at a server's TLS saw, without trusting it. */
export type TlsLook = TlsOpened | TlsNotOpened

export interface TlsOpened {
  readonly kind: 'opened'
  readonly version: string
  readonly cipher: string
  readonly chain: ChainFacts
  readonly versions: readonly { readonly version: TlsVersion; readonly accepted: boolean }[]
  readonly trustedHere: TrustVerdict
  readonly trustedPublicly: TrustVerdict
  readonly asksForClientCertificate: boolean
  readonly durationMs: number
}

export interface TlsNotOpened {
  readonly kind: 'not-opened'
  readonly reason: TlsFailureReason
  readonly code: string
  readonly text: string
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export type TlsFailureReason =
  /** TCP connected, then the server closed or reset as soon as TLS began: a domain controller without a certificate does this. */
  | 'closed-at-start'
  /** The answer was not TLS: plain LDAP, or another protocol, on this port. */
  | 'not-tls'
  | 'version-too-old'
  | 'no-common-cipher'
  | 'timed-out'
  | 'start-tls-not-offered'
  | 'client-certificate-required'
  | 'no-connection'
  | 'other'

/** Verdict of one list of trusted authorities, reached by the TLS library itself. `code` is the library's (`CERT_HAS_EXPIRED`). */
export type TrustVerdict =
  | { readonly kind: 'trusted'; readonly list: string }
  | { readonly kind: 'not-trusted'; readonly list: string; readonly code: string; readonly text: string }
