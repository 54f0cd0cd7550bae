import type { Element } from '@xmldom/xmldom'
import type { CertificatePort } from '../../core/ports/certificates.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { SamlResponseReading, SignedContent } from '../../core/saml/response-facts.ts'
import type { ResponseRefusal } from '../../core/saml/saml-ports.ts'
import type { TrustedKey } from '../../core/saml/saml-source.ts'
import { readXml, responseLimits, type XmlDocument } from '../xml/read-xml.ts'
import { type VerifiedSignature, verifySignatures } from '../xml/verify-signatures.ts'
import { carriedCertificates, withoutSpace } from './carried-certificates.ts'
import { decodeResponse, type DecodingLimits, decodingLimits } from './decode-response.ts'
import { isNamed } from './elements.ts'
import { attacksIn, directAssertions, isSamlResponse } from './response-attacks.ts'
import { assertionFactsOf, responseFactsOf } from './response-facts-of.ts'
import { ASSERTION } from './response-namespaces.ts'

/**
 * Reads a SAML response twice: as sent, and as signed. What is called signed is parsed again from the canonical bytes of a signature that one
 * of these keys verifies, so no other reading of the document can differ from it. Nothing is fetched.
 */
export async function readResponse(
  content: Uint8Array | string,
  keys: readonly TrustedKey[],
  certificates: Pick<CertificatePort, 'read'>,
  limits: DecodingLimits = decodingLimits
): Promise<Result<SamlResponseReading, ResponseRefusal>> {
  const decoded = decodeResponse(content, limits)
  if (!decoded.ok) return decoded
  const read = readXml(decoded.value.xml, { ...responseLimits, mostElements: MOST_ELEMENTS, mostBytes: limits.mostXmlBytes })
  if (!read.ok) return fail({ kind: 'xml', refusal: read.error })
  const { root, text } = read.value
  if (!isSamlResponse(root))
    return fail({ kind: 'other-document', root: root.localName ?? root.nodeName, namespace: root.namespaceURI ?? '' })
  const carried = await carriedCertificates(root, certificates, MOST_CERTIFICATES)
  const verified = verifySignatures(read.value, keys, (base64) => carried.get(withoutSpace(base64)))
  const { attacks, misplaced } = attacksIn(root)
  const isAmbiguous = attacks.some(({ kind }) => kind === 'duplicate-id' || kind === 'comment-in-value')
  return succeed({
    wrappings: decoded.value.wrappings,
    xml: text,
    asSent: responseFactsOf(root),
    signatures: verified.map(({ facts }) => facts),
    // The verifier refuses such documents already; here is the second lock.
    signed: isAmbiguous ? { kind: 'nothing' } : signedContent(root, verified),
    attacks,
    misplaced: misplaced.map(assertionFactsOf)
  })
}

function signedContent(response: Element, verified: readonly VerifiedSignature[]): SignedContent {
  const valid = verified.flatMap(({ facts, signature, covered, signedXml }) =>
    facts.verdict.kind === 'valid' && covered !== undefined && signedXml !== undefined && signature.parentNode === covered
      ? [{ by: facts.verdict.by, covered, signedXml }]
      : []
  )
  const whole = valid.find(({ covered }) => covered === response)
  if (whole !== undefined) {
    const root = rootOf(readXml(whole.signedXml))
    if (root !== undefined && isSamlResponse(root)) return { kind: 'response', response: responseFactsOf(root), by: whole.by }
  }
  const [assertion, another] = directAssertions(response)
  const part = another === undefined ? valid.find(({ covered }) => covered === assertion) : undefined
  if (part !== undefined) {
    const root = rootOf(readXml(part.signedXml))
    if (root !== undefined && isNamed(root, ASSERTION, 'Assertion'))
      return { kind: 'assertion', assertion: assertionFactsOf(root), by: part.by }
  }
  return { kind: 'nothing' }
}

function rootOf(read: Result<XmlDocument, unknown>): Element | undefined {
  return read.ok ? read.value.root : undefined
}

/** Somebody in 150 groups makes about 250 of them. */
const MOST_ELEMENTS = 10_000

/** Entra sends one for each signature. More are somebody’s joke, and each costs time. */
const MOST_CERTIFICATES = 16
