import type { ChainFacts, ChainTrust } from '../../core/model/certificate.ts'
import type { ParsedCertificate } from './parse-certificate.ts'
import { isFromPublicAuthority } from './public-authority.ts'
import { parsedPem, rootIndex, type RootIndex } from './root-index.ts'

/**
 * Whether these roots vouch for the chain, and the first reason if not. Explains what a TLS library decides: it follows names, signatures, dates and
 * the right to issue (RFC 5280 6.1), and knows nothing of revocation, name constraints and policies.
 */
export function trustOf(chain: ChainFacts, roots: readonly string[], now = new Date()): ChainTrust {
  const verdicts = pathsToRoots(verifiedPart(chain), rootIndex(roots)).map((path) => pathTrust(path, now))
  return verdicts.find((verdict) => verdict.kind === 'trusted') ?? verdicts[0] ?? withoutRoot(chain)
}

type Path = readonly ParsedCertificate[]

/** Beyond this a list of roots only leads in circles. */
const LONGEST_WAY_THROUGH_LIST = 4

/** The chain up to the first link whose signature is not proved: what stands above it says nothing about the leaf. */
function verifiedPart(chain: ChainFacts): Path {
  const unproved = chain.links.findIndex((link) => link.signature.kind !== 'verified')
  const certificates = unproved === -1 ? chain.certificates : chain.certificates.slice(0, unproved + 1)
  return certificates.flatMap((certificate) => parsedPem(certificate.pem))
}

/** Every way from the leaf to a self-issued certificate of the list; first the one that leaves the given chain first. */
function pathsToRoots(certificates: Path, roots: RootIndex): readonly Path[] {
  return certificates.flatMap((certificate, index) => {
    const path = certificates.slice(0, index + 1)
    return certificate.facts.isSelfIssued && roots.has(certificate) ? [path] : waysThroughList(path, roots, 0)
  })
}

function waysThroughList(path: Path, roots: RootIndex, depth: number): readonly Path[] {
  const top = path.at(-1)
  if (top === undefined || depth === LONGEST_WAY_THROUGH_LIST) return []
  return roots
    .issuersOf(top)
    .filter((issuer) => path.every((certificate) => certificate.facts.fingerprintSha256 !== issuer.facts.fingerprintSha256))
    .flatMap((issuer) => (issuer.facts.isSelfIssued ? [[...path, issuer]] : waysThroughList([...path, issuer], roots, depth + 1)))
}

function pathTrust(path: Path, now: Date): ChainTrust {
  for (const [index, { facts }] of path.entries()) {
    if (Date.parse(facts.notAfter) < now.getTime()) return { kind: 'not-trusted', reason: 'expired', at: facts.subject }
    if (Date.parse(facts.notBefore) > now.getTime()) return { kind: 'not-trusted', reason: 'not-yet-valid', at: facts.subject }
    if (index > 0 && !mayIssue(path, index)) return { kind: 'not-trusted', reason: 'not-an-authority', at: facts.subject }
  }
  const root = path.at(-1)
  if (root === undefined) throw new TypeError('a path has at least one certificate')
  return { kind: 'trusted', root: root.facts.subject, rootFingerprintSha256: root.facts.fingerprintSha256 }
}

/** The list itself vouches for its roots, also for the old ones that do not say what they may do. */
function mayIssue(path: Path, index: number): boolean {
  const facts = path[index]?.facts
  if (facts === undefined || index === path.length - 1) return true
  const authoritiesBelow = path.slice(1, index).filter((certificate) => !certificate.facts.isSelfIssued).length
  const maySign = facts.keyUsages.length === 0 || facts.keyUsages.includes('keyCertSign')
  return facts.isAuthority && maySign && authoritiesBelow <= (facts.pathLength ?? Infinity)
}

function withoutRoot(chain: ChainFacts): ChainTrust {
  for (const [index, { signature }] of chain.links.entries()) {
    const at = chain.certificates[index]?.subject ?? ''
    if (signature.kind === 'wrong') return { kind: 'not-trusted', reason: 'signature-wrong', at }
    if (signature.kind === 'not-checked') return { kind: 'not-trusted', reason: 'signature-not-checked', at }
  }
  const top = chain.certificates.at(-1)
  const [parsedTop] = parsedPem(top?.pem ?? '')
  if (top === undefined || parsedTop === undefined) throw new TypeError('a chain has at least one certificate')
  if (chain.ends === 'self-signed-leaf' || chain.ends === 'root-included')
    return { kind: 'not-trusted', reason: chain.certificates.length === 1 ? 'self-signed' : 'unknown-authority', at: top.subject }
  if (isFromPublicAuthority(parsedTop)) return { kind: 'not-trusted', reason: 'missing-intermediate', at: top.subject }
  return { kind: 'not-trusted', reason: 'unknown-authority', at: top.issuer }
}
