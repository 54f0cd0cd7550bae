import type { AlternativeName, CertificateFacts } from './certificate.ts'
import { asciiHostName } from './ascii-host-name.ts'
import { ipAddressBytes } from './ip-address.ts'

export type ServerNameVerdict =
  | { readonly kind: 'matches'; readonly by: AlternativeName }
  /** Only the outdated common name fits: some programs accept it, many refuse. */
  | { readonly kind: 'common-name-only'; readonly commonName: string }
  /** `names`: every name a server may have by this certificate, for the message. */
  | { readonly kind: 'mismatch'; readonly names: readonly string[] }

/**
 * Whether the certificate is for this host: a DNS name (also as typed, with umlauts) or an IP address.
 * RFC 6125 with RFC 9525: a wildcard stands for exactly one whole left-most label, and an address only matches an address.
 */
export function checkServerName(facts: Pick<CertificateFacts, 'names' | 'subjectCommonName'>, host: string): ServerNameVerdict {
  const address = ipAddressBytes(host)
  const by = facts.names.find((name) =>
    address === undefined ? name.kind === 'dns' && nameCovers(name.value, host) : isAddress(name, address)
  )
  if (by !== undefined) return { kind: 'matches', by }
  const commonName = facts.subjectCommonName
  const hasDnsName = facts.names.some((name) => name.kind === 'dns')
  if (address === undefined && !hasDnsName && commonName !== undefined && nameCovers(commonName, host))
    return { kind: 'common-name-only', commonName }
  return { kind: 'mismatch', names: serverNames(facts) }
}

/** DNS names and addresses of the certificate; its common name when it has neither. */
export function serverNames(facts: Pick<CertificateFacts, 'names' | 'subjectCommonName'>): readonly string[] {
  const names = facts.names.filter((name) => name.kind === 'dns' || name.kind === 'ip').map((name) => name.value)
  return names.length === 0 && facts.subjectCommonName !== undefined ? [facts.subjectCommonName] : names
}

function isAddress(name: AlternativeName, address: readonly number[]): boolean {
  return name.kind === 'ip' && ipAddressBytes(name.value)?.join() === address.join()
}

function nameCovers(pattern: string, host: string): boolean {
  const wanted = asciiHostName(host)
  const offered = asciiHostName(pattern)
  // An address in a DNS name or a common name is a mistake that no TLS library forgives.
  if (wanted === undefined || offered === undefined || wanted === '' || ipAddressBytes(offered) !== undefined) return false
  if (wanted === offered) return !wanted.includes('*')
  const [firstWanted, ...restWanted] = wanted.split('.')
  const [firstOffered, ...restOffered] = offered.split('.')
  // `*.com` would stand for every company there is.
  if (firstOffered !== '*' || restOffered.length < 2) return false
  return firstWanted !== undefined && /^[a-z0-9_-]+$/.test(firstWanted) && restWanted.join('.') === restOffered.join('.')
}
