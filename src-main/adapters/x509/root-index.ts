import { DerFault } from './der.ts'
import { parseCertificate, type ParsedCertificate } from './parse-certificate.ts'
import { base64Bytes, pemBlocks } from './pem.ts'
import { verifySignature } from './verify-signature.ts'

/** A list of roots, taken apart once, to look authorities up by their name. */
export interface RootIndex {
  /** Authorities of the list that have signed this certificate. */
  issuersOf(certificate: ParsedCertificate): readonly ParsedCertificate[]
  has(certificate: ParsedCertificate): boolean
  readonly organisations: ReadonlySet<string>
}

const indexes = new WeakMap<readonly string[], RootIndex>()

export function rootIndex(pems: readonly string[]): RootIndex {
  const known = indexes.get(pems)
  if (known !== undefined) return known
  const index = newIndex(pems.flatMap(parsedPem))
  indexes.set(pems, index)
  return index
}

/** `undefined` for a list entry that is no certificate: a broken root must not hide the others. */
export function parsedPem(pem: string): readonly ParsedCertificate[] {
  return pemBlocks(pem).flatMap((block) => {
    const der = base64Bytes(block.body)
    if (der === undefined) return []
    try {
      return [parseCertificate(der)]
    } catch (error) {
      if (error instanceof DerFault) return []
      throw error
    }
  })
}

/** The O= of a name, in lower case. */
export function organisationOf(name: string): string | undefined {
  return /(?:^|, |\+)O=((?:\\.|[^,+\\])*)/.exec(name)?.[1]?.replaceAll('\\', '').toLowerCase()
}

function newIndex(roots: readonly ParsedCertificate[]): RootIndex {
  const bySubject = new Map<string, ParsedCertificate[]>()
  for (const root of roots) bySubject.set(root.subject, [...(bySubject.get(root.subject) ?? []), root])
  const fingerprints = new Set(roots.map((root) => root.facts.fingerprintSha256))
  return {
    issuersOf: (certificate) =>
      (bySubject.get(certificate.issuer) ?? []).filter((root) => verifySignature(certificate, root).kind === 'verified'),
    has: (certificate) => fingerprints.has(certificate.facts.fingerprintSha256),
    organisations: new Set(roots.flatMap((root) => organisationOf(root.facts.subject) ?? []))
  }
}
