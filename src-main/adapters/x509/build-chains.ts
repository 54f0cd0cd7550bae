import type { CertificateFacts, ChainEnd, ChainFacts, ChainLink } from '../../core/model/certificate.ts'
import type { ParsedCertificate } from './parse-certificate.ts'
import { isFromPublicAuthority, isSignedByPublicRoot } from './public-authority.ts'
import { parsedPem } from './root-index.ts'
import { newVerificationBudget, verifySignature, type VerificationBudget } from './verify-signature.ts'

/** Sorts certificates that came in any order into chains, one for each certificate that has issued no other. Doubles count once. */
export function buildChains(certificates: readonly CertificateFacts[], budget = newVerificationBudget()): readonly ChainFacts[] {
  const nodes = nodesOf(certificates)
  const issuers = issuerSteps(nodes, budget)
  const hasIssued = new Set([...issuers.values()].map((step) => step.issuer))
  const chains = nodes.filter((node) => !hasIssued.has(node)).map((leaf) => chainFrom(leaf, issuers))
  // Authorities that have signed each other are on no chain yet when no leaf came with them.
  const placed = new Set(chains.flatMap((chain) => chain.certificates))
  for (const node of nodes) {
    if (placed.has(node.given)) continue
    const chain = chainFrom(node, issuers)
    chains.push(chain)
    for (const certificate of chain.certificates) placed.add(certificate)
  }
  return chains
}

/** The chain of the first certificate, as a server sends it; what does not belong to it is `extra`. */
export function buildServerChain(leaf: CertificateFacts, others: readonly CertificateFacts[]): ChainFacts {
  const nodes = nodesOf([leaf, ...others])
  const [first] = nodes
  if (first === undefined) throw new TypeError('the leaf is not a certificate')
  const chain = chainFrom(first, issuerSteps(nodes, newVerificationBudget()))
  return { ...chain, extra: nodes.map((node) => node.given).filter((certificate) => !chain.certificates.includes(certificate)) }
}

interface Node {
  readonly given: CertificateFacts
  readonly parsed: ParsedCertificate
}

interface Step {
  readonly issuer: Node
  readonly link: ChainLink
}

/** More candidates of one name than this are not tried: a file could be made of a thousand. */
const MOST_CANDIDATES = 8

function nodesOf(certificates: readonly CertificateFacts[]): readonly Node[] {
  const byFingerprint = new Map<string, Node>()
  for (const given of certificates) {
    const [parsed] = byFingerprint.has(given.fingerprintSha256) ? [] : parsedPem(given.pem)
    if (parsed !== undefined) byFingerprint.set(given.fingerprintSha256, { given, parsed })
  }
  return [...byFingerprint.values()]
}

/** The issuer of each certificate that has one among them. */
function issuerSteps(nodes: readonly Node[], budget: VerificationBudget): ReadonlyMap<Node, Step> {
  const bySubject = new Map<string, Node[]>()
  for (const node of nodes) {
    const sameName = bySubject.get(node.parsed.subject)
    if (sameName === undefined) bySubject.set(node.parsed.subject, [node])
    else sameName.push(node)
  }
  const steps = new Map<Node, Step>()
  for (const node of nodes) {
    if (isOnItsOwn(node)) continue
    const step = issuerStep(node, bySubject.get(node.parsed.issuer) ?? [], budget)
    if (step !== undefined) steps.set(node, step)
  }
  return steps
}

/** The best candidate: one whose signature verifies, else one that cannot be checked, else one that only has the right name. */
function issuerStep(node: Node, named: readonly Node[], budget: VerificationBudget): Step | undefined {
  const candidates = named
    .filter((candidate) => candidate !== node)
    .sort((first, second) => preference(node, second) - preference(node, first) || latestFirst(first, second))
  const steps: Step[] = []
  for (const issuer of candidates.slice(0, MOST_CANDIDATES)) {
    const matchedBy = isMatchedByKey(node, issuer) ? 'key-identifier' : 'name'
    const step: Step = { issuer, link: { matchedBy, signature: verifySignature(node.parsed, issuer.parsed, budget) } }
    if (step.link.signature.kind === 'verified') return step
    steps.push(step)
  }
  return steps.find((step) => step.link.signature.kind === 'not-checked') ?? steps[0]
}

/** Of several certificates for the same authority, the self-signed one makes the chain shortest. */
function preference(node: Node, issuer: Node): number {
  return (isMatchedByKey(node, issuer) ? 2 : 0) + (issuer.given.isSelfSigned ? 1 : 0)
}

function latestFirst(first: Node, second: Node): number {
  return second.given.notAfter.localeCompare(first.given.notAfter)
}

function isMatchedByKey(node: Node, issuer: Node): boolean {
  return node.given.authorityKeyId !== undefined && node.given.authorityKeyId === issuer.given.subjectKeyId
}

function chainFrom(leaf: Node, steps: ReadonlyMap<Node, Step>): ChainFacts {
  const nodes = [leaf]
  const links: ChainLink[] = []
  for (let step = steps.get(leaf); step !== undefined && !nodes.includes(step.issuer); step = steps.get(step.issuer)) {
    nodes.push(step.issuer)
    links.push(step.link)
    if (step.link.signature.kind === 'wrong') break
  }
  return { certificates: nodes.map((node) => node.given), links, ends: chainEnd(nodes, links), extra: [] }
}

function chainEnd(nodes: readonly Node[], links: readonly ChainLink[]): ChainEnd {
  const top = nodes.at(-1)
  if (top === undefined || links.at(-1)?.signature.kind === 'wrong') return 'link-broken'
  if (isOnItsOwn(top)) return nodes.length === 1 && !isBareRoot(top.given) ? 'self-signed-leaf' : 'root-included'
  if (isSignedByPublicRoot(top.parsed)) return 'root-missing'
  if (isFromPublicAuthority(top.parsed)) return 'intermediate-missing'
  return top.given.isAuthority ? 'root-missing' : 'issuer-missing'
}

/** Also when this runtime cannot check such a signature: nobody else can have issued it under this name, as far as we know. */
function isOnItsOwn({ given, parsed }: Node): boolean {
  return given.isSelfSigned || (given.isSelfIssued && verifySignature(parsed, parsed).kind === 'not-checked')
}

/** The certificate of an authority alone, and not one that a server made for itself and called an authority by the way, as openssl does. */
function isBareRoot(facts: CertificateFacts): boolean {
  return facts.isAuthority && facts.purposes.length === 0 && !facts.names.some((name) => name.kind === 'dns' || name.kind === 'ip')
}
