import type { Element } from '@xmldom/xmldom'
import { childElements, childrenNamed, isNamed, ownText } from './element-tools.ts'
import { SIGNATURE_NAMESPACE } from './xml-names.ts'

/** What stands in a signature, found by name and place and not judged; absent parts are empty texts or undefined. */
export interface SignatureParts {
  readonly signedInfo: Element | undefined
  readonly canonicalization: Method
  readonly algorithm: Method
  readonly references: readonly Element[]
  /** Of the first reference. */
  readonly reference: ReferenceParts
  readonly signatureValue: string
  /** base64 of each certificate that came along, without white space. */
  readonly certificates: readonly string[]
}

/** An element with an `Algorithm`. */
export interface Method {
  readonly element: Element | undefined
  readonly uri: string
}

export interface ReferenceParts {
  readonly uri: string | undefined
  readonly transforms: readonly Method[]
  readonly digest: Method
  readonly digestValue: string
}

export function readSignatureParts(signature: Element): SignatureParts {
  const signedInfo = childrenOf(signature, 'SignedInfo')[0]
  const references = childrenOf(signedInfo, 'Reference')
  const [reference] = references
  const value = childrenOf(signature, 'SignatureValue')[0]
  const digestValue = childrenOf(reference, 'DigestValue')[0]
  return {
    signedInfo,
    canonicalization: methodOf(childrenOf(signedInfo, 'CanonicalizationMethod')[0]),
    algorithm: methodOf(childrenOf(signedInfo, 'SignatureMethod')[0]),
    references,
    reference: {
      uri: reference?.getAttribute('URI') ?? undefined,
      transforms: childrenOf(reference, 'Transforms').flatMap((transforms) => childElements(transforms).map(methodOf)),
      digest: methodOf(childrenOf(reference, 'DigestMethod')[0]),
      digestValue: digestValue === undefined ? '' : withoutSpace(ownText(digestValue))
    },
    signatureValue: value === undefined ? '' : withoutSpace(ownText(value)),
    certificates: childrenOf(signature, 'KeyInfo')
      .flatMap((info) => childrenNamed(info, SIGNATURE_NAMESPACE, 'X509Data'))
      .flatMap((data) => childrenNamed(data, SIGNATURE_NAMESPACE, 'X509Certificate'))
      .slice(0, MOST_CERTIFICATES)
      .map((certificate) => withoutSpace(ownText(certificate)))
  }
}

export function isSignature(element: Element | undefined): boolean {
  return isNamed(element, SIGNATURE_NAMESPACE, 'Signature')
}

/** A chain has three or four; each is a key to be tried. */
const MOST_CERTIFICATES = 8

function childrenOf(parent: Element | undefined, name: string): readonly Element[] {
  return parent === undefined ? [] : childrenNamed(parent, SIGNATURE_NAMESPACE, name)
}

function methodOf(element: Element | undefined): Method {
  return { element, uri: element?.getAttribute('Algorithm') ?? '' }
}

function withoutSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, '')
}
