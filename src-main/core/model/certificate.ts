/**
 * What a certificate says, as plain JSON-serialisable values: the same for a file, a pasted text and a server.
 * Nothing here is a verdict about trust, except where a field says that a signature was verified.
 */
export interface CertificateFacts {
  /** RFC 4514, most specific part first, with a space after each comma: `CN=dc1.corp.example, O=Corp, C=DE`. Empty text for an empty name. */
  readonly subject: string
  readonly subjectCommonName?: string
  readonly issuer: string
  readonly issuerCommonName?: string
  /** Upper-case hexadecimal bytes joined by colons: `0A:1B`. */
  readonly serial: string
  /** ISO 8601 in UTC. */
  readonly notBefore: string
  readonly notAfter: string
  readonly key: KeyFacts
  readonly signature: SignatureFacts
  /** Subject alternative names, in the order of the certificate. */
  readonly names: readonly AlternativeName[]
  /** Extended key usages. Empty: the certificate does not restrict them. */
  readonly purposes: readonly Purpose[]
  /** Key usages by their RFC 5280 names (`digitalSignature`). Empty: not restricted. */
  readonly keyUsages: readonly string[]
  readonly isAuthority: boolean
  /** How many further authorities may stand below this one. Absent: any number. */
  readonly pathLength?: number
  /** Subject and issuer are the same name. */
  readonly isSelfIssued: boolean
  /** Self-issued, and its own key verifies the signature. */
  readonly isSelfSigned: boolean
  /** Lower-case hexadecimal without separators. */
  readonly subjectKeyId?: string
  readonly authorityKeyId?: string
  /** Where the authority publishes its own certificate (authority information access). */
  readonly caIssuersUrls: readonly string[]
  /** 64 lower-case hexadecimal digits over the DER form as given. */
  readonly fingerprintSha256: string
  readonly pem: string
  /** Object identifiers of extensions that are present but broken; the facts they would give are missing above. */
  readonly unreadableExtensions: readonly string[]
}

export interface KeyFacts {
  readonly kind: 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'other'
  /** Exact length of the modulus or of the curve's field. Absent where the kind alone says it. */
  readonly bits?: number
  /** `P-256`, `secp256k1`, an object identifier, or `explicit parameters`. */
  readonly curve?: string
  /** For people: `RSA, 2048 bits`. */
  readonly text: string
  /** SHA-256 over the public key (SubjectPublicKeyInfo): equal exactly when two certificates hold the same key. */
  readonly sha256: string
}

export interface SignatureFacts {
  /** For people: `SHA-256 with RSA`. */
  readonly name: string
  /** `SHA-256`. Absent where the algorithm implies it (Ed25519) or is unknown. */
  readonly hash?: string
  /** Signed over MD5, SHA-1 or older: forgeable, or about to be. */
  readonly isWeak: boolean
}

export interface AlternativeName {
  readonly kind: 'dns' | 'ip' | 'email' | 'uri' | 'other'
  readonly value: string
}

export interface Purpose {
  readonly name: string
  readonly oid: string
}

/** One certificate and those that vouch for it, leaf first. */
export interface ChainFacts {
  /** Never empty. */
  readonly certificates: readonly CertificateFacts[]
  /** `links[i]` joins `certificates[i]` to its issuer `certificates[i + 1]`. */
  readonly links: readonly ChainLink[]
  readonly ends: ChainEnd
  /** Certificates that came along and are no part of this chain. */
  readonly extra: readonly CertificateFacts[]
}

export interface ChainLink {
  /** `key-identifier`: name and key identifier point at the issuer. `name`: the name alone, one of the two identifiers is missing or differs. */
  readonly matchedBy: 'key-identifier' | 'name'
  readonly signature: SignatureVerdict
}

export type SignatureVerdict =
  | { readonly kind: 'verified' }
  | { readonly kind: 'wrong' }
  /** This runtime cannot check such a key or algorithm: neither good nor bad. */
  | { readonly kind: 'not-checked'; readonly because: string }

export type ChainEnd =
  /** The last certificate is a self-signed authority. */
  | 'root-included'
  /** The last certificate is an authority whose own issuer is not here, as servers normally send it. */
  | 'root-missing'
  /** A single certificate that vouches for itself. */
  | 'self-signed-leaf'
  /** A public authority issued it through an intermediate certificate that is not here. */
  | 'intermediate-missing'
  /** A single certificate without its issuer, which may be a root or an intermediate. */
  | 'issuer-missing'
  /** A certificate has the issuer's name, but another key: its signature does not verify. */
  | 'link-broken'

/** Whether a list of roots vouches for a chain. The TLS library's own verdict on a connection stays the authority; this one explains it. */
export type ChainTrust =
  | { readonly kind: 'trusted'; readonly root: string; readonly rootFingerprintSha256: string }
  | { readonly kind: 'not-trusted'; readonly reason: DistrustReason; /** Subject of the certificate to look at. */ readonly at: string }

export type DistrustReason =
  | 'self-signed'
  | 'unknown-authority'
  | 'missing-intermediate'
  | 'expired'
  | 'not-yet-valid'
  /** Signed by a certificate that is no authority, or may not have so many below it. */
  | 'not-an-authority'
  | 'signature-wrong'
  | 'signature-not-checked'
