import { describe, expect, it } from 'vitest'
import { signatureProblem } from '../../../../src-main/core/saml/signature-problem.ts'
import type { XmlSignatureFacts, XmlSignatureVerdict } from '../../../../src-main/core/saml/xml-signature.ts'

const strong = { uri: 'urn:rsa', name: 'RSA with SHA-256', isWeak: false }
const sha1 = { uri: 'urn:sha1', name: 'RSA with SHA-1', isWeak: true }

function facts(verdict: XmlSignatureVerdict, others: Partial<XmlSignatureFacts> = {}): XmlSignatureFacts {
  return {
    place: 'assertion',
    covers: { element: 'Assertion', id: '_a' },
    algorithm: strong,
    digest: { uri: 'urn:d', name: 'SHA-256', isWeak: false },
    canonicalization: 'urn:c',
    carried: undefined,
    verdict,
    ...others
  }
}

describe('a signature', () => {
  it('that is valid and strong is no problem', () => {
    expect(signatureProblem(facts({ kind: 'valid', by: 'ab' }), 'the response')).toBeUndefined()
  })

  it.each([
    [{ algorithm: sha1 }, /made with RSA with SHA-1\./],
    [{ digest: { uri: 'urn:d', name: 'SHA-1', isWeak: true } }, /made with a digest by SHA-1\./],
    [{ algorithm: sha1, digest: { uri: 'urn:d', name: 'SHA-1', isWeak: true } }, /RSA with SHA-1 and a digest by SHA-1/]
  ])('that is valid by SHA-1 is warned of: %j', (others, cause) => {
    const problem = signatureProblem(facts({ kind: 'valid', by: 'ab' }, others), 'the response')
    expect(problem?.code).toBe('saml.signature.weak-algorithm')
    expect(problem?.cause).toMatch(cause)
  })

  it.each<[XmlSignatureVerdict, string, string]>([
    [{ kind: 'digest-differs', written: 'AA==', computed: 'BB==' }, 'saml.signature.digest-differs', 'Digest calculated here: BB=='],
    [{ kind: 'digest-differs', written: '', computed: 'BB==' }, 'saml.signature.digest-differs', 'Digest in the signature: none'],
    [{ kind: 'signature-differs', tried: ['ab', 'cd'] }, 'saml.signature.signature-differs', 'Tried (SHA-256 fingerprint): cd'],
    [{ kind: 'no-key' }, 'saml.signature.no-key', 'Points at: Assertion, id _a'],
    [{ kind: 'refused', shape: 'wrapped', because: 'it covers another' }, 'saml.signature.wrapped', 'Found: it covers another']
  ])('that is not valid is told with how we know: %j', (verdict, code, evidence) => {
    const problem = signatureProblem(facts(verdict), 'the response')
    expect(problem?.code).toBe(code)
    expect(problem?.cause).toContain('the response')
    expect(problem?.evidence.map(({ label, value }) => `${label}: ${value}`)).toContain(evidence)
  })
})
