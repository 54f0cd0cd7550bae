import { certificateName } from '../model/certificate-name.ts'
import { type EvidenceItem, seen } from '../evidence.ts'
import type { CertificateFacts, ChainEnd, ChainFacts, ChainTrust, DistrustReason } from '../model/certificate.ts'
import { strengthProblems } from '../model/certificate-strength.ts'
import { type CertificateValidity, certificateValidity } from '../model/certificate-validity.ts'
import { chainPem } from '../model/chain-pem.ts'
import { checkServerName } from '../model/check-server-name.ts'
import { momentText } from '../model/day-text.ts'
import { fingerprintNotations } from '../model/fingerprint.ts'
import type { TlsOpened, TrustVerdict } from '../model/tls-facts.ts'
import { tlsVersionText } from '../model/tls-version-text.ts'
import type { ListedTrust } from '../ports/certificates.ts'
import { assertNever } from '../result.ts'

/** Certificates ready to be shown, by the window and by the command line. */
export interface CertificateView {
  /** `dc1.corp.example port 636, LDAPS`, or the file's name. */
  readonly source: string
  readonly chains: readonly ChainView[]
  /** Present when a server was looked at. */
  readonly server?: ServerTlsView
}

export interface ChainView {
  readonly chain: ChainFacts
  readonly certificates: readonly CertificateCard[]
  readonly trustedHere: ChainTrust & { readonly sentence: string }
  readonly trustedPublicly: ChainTrust & { readonly sentence: string }
  readonly endsSentence: string
  readonly pem: string
}

/** One certificate of a chain, as sentences and pairs. */
export interface CertificateCard {
  readonly facts: CertificateFacts
  readonly heading: string
  readonly role: 'server' | 'intermediate' | 'root' | 'other'
  readonly state: CertificateValidity
  readonly rows: readonly EvidenceItem[]
  readonly weaknesses: readonly string[]
  readonly fingerprints: readonly { readonly label: string; readonly value: string }[]
}

export interface ServerTlsView {
  /** For people: `TLS 1.3`. */
  readonly version: string
  readonly cipher: string
  readonly versions: readonly { readonly version: string; readonly accepted: boolean }[]
  readonly trustedHere: TrustVerdict
  readonly trustedPublicly: TrustVerdict
  readonly nameSentence: string
  readonly nameMatches: boolean
}

/** `now` is an ISO 8601 moment: the clock that dates are judged by. */
export function chainView(
  chain: ChainFacts,
  trust: { readonly here: ListedTrust; readonly publicly: ListedTrust },
  now: string
): ChainView {
  return {
    chain,
    certificates: chain.certificates.map((facts) => certificateCard(facts, now)),
    trustedHere: { ...trust.here, sentence: trustSentence(trust.here) },
    trustedPublicly: { ...trust.publicly, sentence: trustSentence(trust.publicly) },
    endsSentence: endsSentence(chain),
    pem: chainPem(chain)
  }
}

export function certificateCard(facts: CertificateFacts, now: string): CertificateCard {
  const { openssl, colonUpper, plainLower, plainUpper, base64 } = fingerprintNotations(facts.fingerprintSha256)
  return {
    facts,
    heading: upperFirst(certificateName(facts)),
    role: roleOf(facts),
    state: certificateValidity(facts, now),
    rows: rowsOf(facts),
    weaknesses: weaknessesOf(facts),
    fingerprints: [
      { label: 'With colons', value: colonUpper },
      { label: 'Lower case, without colons', value: plainLower },
      { label: 'Upper case, without colons', value: plainUpper },
      { label: 'As openssl prints it', value: openssl },
      { label: 'Base64', value: base64 }
    ]
  }
}

/** `host` is the name that the certificate has to be for. */
export function serverTlsView(look: TlsOpened, host: string): ServerTlsView {
  const { cipher, trustedHere, trustedPublicly } = look
  const versions = look.versions.map(({ version, accepted }) => ({ version: tlsVersionText(version), accepted }))
  return { version: tlsVersionText(look.version), cipher, versions, trustedHere, trustedPublicly, ...nameVerdict(look.chain, host) }
}

function nameVerdict(chain: ChainFacts, host: string): { nameSentence: string; nameMatches: boolean } {
  const [server] = chain.certificates
  if (server === undefined) throw new TypeError('A chain has at least one certificate')
  const verdict = checkServerName(server, host)
  switch (verdict.kind) {
    case 'matches':
      return {
        nameMatches: true,
        nameSentence: `The certificate is for ${host}${verdict.by.value === host ? '' : ` (by its name ${verdict.by.value})`}.`
      }
    case 'common-name-only':
      return {
        nameMatches: true,
        nameSentence: `The certificate names ${verdict.commonName} only as common name, without a subject alternative name: many programs refuse that.`
      }
    case 'mismatch':
      return {
        nameMatches: false,
        nameSentence: `The certificate is not for ${host}: it is for ${verdict.names.length === 0 ? 'nobody in particular' : verdict.names.join(', ')}.`
      }
    default:
      return assertNever(verdict)
  }
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1'

function roleOf(facts: CertificateFacts): CertificateCard['role'] {
  const hasServerName = facts.names.some(({ kind }) => kind === 'dns' || kind === 'ip')
  // Many a server made its own certificate and called it an authority by the way, as openssl does.
  if (facts.isAuthority && !(facts.isSelfSigned && hasServerName)) return facts.isSelfSigned ? 'root' : 'intermediate'
  if (facts.purposes.some(({ oid }) => oid === SERVER_AUTHENTICATION)) return 'server'
  return facts.purposes.length === 0 && hasServerName ? 'server' : 'other'
}

function rowsOf(facts: CertificateFacts): readonly EvidenceItem[] {
  return [
    seen('Subject', facts.subject === '' ? '(empty)' : facts.subject),
    seen('Issuer', issuerText(facts)),
    seen(
      'Names',
      facts.names.length === 0
        ? '(none)'
        : facts.names.map(({ kind, value }) => (kind === 'dns' ? value : `${value} (${nameKindText[kind]})`)).join(', ')
    ),
    seen('Serial number', facts.serial),
    seen('Valid from', momentText(facts.notBefore)),
    seen('Valid until', momentText(facts.notAfter)),
    seen('Key', facts.key.text),
    seen('Signature', facts.signature.name),
    seen(
      'Purposes',
      facts.purposes.length === 0
        ? '(not restricted)'
        : facts.purposes.map(({ name, oid }) => (name === oid ? oid : `${name} (${oid})`)).join(', ')
    ),
    seen('Key usage', facts.keyUsages.length === 0 ? '(not restricted)' : facts.keyUsages.join(', ')),
    seen('Authority', authorityText(facts)),
    ...(facts.subjectKeyId === undefined ? [] : [seen('Subject key identifier', facts.subjectKeyId)]),
    ...(facts.authorityKeyId === undefined ? [] : [seen('Authority key identifier', facts.authorityKeyId)]),
    ...facts.caIssuersUrls.map((url) => seen('Issuer’s certificate at', url)),
    seen('SHA-256 of the public key', facts.key.sha256)
  ]
}

const nameKindText = { ip: 'IP address', email: 'mail address', uri: 'address', other: 'other' } as const

function issuerText(facts: CertificateFacts): string {
  if (facts.isSelfSigned) return `${facts.issuer === '' ? '(empty)' : facts.issuer} (itself)`
  return facts.issuer === '' ? '(empty)' : facts.issuer
}

function authorityText(facts: CertificateFacts): string {
  if (!facts.isAuthority) return 'no: it may not issue certificates'
  if (facts.pathLength === undefined) return 'yes: it may issue certificates'
  return `yes: it may issue certificates, with at most ${String(facts.pathLength)} further ${facts.pathLength === 1 ? 'authority' : 'authorities'} below`
}

function weaknessesOf(facts: CertificateFacts): readonly string[] {
  return [
    ...strengthProblems(facts).map((weakness) => {
      switch (weakness.kind) {
        case 'rsa-key-too-short':
        case 'ec-key-too-short':
          return `${upperFirst(weakness.text)}; at least ${String(weakness.minimumBits)} are expected today.`
        case 'weak-signature':
          return `${upperFirst(weakness.text)}, which can be forged; SHA-256 or better is expected today.`
        default:
          return assertNever(weakness)
      }
    }),
    ...facts.unreadableExtensions.map((oid) => `Its extension ${oid} is damaged and was left out.`)
  ]
}

function trustSentence(trust: ListedTrust): string {
  return trust.kind === 'trusted'
    ? `Trusted: ${trust.root} is in ${trust.list}.`
    : `Not trusted by ${trust.list}: ${distrustText(trust.reason, trust.at)}.`
}

function distrustText(reason: DistrustReason, at: string): string {
  const which = at === '' ? 'an unnamed certificate' : at
  switch (reason) {
    case 'self-signed':
      return `${which} vouches for itself`
    case 'unknown-authority':
      return `${which} is not among them`
    case 'missing-intermediate':
      return `the certificate that issued ${which} is missing`
    case 'expired':
      return `${which} has expired`
    case 'not-yet-valid':
      return `${which} is not valid yet`
    case 'not-an-authority':
      return `${which} has issued a certificate without the right to`
    case 'signature-wrong':
      return `the signature on ${which} is wrong`
    case 'signature-not-checked':
      return `the signature on ${which} cannot be checked by this computer`
    default:
      return assertNever(reason)
  }
}

function endsSentence(chain: ChainFacts): string {
  const last = chain.certificates.at(-1)
  if (last === undefined) throw new TypeError('A chain has at least one certificate')
  return chainEndText(chain.ends, certificateName(last), last.issuerCommonName ?? last.issuer)
}

function chainEndText(ends: ChainEnd, last: string, issuer: string): string {
  switch (ends) {
    case 'root-included':
      return `The chain is complete and ends in its root, ${last}.`
    case 'root-missing':
      return `The chain is complete up to the root ${issuer}, which is not included: that is normal.`
    case 'self-signed-leaf':
      return `${upperFirst(last)} vouches for itself; no authority stands above it.`
    case 'intermediate-missing':
      return `The intermediate certificate ${issuer}, which issued ${last}, is missing.`
    case 'issuer-missing':
      return `The certificate of ${issuer}, which issued ${last}, is not included.`
    case 'link-broken':
      return `The chain breaks at ${last}: a certificate has its issuer’s name, but did not sign it.`
    default:
      return assertNever(ends)
  }
}

function upperFirst(text: string): string {
  return /^(?:an |its? )/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text
}
