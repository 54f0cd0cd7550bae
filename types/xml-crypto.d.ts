import type { KeyLike } from 'node:crypto'

/**
 * The part of xml-crypto 6.3 that this project uses. Its own types reference the library "dom", which would give every file of the node
 * project the globals of a browser, with other types for `fetch` and `RequestInit`.
 */
export interface SignedXmlOptions {
  readonly privateKey?: KeyLike
  readonly publicCert?: KeyLike
  readonly signatureAlgorithm?: string
  readonly canonicalizationAlgorithm?: string
  readonly inclusiveNamespacesPrefixList?: string | readonly string[]
  readonly idAttribute?: string
  readonly getKeyInfoContent?: (options?: { readonly publicCert?: KeyLike }) => string | null
  readonly getCertFromKeyInfo?: (keyInfo?: unknown) => string | null
}

export interface SignedXmlReference {
  readonly xpath?: string
  readonly transforms: readonly string[]
  readonly digestAlgorithm: string
  readonly uri?: string
  readonly isEmptyUri?: boolean
}

export interface SignatureAlgorithm {
  getSignature(signedInfo: string, privateKey: KeyLike): string
  verifySignature(material: string, key: KeyLike, signatureValue: string): boolean
  getAlgorithmName(): string
}

export class SignedXml {
  constructor(options?: SignedXmlOptions)
  SignatureAlgorithms: Record<string, new () => SignatureAlgorithm>
  addReference(reference: SignedXmlReference): void
  computeSignature(
    xml: string,
    options?: {
      readonly prefix?: string
      readonly attrs?: Readonly<Record<string, string>>
      readonly location?: { readonly reference?: string; readonly action?: 'append' | 'prepend' | 'before' | 'after' }
    }
  ): void
  loadSignature(signature: string): void
  /** Throws for some wrong signatures and answers false for others. */
  checkSignature(xml: string): boolean
  getSignedReferences(): string[]
  getSignedXml(): string
}
