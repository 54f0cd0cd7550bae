import type { CancelSignal } from '../cancel.ts'
import type { Result } from '../result.ts'
import type { SamlMetadataFacts } from './metadata-facts.ts'
import type { SamlResponseReading } from './response-facts.ts'
import type { TrustedKey } from './saml-source.ts'
import type { XmlRefusal } from './xml-refusal.ts'

/** Reads SAML documents offline: hardened XML, nothing is fetched, whatever the document points at. */
export interface SamlPort {
  /** Bytes as they came, or a pasted text. */
  readMetadata(content: Uint8Array | string): Promise<Result<SamlMetadataFacts, XmlRefusal>>
  /** Any of the forms in which people hold a response; verified by these keys and no others. */
  readResponse(content: Uint8Array | string, keys: readonly TrustedKey[]): Promise<Result<SamlResponseReading, ResponseRefusal>>
}

export type ResponseRefusal =
  | { readonly kind: 'xml'; readonly refusal: XmlRefusal }
  /** Not base64, not a form, not a HAR file, or one without a response; `found` says what it looks like. */
  | { readonly kind: 'no-response'; readonly found: string }
  /** XML, and no SAML response: `AuthnRequest`, `EntityDescriptor`, a WS-Federation token. */
  | { readonly kind: 'other-document'; readonly root: string; readonly namespace: string }
  /** A HAR file with several: which one is meant has to be said. `at`: when each was sent. */
  | { readonly kind: 'several-responses'; readonly at: readonly string[] }

/** Fetches metadata over https with limits on time, size and redirects. Throws `Cancelled`. */
export interface MetadataFetchPort {
  fetch(url: string, limits: FetchLimits, signal: CancelSignal): Promise<Result<FetchedMetadata, MetadataFetchFailure>>
}

export interface FetchLimits {
  readonly timeoutMs: number
  readonly mostBytes: number
  readonly mostRedirects: number
  /** Hosts to which a redirect may lead; the first host always is one. `any`: the person insists. */
  readonly hosts: readonly string[] | 'any'
}

export interface FetchedMetadata {
  readonly bytes: Uint8Array
  /** The address that answered, after redirects. */
  readonly finalUrl: string
  readonly redirects: readonly string[]
  /** As the server says. */
  readonly contentType: string | undefined
  /** Of the host that answered, as this computer looks them up; empty when only a proxy knows them. Evidence, no protection. */
  readonly addresses?: readonly string[]
  readonly durationMs: number
}

export type MetadataFetchFailure =
  /** Without what follows the path. */
  | { readonly kind: 'not-https'; readonly url: string }
  /** `https://name:password@host/`: nothing was sent, and neither is repeated. */
  | { readonly kind: 'credentials'; readonly host: string }
  | { readonly kind: 'name-unknown'; readonly host: string }
  | { readonly kind: 'unreachable'; readonly host: string; readonly text: string }
  | { readonly kind: 'timeout'; readonly host: string; readonly timeoutMs: number }
  | { readonly kind: 'tls'; readonly host: string; readonly text: string }
  | { readonly kind: 'status'; readonly host: string; readonly status: number; readonly text: string }
  | { readonly kind: 'too-large'; readonly host: string; readonly mostBytes: number }
  | { readonly kind: 'too-many-redirects'; readonly host: string; readonly most: number }
  /** `to` is not among the hosts that may be asked, or no https. */
  | { readonly kind: 'redirected-away'; readonly host: string; readonly to: string }
  /** `receivedBytes`: of the document, when it had begun. */
  | { readonly kind: 'broke-off'; readonly host: string; readonly receivedBytes?: number }
