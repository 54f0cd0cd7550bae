import type { CheckResult } from '../../core/checks/check.ts'
import { addressNamesApplication } from '../../core/checks/saml-metadata/address-names-application.ts'
import { keysSharedWithStored } from '../../core/checks/saml-metadata/keys-shared-with-stored.ts'
import { keysStrong } from '../../core/checks/saml-metadata/keys-strong.ts'
import { keysWithinDates } from '../../core/checks/saml-metadata/keys-within-dates.ts'
import { notEnded } from '../../core/checks/saml-metadata/not-ended.ts'
import type { MetadataContent, SamlMetadataProbes } from '../../core/checks/saml-metadata/probes.ts'
import { tenantKnown } from '../../core/checks/saml-metadata/tenant-known.ts'
import { readEntraAddress } from '../../core/entra/read-entra-address.ts'
import type { KnownTenant } from '../../core/entra/tenant-addresses.ts'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import { certificateFactsView, certificatesOfMetadata, metadataFactsView } from '../../core/saml/facts-view.ts'
import { identityProviderOf } from '../../core/saml/identity-provider-of.ts'
import { modeChoices } from '../../core/saml/mode-choices.ts'
import type { SamlEndpoint } from '../../core/saml/metadata-facts.ts'
import { HTTP_POST, HTTP_REDIRECT } from '../../core/saml/short-binding.ts'
import type { SamlFactsView, SamlModeChoice } from '../../core/saml/saml-views.ts'

/** What the document says, for the window; absent when there is nothing of SAML in it. */
export function factsOf(content: MetadataContent, probes: SamlMetadataProbes): SamlFactsView | undefined {
  if (content.kind === 'metadata')
    return content.facts.entities.length === 0 ? undefined : metadataFactsView(content.facts, applicationOf(probes), probes.now)
  if (content.kind === 'certificates' || content.kind === 'fingerprint')
    return certificateFactsView(certificatesInContent(content), probes.expected.tenant, probes.now)
  return undefined
}

/** Certificates that may sign; of a certificate file the one that was meant. */
export function certificatesInContent(content: MetadataContent): readonly CertificateFacts[] {
  if (content.kind === 'metadata') return certificatesOfMetadata(content.facts)
  return content.kind === 'certificates' ? content.certificates.slice(0, 1) : []
}

/** The three ways to tell Files.com with this document, after the ladder has judged it. */
export function choicesOf(
  content: MetadataContent,
  probes: SamlMetadataProbes,
  results: readonly CheckResult[]
): readonly SamlModeChoice[] {
  const found = content.kind === 'metadata' ? identityProviderOf(content.facts) : undefined
  return modeChoices({
    url: probes.address?.read?.text,
    objection: objectionIn(results),
    document:
      content.kind === 'metadata' && found !== undefined
        ? { xml: content.facts.text, bytes: content.facts.bytes, sha256: content.facts.sha256 }
        : undefined,
    issuer: found?.entity.entityId,
    signOnUrl: browserAddress(found?.provider.signOn),
    logoutUrl: browserAddress(found?.provider.logout),
    certificates: certificatesInContent(content),
    fingerprints: content.kind === 'fingerprint' ? [content.sha256] : [],
    known: tenantOf(content, probes),
    applicationId: applicationOf(probes),
    now: probes.now
  })
}

/** The first to which a browser can be sent: services list others beside it, for programs and for older protocols. */
function browserAddress(endpoints: readonly SamlEndpoint[] = []): string | undefined {
  return endpoints.find(({ binding, location }) => (binding === HTTP_REDIRECT || binding === HTTP_POST) && location !== '')?.location
}

/** A document that fails on these rungs is still the right one; what follows from them is said by themselves. */
const DATED: ReadonlySet<string> = new Set([notEnded.id, keysWithinDates.id, keysStrong.id, keysSharedWithStored.id, tenantKnown.id])

function objectionIn(results: readonly CheckResult[]): string | undefined {
  for (const { id, outcome } of results) {
    if (DATED.has(id)) continue
    if (outcome.status === 'fail' || outcome.status === 'crash') return `${outcome.problem.title}: ${hint(id)}`
  }
  return undefined
}

function hint(id: string): string {
  return id === addressNamesApplication.id
    ? 'with these keys sign-in would most likely be refused. Use the address of the application.'
    : 'the report says what to do first.'
}

/** The document itself names its tenant and cloud. */
function tenantOf(content: MetadataContent, probes: SamlMetadataProbes): KnownTenant {
  const found = content.kind === 'metadata' ? identityProviderOf(content.facts) : undefined
  const addresses = found === undefined ? [] : [...found.provider.signOn.map(({ location }) => location), found.entity.entityId]
  for (const address of addresses) {
    const read = readEntraAddress(address)
    if (read?.cloud !== undefined && read.tenant !== undefined) return { tenant: read.tenant, cloud: read.cloud, isCloudAssumed: false }
  }
  return probes.expected.tenant
}

function applicationOf({ address, expected }: SamlMetadataProbes): string {
  return address?.read?.applicationIds[0] ?? expected.applicationId
}
