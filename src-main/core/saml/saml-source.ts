import type { CertificateFacts } from '../model/certificate.ts'

/** The three ways in which Files.com is told about an identity provider; exactly one of them is in force. */
export type SamlMode = 'url' | 'xml' | 'fingerprint'

/** The longest metadata document that a profile holds, in UTF-16 code units: one of a single identity provider has some ten thousand. */
export const MOST_XML_CHARACTERS = 1_000_000

/** What the service is to be told, or holds: the wish of a profile and the reading of a provider in one shape. */
export type SamlSource =
  /** `saml_provider_metadata_url`. */
  | { readonly mode: 'url'; readonly url: string }
  /** `saml_provider_metadata_content`. */
  | { readonly mode: 'xml'; readonly xml: string }
  /** `saml_provider_cert_fingerprint` (SHA-256, 64 lower-case hexadecimal digits), `..._issuer_url`, `..._sso_target_url`, `..._slo_target_url`. */
  | {
      readonly mode: 'fingerprint'
      readonly sha256: string
      readonly issuer: string
      readonly signOnUrl: string
      readonly logoutUrl: string
    }

/** What responses are judged against: who may issue, and by which keys. */
export interface SamlTrust {
  /** Where this was learned, for evidence: `the metadata at login.microsoftonline.com`, `provider “Entra ID” (12)`. */
  readonly from: string
  readonly mode: SamlMode
  /** Absent when it is not known (a bare fingerprint). */
  readonly issuer: string | undefined
  readonly signOnUrls: readonly string[]
  readonly keys: readonly TrustedKey[]
}

/** A key that may sign. Of a bare fingerprint the certificate is not known; it must come along in the response and fit. */
export type TrustedKey =
  { readonly kind: 'certificate'; readonly certificate: CertificateFacts } | { readonly kind: 'fingerprint'; readonly sha256: string }
