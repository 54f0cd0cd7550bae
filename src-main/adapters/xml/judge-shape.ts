import type { Element } from '@xmldom/xmldom'
import type { SignatureShape } from '../../core/saml/xml-signature.ts'
import { canonicalizationOf, ENVELOPED, INCLUSIVE } from './canonicalization-method.ts'
import type { Canonicalization } from './canonicalize.ts'
import type { DocumentIndex } from './document-index.ts'
import { childElements, elementsOf, isBlank, isCommentOrInstruction, isText, ownText, parentElement } from './element-tools.ts'
import { digestHash, isSecretAlgorithm, signatureAlgorithm, type Hash, type SignatureAlgorithm } from './signature-algorithms.ts'
import { isSignature, type SignatureParts } from './signature-parts.ts'
import { isMisplaced } from './signature-place.ts'
import { SIGNATURE_NAMESPACE } from './xml-names.ts'

/** A signature as SAML has them (saml-core 5.4): enveloped, one reference, which covers the element that it stands in. */
export interface SoundSignature {
  readonly signedInfo: Element
  readonly covered: Element
  readonly algorithm: SignatureAlgorithm
  readonly digest: Hash
  /** Of `SignedInfo`, and of what is covered. */
  readonly canonicalizations: { readonly signedInfo: Canonicalization; readonly covered: Canonicalization }
}

export interface RefusedShape {
  readonly shape: SignatureShape
  readonly because: string
}

export type ShapeVerdict =
  | { readonly ok: true; readonly value: SoundSignature }
  | {
      readonly ok: false
      readonly refused: RefusedShape
      /** Where the reference points, when to one element. */ readonly covered: Element | undefined
    }

/** Judges all that can be judged without a key. What attackers rearrange comes before what they choose, so that the graver name is given. */
export function judgeShape(signature: Element, parts: SignatureParts, index: DocumentIndex): ShapeVerdict {
  const covered = coveredElement(parts, index)
  const refused =
    foreignContent(signature, parts) ??
    referenceFault(parts, index, covered) ??
    wrapped(signature, covered) ??
    severalSignatures(signature) ??
    algorithmFault(parts)
  if (refused !== undefined) return { ok: false, refused, covered }
  const { signedInfo } = parts
  const [algorithm, digest] = [signatureAlgorithm(parts.algorithm.uri), digestHash(parts.reference.digest.uri)]
  if (signedInfo === undefined || covered === undefined || algorithm === undefined || digest === undefined)
    throw new TypeError('A signature lacks what was found in it')
  const ofSignedInfo = canonicalizationOf(parts.canonicalization)
  if (ofSignedInfo === undefined) return { ok: false, refused: canonicalizationFault(parts), covered }
  const transforms = transformsOf(parts)
  if (!('isExclusive' in transforms)) return { ok: false, refused: transforms, covered }
  const comment = commentFault(covered)
  if (comment !== undefined) return { ok: false, refused: comment, covered }
  return {
    ok: true,
    value: {
      signedInfo,
      covered,
      algorithm,
      digest, // A reference into the same document leaves comments behind (XML Signature 4.4.3.3), whatever canonicalization follows.
      canonicalizations: { signedInfo: ofSignedInfo, covered: { ...transforms, withComments: false } }
    }
  }
}

function foreignContent(signature: Element, parts: SignatureParts): RefusedShape | undefined {
  for (let above = parentElement(signature); above !== undefined; above = parentElement(above))
    if (isSignature(above)) return refuse('foreign-content', 'it stands inside of another signature')
  const names = childElements(signature).map(nameOf)
  if (!/^SignedInfo SignatureValue(?: KeyInfo)?$/.test(names.join(' ')))
    return refuse('foreign-content', `its parts are ${listed(names)}, and not SignedInfo, SignatureValue and KeyInfo`)
  const infoNames = parts.signedInfo === undefined ? [] : childElements(parts.signedInfo).map(nameOf)
  if (!/^CanonicalizationMethod SignatureMethod(?: Reference)*$/.test(infoNames.join(' ')))
    return refuse('foreign-content', `SignedInfo has the parts ${listed(infoNames)}`)
  for (const element of elementsOf(signature)) {
    if (element !== signature && isSignature(element)) return refuse('foreign-content', 'another signature stands inside of it')
    if (element.namespaceURI !== SIGNATURE_NAMESPACE) continue
    if (FOREIGN.has(element.localName ?? '')) return refuse('foreign-content', `${nameOf(element)} is no part of a SAML signature`)
    if (CONTAINERS.has(element.localName ?? '') && !isBlank(ownText(element)))
      return refuse('foreign-content', `there is text directly inside of ${nameOf(element)}`)
  }
  return undefined
}

const FOREIGN: ReadonlySet<string> = new Set(['Object', 'Manifest', 'SignatureProperties', 'SignatureProperty', 'RetrievalMethod'])
const CONTAINERS: ReadonlySet<string> = new Set(['Signature', 'SignedInfo', 'Reference', 'Transforms', 'KeyInfo', 'X509Data'])

function referenceFault(parts: SignatureParts, { repeatedId }: DocumentIndex, covered: Element | undefined): RefusedShape | undefined {
  const { references, reference } = parts
  if (references.length !== 1)
    return refuse('reference-count', references.length === 0 ? 'it covers nothing' : `it has ${references.length} references`)
  const names = references.flatMap(childElements).map(nameOf).join(' ')
  if (!/^(?:Transforms )?DigestMethod DigestValue$/.test(names)) return refuse('foreign-content', `the reference has the parts ${names}`)
  if (repeatedId !== undefined) return refuse('duplicate-id', `two elements of the document have the id ${quoted(repeatedId)}`)
  if (reference.uri === undefined) return refuse('reference-unresolved', 'the reference has no URI')
  if (covered !== undefined) return undefined
  return reference.uri.startsWith('#')
    ? refuse('reference-unresolved', `no element has the id that ${quoted(reference.uri)} points at`)
    : refuse('reference-unresolved', `${quoted(reference.uri)} does not point into this document`)
}

function coveredElement({ references, reference: { uri } }: SignatureParts, { byId }: DocumentIndex): Element | undefined {
  if (references.length !== 1 || uri === undefined) return undefined
  if (uri === '') return rootOf(references[0])
  return uri.startsWith('#') ? byId.get(uri.slice(1)) : undefined
}

function rootOf(element: Element | undefined): Element | undefined {
  return element?.ownerDocument?.documentElement ?? undefined
}

function wrapped(signature: Element, covered: Element | undefined): RefusedShape | undefined {
  const parent = parentElement(signature)
  if (covered === undefined) return undefined
  if (covered !== parent) {
    const place = parent === undefined ? 'is the document itself' : `stands in ${described(parent)}`
    return refuse('wrapped', `it covers ${described(covered)} and ${place}`)
  }
  if (!isMisplaced(signature)) return undefined
  const above = parentElement(parent)
  return refuse('wrapped', `it covers ${described(parent)}, which stands in ${above === undefined ? 'no element' : described(above)}`)
}

function severalSignatures(signature: Element): RefusedShape | undefined {
  const parent = parentElement(signature)
  if (parent === undefined) return undefined
  const count = childElements(parent).filter(isSignature).length
  if (count > 1) return refuse('several-signatures', `${described(parent)} has ${count} signatures`)
  let levels = 0
  for (let above = parentElement(parent); above !== undefined; above = parentElement(above))
    if (childElements(above).some(isSignature)) levels += 1
  // Each level would be digested once more for every level above it.
  return levels > MOST_LEVELS ? refuse('several-signatures', 'too many signed elements stand inside of each other') : undefined
}

const MOST_LEVELS = 3

function algorithmFault(parts: SignatureParts): RefusedShape | undefined {
  const { algorithm, reference } = parts
  if (isSecretAlgorithm(algorithm.uri))
    return refuse('algorithm-confusion', `${algorithm.uri} works with a secret, and the key of a provider is public`)
  const parameters = [algorithm, reference.digest].flatMap(({ element }) => (element === undefined ? [] : childElements(element)))
  if (parameters.some(({ localName }) => localName === 'HMACOutputLength'))
    return refuse('algorithm-confusion', 'HMACOutputLength shortens what is compared')
  if (signatureAlgorithm(algorithm.uri) === undefined)
    return refuse('algorithm-unknown', `the signature algorithm ${quoted(algorithm.uri)} is not supported`)
  if (digestHash(reference.digest.uri) === undefined)
    return refuse('algorithm-unknown', `the digest algorithm ${quoted(reference.digest.uri)} is not supported`)
  const [parameter] = parameters
  return parameter === undefined ? undefined : refuse('algorithm-unknown', `the parameter ${nameOf(parameter)} is not supported`)
}

function canonicalizationFault({ canonicalization: { uri, element } }: SignatureParts): RefusedShape {
  const hasParameters = element !== undefined && childElements(element).length > 0
  return refuse('canonicalization-not-allowed', `SignedInfo is written by ${quoted(uri)}${hasParameters ? ' with parameters' : ''}`)
}

/** The canonicalization of what is covered, or why not. */
function transformsOf({ reference: { transforms } }: SignatureParts): Canonicalization | RefusedShape {
  const [enveloped, canonicalization, third] = transforms
  const other = transforms.find(({ uri }) => !isAllowedTransform(uri))
  if (other !== undefined) return refuse('transform-not-allowed', `the transform ${quoted(other.uri)} is not one of SAML`)
  if (enveloped?.uri !== ENVELOPED || enveloped.element === undefined || childElements(enveloped.element).length > 0)
    return refuse('transform-not-allowed', 'the first transform is not that of an enveloped signature')
  if (third !== undefined || canonicalization?.uri === ENVELOPED)
    return refuse('transform-not-allowed', `there are ${transforms.length} transforms`)
  if (canonicalization === undefined) return INCLUSIVE
  return canonicalizationOf(canonicalization) ?? refuse('transform-not-allowed', 'the canonicalization has parameters of its own')
}

function isAllowedTransform(uri: string): boolean {
  return uri === ENVELOPED || /^http:\/\/www\.w3\.org\/2001\/10\/xml-exc-c14n#(?:WithComments)?$/.test(uri)
}

/** A comment in a text: some readers take only what stands before it, and the canonical form is the same without it. */
function commentFault(covered: Element): RefusedShape | undefined {
  for (const element of elementsOf(covered)) {
    let [hasText, hasComment] = [false, false]
    for (let child = element.firstChild; child !== null; child = child.nextSibling) {
      if (isCommentOrInstruction(child)) hasComment = true
      else if (isText(child) && !isBlank(child.nodeValue ?? '')) hasText = true
    }
    if (hasText && hasComment) return refuse('comment-in-value', `in ${nameOf(element)}`)
  }
  return undefined
}

function refuse(shape: SignatureShape, because: string): RefusedShape {
  return { shape, because }
}

function nameOf(element: Element): string {
  return (element.localName ?? element.tagName).slice(0, 60)
}

function described(element: Element): string {
  const id = element.getAttribute('ID') ?? ''
  return id === '' ? nameOf(element) : `${nameOf(element)} ${quoted(id)}`
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.slice(0, 6).join(', ')
}

function quoted(text: string): string {
  return `“${text.slice(0, 120)}”`
}
