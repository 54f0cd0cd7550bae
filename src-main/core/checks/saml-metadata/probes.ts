import type { EntraAddress } from '../../entra/read-entra-address.ts'
import type { KnownTenant } from '../../entra/tenant-addresses.ts'
import type { CertificateFacts } from '../../model/certificate.ts'
import type { Problem } from '../../errors.ts'
import type { Result } from '../../result.ts'
import { identityProviderOf, type ProviderInDocument, signingCertificates } from '../../saml/identity-provider-of.ts'
import type { SamlMetadataFacts } from '../../saml/metadata-facts.ts'
import { recogniseProduct } from '../../saml/recognise-product.ts'
import type { FetchedMetadata, MetadataFetchFailure } from '../../saml/saml-ports.ts'
import type { SamlTrust } from '../../saml/saml-source.ts'
import type { XmlRefusal } from '../../saml/xml-refusal.ts'

/** What is judged of metadata or a certificate. Only `reading` and `stored` wait for anything, and both work once. */
export interface SamlMetadataProbes {
  /** ISO 8601 in UTC. */
  readonly now: string
  /** Absent for files and pasted texts. */
  readonly address: TypedAddress | undefined
  /** What the document is called in a sentence, with a capital: `The file metadata.xml`. */
  readonly name: string
  /** The same for evidence, within a sentence: `the metadata at login.microsoftonline.com`. */
  readonly from: string
  readonly expected: ExpectedProvider
  reading(): Promise<MetadataReading>
  stored(): Promise<readonly StoredTrust[]>
}

export interface TypedAddress {
  readonly typed: string
  /** Absent: no address at all. */
  readonly read: EntraAddress | undefined
  /** The person wants this host, although it is not known to be Microsoft’s. */
  readonly insist: boolean
}

/** What the person knows. */
export interface ExpectedProvider {
  readonly tenant: KnownTenant
  /** As typed; empty: not known. */
  readonly applicationId: string
}

export interface MetadataReading {
  /** Absent for files and texts. */
  readonly fetched: Result<FetchedMetadata, MetadataFetchFailure> | undefined
  readonly content: MetadataContent
}

export type MetadataContent =
  /** Nothing came. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'metadata'; readonly facts: SamlMetadataFacts }
  /** `what`: a configuration, a list of keys, a token; for the end of a sentence. */
  | { readonly kind: 'openid-configuration'; readonly what: string }
  | { readonly kind: 'no-xml'; readonly refusal: XmlRefusal }
  /** The first is the one that was meant: the first of the file. */
  | {
      readonly kind: 'certificates'
      readonly certificates: readonly CertificateFacts[]
      /** A private key stands beside them in the file. */
      readonly holdsPrivateKey?: boolean
    }
  | { readonly kind: 'fingerprint'; readonly sha256: string }
  | { readonly kind: 'no-certificate'; readonly problem: Problem }

/** What a provider of the site trusts today. */
export interface StoredTrust {
  readonly label: string
  readonly trust: Result<SamlTrust, Problem>
}

/** For checks above the one that proves that the document is metadata. */
export async function metadataOf(probes: SamlMetadataProbes): Promise<SamlMetadataFacts> {
  const { content } = await probes.reading()
  if (content.kind !== 'metadata') throw new TypeError('The rung below proves that there is metadata')
  return content.facts
}

/** For checks above the one that proves that there is exactly one identity provider. */
export async function providerOf(probes: SamlMetadataProbes): Promise<ProviderInDocument> {
  const found = identityProviderOf(await metadataOf(probes))
  if (found === undefined) throw new TypeError('The rung below proves that there is one identity provider')
  return found
}

/** Signing certificates, of metadata or of a certificate file. */
export async function certificatesOf(probes: SamlMetadataProbes): Promise<readonly CertificateFacts[]> {
  const { content } = await probes.reading()
  return content.kind === 'certificates' ? content.certificates.slice(0, 1) : signingCertificates((await providerOf(probes)).provider)
}

export async function isEntra(probes: SamlMetadataProbes): Promise<boolean> {
  return recogniseProduct(await providerOf(probes)).kind === 'entra'
}

export const NOT_ENTRA = 'The document comes from another product, for which this does not hold.'
