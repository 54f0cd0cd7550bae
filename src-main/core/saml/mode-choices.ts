import { applicationMetadataUrl, type KnownTenant, tenantAddresses } from '../entra/tenant-addresses.ts'
import type { CertificateFacts } from '../model/certificate.ts'
import { dayText } from '../model/day-text.ts'
import { fingerprintNotations } from '../model/fingerprint.ts'
import { isLive } from './overlap.ts'
import { MOST_XML_CHARACTERS, type SamlSource } from './saml-source.ts'
import type { FactRow, SamlModeChoice } from './saml-views.ts'

/** What is at hand for telling Files.com. */
export interface ModeInput {
  /** The address that gave the metadata; absent for files and texts. */
  readonly url: string | undefined
  /** Why nothing of this document should be stored, as a sentence; absent: it may. */
  readonly objection: string | undefined
  /** Metadata of exactly one identity provider. */
  readonly document: { readonly xml: string; readonly bytes: number; readonly sha256: string } | undefined
  readonly issuer: string | undefined
  readonly signOnUrl: string | undefined
  readonly logoutUrl: string | undefined
  /** Signing certificates, or fingerprints when nothing else is known. */
  readonly certificates: readonly CertificateFacts[]
  readonly fingerprints: readonly string[]
  readonly known: KnownTenant
  readonly applicationId: string
  readonly now: string
}

/** The three ways in the order of the form of Files.com; one of them is recommended, unless none can be used. */
export function modeChoices(input: ModeInput): readonly SamlModeChoice[] {
  const url = urlChoice(input)
  const xml = xmlChoice(input)
  const fingerprint = fingerprintChoice(input)
  const best = [url, xml, fingerprint].find(({ source }) => source !== undefined)
  return [url, xml, fingerprint].map((choice) => ({ ...choice, isRecommended: choice === best }))
}

type Choice = Omit<SamlModeChoice, 'isRecommended'>

function urlChoice({ url, objection, known, applicationId }: ModeInput): Choice {
  const title = 'Metadata URL'
  const because = 'Files.com reads the address again by itself, so new keys and addresses arrive without anybody’s work.'
  if (url !== undefined && objection === undefined) {
    return {
      mode: 'url',
      title,
      because,
      source: { mode: 'url', url },
      whyNot: undefined,
      rows: [{ label: 'Metadata URL', value: url, copy: url }]
    }
  }
  return { mode: 'url', title, because, source: undefined, whyNot: objection ?? whereToGetUrl(known, applicationId), rows: [] }
}

function whereToGetUrl({ tenant, cloud }: KnownTenant, applicationId: string): string {
  if (tenant?.kind === 'id' && applicationId !== '')
    return `No address is at hand. For this tenant and application it is ${applicationMetadataUrl(cloud, tenant.id, applicationId)}: inspect that address to use it.`
  return 'No address is at hand. Copy “App Federation Metadata Url” from the single sign-on page of the application in Entra ID, and inspect it here.'
}

function xmlChoice({ document, certificates, objection, now }: ModeInput): Choice {
  const title = 'Metadata XML'
  const ends = lastEnd(certificates, now)
  const because =
    ends === undefined
      ? 'Files.com keeps the document as it is: a later change at Microsoft has to be brought over by hand.'
      : `Files.com keeps the document as it is. It lasts until the keys change, at the latest until ${dayText(ends)}; then a new file has to be stored by hand.`
  const isTooLarge = document !== undefined && document.xml.length > MOST_XML_CHARACTERS
  if (document === undefined || objection !== undefined || isTooLarge) {
    const tooLarge = isTooLarge ? 'The document is too large to be stored: it holds much more than one identity provider needs.' : undefined
    return {
      mode: 'xml',
      title,
      because,
      source: undefined,
      whyNot: objection ?? tooLarge ?? 'No metadata document of one identity provider is at hand. A certificate alone does not make one.',
      rows: []
    }
  }
  return {
    mode: 'xml',
    title,
    because,
    source: { mode: 'xml', xml: document.xml },
    whyNot: undefined,
    rows: [
      { label: 'Metadata XML', value: `${document.bytes.toLocaleString('en-US')} bytes` },
      { label: 'SHA-256 of the document', value: document.sha256, copy: document.sha256 }
    ]
  }
}

function fingerprintChoice(input: ModeInput): Choice {
  const title = 'Certificate fingerprint'
  const because =
    'Files.com trusts one single key. From the moment another key signs, nobody gets in until the fingerprint is replaced by hand.'
  const found = input.objection ?? fingerprintSource(input)
  if (typeof found === 'string') return { mode: 'fingerprint', title, because, source: undefined, whyNot: found, rows: [] }
  return { mode: 'fingerprint', title, because, source: found, whyNot: undefined, rows: fingerprintRows(found) }
}

/** The source, or why there is none. */
function fingerprintSource({
  certificates,
  fingerprints,
  issuer,
  signOnUrl,
  logoutUrl,
  known,
  now
}: ModeInput): FingerprintSource | string {
  const live = certificates.filter((certificate) => isLive(certificate, now))
  const candidates = certificates.length === 0 ? fingerprints : live.map(({ fingerprintSha256 }) => fingerprintSha256)
  const [sha256, ...others] = candidates
  if (sha256 === undefined)
    return certificates.length === 0 ? 'No signing certificate is at hand.' : 'None of the signing certificates is within its dates.'
  if (others.length > 0)
    return `There are ${candidates.length} live keys, and only one can be trusted in this way. Download the active certificate from the single sign-on page in Entra ID and inspect that file.`
  if (issuer !== undefined && signOnUrl !== undefined)
    return { mode: 'fingerprint', sha256, issuer, signOnUrl, logoutUrl: logoutUrl ?? signOnUrl }
  if (known.tenant?.kind !== 'id')
    return known.tenant?.kind === 'domain'
      ? 'The addresses need the tenant id (a GUID). A domain is not enough: which tenant owns it, only Microsoft can tell.'
      : 'A certificate names no tenant. Give the tenant id (a GUID), and issuer, sign-in and sign-out address are filled in.'
  return { mode: 'fingerprint', sha256, ...tenantAddresses(known.cloud, known.tenant.id) }
}

type FingerprintSource = Extract<SamlSource, { mode: 'fingerprint' }>

function fingerprintRows({ sha256, issuer, signOnUrl, logoutUrl }: FingerprintSource): readonly FactRow[] {
  const { colonUpper, openssl } = fingerprintNotations(sha256)
  return [
    { label: 'Certificate fingerprint', value: colonUpper, copy: colonUpper },
    { label: 'As openssl prints it', value: openssl, copy: openssl },
    { label: 'Issuer URL', value: issuer, copy: issuer },
    { label: 'SSO endpoint', value: signOnUrl, copy: signOnUrl },
    { label: 'SLO endpoint', value: logoutUrl, copy: logoutUrl }
  ]
}

/** When the last live key ends. */
function lastEnd(certificates: readonly CertificateFacts[], now: string): string | undefined {
  return certificates
    .filter((certificate) => isLive(certificate, now))
    .map(({ notAfter }) => notAfter)
    .sort((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1)
}
