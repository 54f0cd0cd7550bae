import { counted } from '../catalog/entry.ts'
import { problem, type Problem } from '../errors.ts'
import { seen, type EvidenceItem } from '../evidence.ts'
import { assertNever } from '../result.ts'
import type { SignatureShape, XmlSignatureFacts } from './xml-signature.ts'

/**
 * What is wrong with a signature; undefined when it is valid and strong. One that is valid by SHA-1 gives `saml.signature.weak-algorithm`, which
 * is a warning. `what` names the document within a sentence: `the response`.
 */
export function signatureProblem(facts: XmlSignatureFacts, what: string): Problem | undefined {
  const { verdict } = facts
  switch (verdict.kind) {
    case 'valid':
      return weakness(facts, what)
    case 'digest-differs':
      return problem('saml.signature.digest-differs', { what, covered: coveredText(facts) }, [
        seen('Digest in the signature', verdict.written === '' ? 'none' : verdict.written),
        seen('Digest calculated here', verdict.computed),
        ...about(facts)
      ])
    case 'signature-differs':
      return problem('saml.signature.signature-differs', { what, keys: counted(verdict.tried.length, 'key', 'keys') }, [
        ...verdict.tried.map((fingerprint) => seen('Tried (SHA-256 fingerprint)', fingerprint)),
        ...about(facts)
      ])
    case 'no-key':
      return problem('saml.signature.no-key', { what }, about(facts))
    case 'refused':
      return problem(shapeCodes[verdict.shape], { what, because: verdict.because }, [seen('Found', verdict.because), ...about(facts)])
    default:
      return assertNever(verdict)
  }
}

const shapeCodes = {
  'reference-count': 'saml.signature.reference-count',
  'reference-unresolved': 'saml.signature.reference-unresolved',
  wrapped: 'saml.signature.wrapped',
  'duplicate-id': 'saml.signature.duplicate-id',
  'transform-not-allowed': 'saml.signature.transform-not-allowed',
  'canonicalization-not-allowed': 'saml.signature.canonicalization-not-allowed',
  'algorithm-confusion': 'saml.signature.algorithm-confusion',
  'algorithm-unknown': 'saml.signature.algorithm-unknown',
  'several-signatures': 'saml.signature.several-signatures',
  'comment-in-value': 'saml.signature.comment-in-value',
  'foreign-content': 'saml.signature.foreign-content'
} as const satisfies Readonly<Record<SignatureShape, string>>

function weakness(facts: XmlSignatureFacts, what: string): Problem | undefined {
  const weak = [
    ...(facts.algorithm.isWeak ? [facts.algorithm.name] : []),
    ...(facts.digest?.isWeak === true ? [`a digest by ${facts.digest.name}`] : [])
  ]
  return weak.length === 0 ? undefined : problem('saml.signature.weak-algorithm', { what, algorithms: weak.join(' and ') }, about(facts))
}

function about({ covers, algorithm, digest, carried }: XmlSignatureFacts): readonly EvidenceItem[] {
  return [
    ...(covers === undefined ? [] : [seen('Points at', covers.id === '' ? covers.element : `${covers.element}, id ${covers.id}`)]),
    seen('Algorithm', algorithm.name),
    ...(digest === undefined ? [] : [seen('Digest', digest.name)]),
    ...(carried === undefined ? [] : [seen('Certificate that came along (SHA-256 fingerprint)', carried.fingerprintSha256)])
  ]
}

function coveredText({ covers }: XmlSignatureFacts): string {
  return covers === undefined ? 'its part' : `its part ${covers.element}`
}
