import type { CertificateFacts } from './certificate.ts'

export type StrengthProblem =
  | { readonly kind: 'rsa-key-too-short'; readonly bits: number; readonly minimumBits: number; readonly text: string }
  | { readonly kind: 'ec-key-too-short'; readonly bits: number; readonly minimumBits: number; readonly text: string }
  | { readonly kind: 'weak-signature'; readonly hash: string; readonly text: string }

const SHORTEST_RSA_BITS = 2048
const SHORTEST_EC_BITS = 256

/** What current systems refuse about key and signature; `text` is a clause that can follow the certificate's name in a list. */
export function strengthProblems(facts: CertificateFacts): readonly StrengthProblem[] {
  const { kind, bits } = facts.key
  const problems: StrengthProblem[] = []
  if ((kind === 'rsa' || kind === 'rsa-pss') && bits !== undefined && bits < SHORTEST_RSA_BITS) {
    problems.push({ kind: 'rsa-key-too-short', bits, minimumBits: SHORTEST_RSA_BITS, text: `its RSA key has ${String(bits)} bits` })
  }
  if (kind === 'ec' && bits !== undefined && bits < SHORTEST_EC_BITS) {
    problems.push({
      kind: 'ec-key-too-short',
      bits,
      minimumBits: SHORTEST_EC_BITS,
      text: `its elliptic-curve key has ${String(bits)} bits`
    })
  }
  if (facts.signature.isWeak && !isRoot(facts)) {
    const hash = facts.signature.hash ?? facts.signature.name
    problems.push({ kind: 'weak-signature', hash, text: `it is signed with ${hash}` })
  }
  return problems
}

/** Nobody relies on the signature of a root: it is trusted because it is on a list. */
function isRoot(facts: CertificateFacts): boolean {
  return facts.isSelfSigned && facts.isAuthority
}
