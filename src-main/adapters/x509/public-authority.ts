import { organisationOf, rootIndex } from './root-index.ts'
import type { ParsedCertificate } from './parse-certificate.ts'
import { publicRoots } from './public-roots.ts'

/**
 * Whether a public authority issued this certificate, as far as the issuer's name and the published address of its certificate tell.
 * That separates "an intermediate certificate is missing" from "a company's own authority": OpenSSL reports the same error for both.
 */
export function isFromPublicAuthority(certificate: ParsedCertificate): boolean {
  const organisation = organisationOf(certificate.facts.issuer)
  if (organisation === undefined || !certificate.facts.caIssuersUrls.some(isPublicAddress)) return false
  return issuingOrganisations.includes(organisation) || rootIndex(publicRoots().pems).organisations.has(organisation)
}

/** Whether one of the public roots itself signed it. */
export function isSignedByPublicRoot(certificate: ParsedCertificate): boolean {
  return rootIndex(publicRoots().pems).issuersOf(certificate).length > 0
}

/** Those whose intermediates carry another organisation than the root above them. */
const issuingOrganisations: readonly string[] = [
  "let's encrypt",
  'zerossl',
  'ssl corp',
  'cloudflare, inc.',
  'apple inc.',
  'gandi',
  'gandi sas',
  'geant vereniging',
  'network solutions l.l.c.',
  'rapidssl',
  'geotrust inc.',
  'thawte, inc.',
  'trustasia technologies, inc.'
]

/** Company authorities publish theirs by LDAP, or on names that only the company knows. */
function isPublicAddress(url: string): boolean {
  const host = /^https?:\/\/([^/:?#]+)/i.exec(url)?.[1] ?? ''
  return host.includes('.') && !/\.(?:local|lan|intern|internal|corp|home|test|example|localdomain)$/i.test(host)
}
