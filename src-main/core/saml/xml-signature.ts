import type { CertificateFacts } from '../model/certificate.ts'

/** One XML signature (XML Signature Syntax and Processing 1.1) as found, with what verifying it showed. */
export interface XmlSignatureFacts {
  /** Whose child the signature is. */
  readonly place: 'document' | 'entity' | 'response' | 'assertion' | 'elsewhere'
  /** What its reference covers: local name and id. Absent when the reference could not be resolved to one element. */
  readonly covers: { readonly element: string; readonly id: string } | undefined
  readonly algorithm: AlgorithmFacts
  readonly digest: AlgorithmFacts | undefined
  readonly canonicalization: string
  /** The certificate that came along in KeyInfo. It says nothing about trust: everybody can put one there. */
  readonly carried: CertificateFacts | undefined
  readonly verdict: XmlSignatureVerdict
}

export interface AlgorithmFacts {
  /** The identifier in the document. */
  readonly uri: string
  /** For people: `RSA with SHA-256`. The identifier itself when it is unknown. */
  readonly name: string
  /** SHA-1 or MD5: verified, and to be warned of. */
  readonly isWeak: boolean
}

export type XmlSignatureVerdict =
  /** `by`: SHA-256 fingerprint of the certificate whose key verifies it, 64 lower-case hexadecimal digits. */
  | { readonly kind: 'valid'; readonly by: string }
  /** The signed part was changed: the digest recomputed here differs. Both in base64. */
  | { readonly kind: 'digest-differs'; readonly written: string; readonly computed: string }
  /** The signature value fits none of the keys that were tried. */
  | { readonly kind: 'signature-differs'; readonly tried: readonly string[] }
  /** There was no key to try. */
  | { readonly kind: 'no-key' }
  /** Never verified, because its shape or algorithms are those of an attack, or nothing that is supported. */
  | { readonly kind: 'refused'; readonly shape: SignatureShape; readonly because: string }

/** What makes a signature unfit to be verified. Each has its problem code `saml.signature.SHAPE`. */
export type SignatureShape =
  /** No reference, or more than one. */
  | 'reference-count'
  /** The reference points outside of the document, to a part of an element, or to nothing. */
  | 'reference-unresolved'
  /** The signature covers another element than the one that it stands in: signature wrapping. */
  | 'wrapped'
  /** Two elements share an id: which one is covered depends on the reader. */
  | 'duplicate-id'
  /** Anything but enveloped signature and exclusive canonicalization. */
  | 'transform-not-allowed'
  /** Canonicalization keeps or drops what it should not: anything but (exclusive) C14N 1.0. */
  | 'canonicalization-not-allowed'
  /** An HMAC or another algorithm that takes the public key for a secret. */
  | 'algorithm-confusion'
  | 'algorithm-unknown'
  /** Several signatures in one element. */
  | 'several-signatures'
  /** Comments or processing instructions inside a signed text: readers disagree about where it ends. */
  | 'comment-in-value'
  /** Parts that no SAML signature has: Object, Manifest, nested signatures. */
  | 'foreign-content'
