import { readEntraAddress } from '../entra/read-entra-address.ts'
import { tenantText } from '../entra/tenant.ts'
import type { KnownTenant } from '../entra/tenant-addresses.ts'
import { tenantAddresses } from '../entra/tenant-addresses.ts'
import type { CertificateFacts } from '../model/certificate.ts'
import { certificateName } from '../model/certificate-name.ts'
import { momentText } from '../model/day-text.ts'
import { identityProviderOf, identityProvidersOf, signingCertificates } from './identity-provider-of.ts'
import { keyViews } from './key-roles.ts'
import type { SamlEndpoint, SamlMetadataFacts } from './metadata-facts.ts'
import { cloudOfAddress, recogniseProduct } from './recognise-product.ts'
import type { FactRow, SamlFactsView } from './saml-views.ts'
import { shortBinding } from './short-binding.ts'
import { signaturesOfProvider } from './signatures-of-provider.ts'
import type { XmlSignatureFacts } from './xml-signature.ts'

/** What a document says, for people. `applicationId`: that of the address, or what the person knows; empty when nobody said. */
export function metadataFactsView(facts: SamlMetadataFacts, applicationId: string, now: string): SamlFactsView {
  const found = identityProviderOf(facts)
  if (found === undefined) {
    const providers = identityProvidersOf(facts)
    return {
      rows: [...facts.entities.slice(0, MOST_NAMED).map(({ entityId }) => row('Entity id', entityId, ENTITY_ID)), ...documentRows(facts)],
      keys: [],
      signature: `${signatureSentence(facts.signatures, facts.signatures)} The document describes ${providers.length} identity providers, so no keys are shown.`
    }
  }
  const { entity, provider } = found
  const covering = signaturesOfProvider(facts, found)
  const signedBy = covering.flatMap(({ verdict }) => (verdict.kind === 'valid' ? [verdict.by] : []))
  const tenant = readEntraAddress(entity.entityId)?.tenant
  const cloud = provider.signOn.map(({ location }) => cloudOfAddress(location)).find((known) => known !== undefined)
  const product = recogniseProduct(found)
  return {
    rows: [
      ...(tenant === undefined ? [] : [row('Tenant', tenantText(tenant), TENANT)]),
      ...(cloud === undefined ? [] : [row('Cloud', cloud.name)]),
      ...(product.kind === 'other' ? [row('Product', product.name)] : []),
      ...(applicationId === '' ? [] : [row('Application (client) id', applicationId, APPLICATION)]),
      row('Entity id (issuer)', entity.entityId, ENTITY_ID),
      ...provider.signOn.map((endpoint) => endpointRow('Sign-in address', endpoint)),
      ...provider.logout.map((endpoint) => endpointRow('Sign-out address', endpoint)),
      ...(entity.organization === undefined ? [] : [row('Organisation', entity.organization)]),
      ...(provider.wantsSignedRequests === true
        ? [row('Signed requests', 'demanded', 'The provider accepts only sign-in requests that the service has signed.')]
        : []),
      ...(provider.nameIdFormats.length === 0 ? [] : [row('NameID formats', provider.nameIdFormats.join(', '), NAME_ID)]),
      ...(entity.validUntil === undefined ? [] : [row('Document valid until', momentText(entity.validUntil))]),
      ...documentRows(facts)
    ],
    keys: keyViews(provider.keys, signedBy, now),
    signature: signatureSentence(facts.signatures, covering)
  }
}

/** What certificates alone say, with the addresses that follow from the tenant. */
export function certificateFactsView(certificates: readonly CertificateFacts[], known: KnownTenant, now: string): SamlFactsView {
  const { tenant, cloud, isCloudAssumed } = known
  const addresses = tenant?.kind === 'id' ? tenantAddresses(cloud, tenant.id) : undefined
  return {
    rows: [
      ...(tenant === undefined ? [] : [row('Tenant', tenantText(tenant), TENANT)]),
      row('Cloud', isCloudAssumed ? `${cloud.name}, assumed: nothing says another` : cloud.name),
      ...(addresses === undefined
        ? []
        : [
            row('Entity id (issuer)', addresses.issuer, ENTITY_ID),
            row('Sign-in address', addresses.signOnUrl),
            row('Sign-out address', addresses.logoutUrl)
          ])
    ],
    keys: keyViews(
      certificates.map((certificate) => ({ use: 'both', key: { kind: 'certificate', certificate } })),
      [],
      now
    ),
    signature: 'A certificate is no metadata: who uses its key, and for which application, is not written in it.'
  }
}

const MOST_NAMED = 12
const TENANT = 'The directory of one organisation at Microsoft; also called directory id.'
const APPLICATION = 'The number of the Files.com application in Entra ID. Each application has signing keys of its own.'
const ENTITY_ID = 'The name by which the identity provider signs; compared letter by letter.'
const NAME_ID = 'How the provider can name people.'

function endpointRow(label: string, { binding, location }: SamlEndpoint): FactRow {
  return { label, value: `${location} (${shortBinding(binding)})`, copy: location }
}

function documentRows(facts: SamlMetadataFacts): readonly FactRow[] {
  return [
    { label: 'Size', value: `${facts.bytes.toLocaleString('en-US')} bytes` },
    row(
      'SHA-256 of the document',
      facts.sha256,
      'Equal for equal documents: compare it with another copy. It is not the fingerprint of a key.'
    )
  ]
}

function row(label: string, value: string, explain?: string): FactRow {
  return { label, value, copy: value, ...(explain === undefined ? {} : { explain }) }
}

/** The worst comes first; then what covers what is shown. */
function signatureSentence(signatures: readonly XmlSignatureFacts[], covering: readonly XmlSignatureFacts[]): string {
  if (signatures.length === 0) return 'The document is not signed.'
  const first = signatures.find(({ verdict }) => verdict.kind !== 'valid') ?? covering[0]
  if (first === undefined)
    return 'A part of the document is signed, and not the identity provider: its keys and addresses can be anybody’s.'
  const by = first.carried === undefined ? 'the key that came along' : certificateName(first.carried)
  switch (first.verdict.kind) {
    case 'valid':
      return `Signed with ${first.algorithm.name} by ${by}: unchanged since then. That key came along with the document, so this proves that it is whole, not where it comes from.`
    case 'digest-differs':
    case 'signature-differs':
      return 'The signature does not fit: the document was changed after it was signed.'
    case 'no-key':
      return 'The document is signed, and no key came along to verify it with.'
    case 'refused':
      return `The signature was not verified: ${first.verdict.because}.`
  }
}

/** Signing certificates of the only provider of the document. */
export function certificatesOfMetadata(facts: SamlMetadataFacts): readonly CertificateFacts[] {
  const found = identityProviderOf(facts)
  return found === undefined ? [] : signingCertificates(found.provider)
}
