import { throwIfCancelled, type CancelSignal } from '../../core/cancel.ts'
import { bindChecks, type CheckEvent, type CheckResult } from '../../core/checks/check.ts'
import { runChecks } from '../../core/checks/run-checks.ts'
import type { MetadataReading, SamlMetadataProbes, StoredTrust } from '../../core/checks/saml-metadata/probes.ts'
import { samlCertificateChecks, samlDocumentChecks, samlMetadataChecks } from '../../core/checks/saml-metadata/registry.ts'
import { addressInPaste } from '../../core/entra/address-in-paste.ts'
import { readEntraAddress } from '../../core/entra/read-entra-address.ts'
import { withoutBraces } from '../../core/entra/tenant.ts'
import { withoutCredentials } from '../../core/entra/web-address.ts'
import { knownTenant } from '../../core/entra/tenant-addresses.ts'
import { type EvidenceItem, seen } from '../../core/evidence.ts'
import type { CertificateFacts } from '../../core/model/certificate.ts'
import { summarise } from '../../core/report/check-report.ts'
import { usualFetchLimits } from '../../core/saml/fetch-limits.ts'
import type { SamlMetadataFacts } from '../../core/saml/metadata-facts.ts'
import type { SamlTrust } from '../../core/saml/saml-source.ts'
import type { SamlFactsView, SamlModeChoice, SamlReport } from '../../core/saml/saml-views.ts'
import { trustOfContent } from '../../core/saml/trust-of-content.ts'
import type { SamlPorts } from '../saml-ports.ts'
import { certificatesInContent, choicesOf, factsOf } from './inspected-content.ts'
import { readSamlContent } from './read-saml-content.ts'
import { trustOfSource } from './saml-trust.ts'
import type { StoredProvider } from './stored-providers.ts'

export type SamlDocumentToRead =
  /** `insist`: also an address that is no Microsoft host of a known cloud. */
  | { readonly kind: 'url'; readonly url: string; readonly insist: boolean }
  | { readonly kind: 'file'; readonly name: string; readonly bytes: Uint8Array }
  /** An address in it is taken for one. */
  | { readonly kind: 'text'; readonly text: string }

export interface InspectSamlInput {
  readonly document: SamlDocumentToRead
  /** The id, a domain or an address of the tenant; empty: not known. */
  readonly tenantId: string
  readonly applicationId: string
  readonly stored: readonly StoredProvider[]
}

export interface InspectedSaml {
  readonly report: SamlReport
  /** Absent when the document could not be read as metadata, certificate or fingerprint. */
  readonly facts: SamlFactsView | undefined
  readonly choices: readonly SamlModeChoice[]
  readonly trust: SamlTrust | undefined
  readonly metadata: SamlMetadataFacts | undefined
  /** Those that may sign. */
  readonly certificates: readonly CertificateFacts[]
  /** The address that was asked, or would list the keys of today; absent when it is not known. */
  readonly url: string | undefined
}

/** The ladder over metadata, a certificate or a fingerprint: events as they happen. Only an address is asked, and only when its rungs allow it. Throws `Cancelled`. */
export async function* inspectSaml(
  ports: SamlPorts,
  input: InspectSamlInput,
  signal: CancelSignal
): AsyncGenerator<CheckEvent, InspectedSaml> {
  const startedMs = ports.clock.monotonicMs()
  const startedAt = new Date(ports.clock.now()).toISOString()
  throwIfCancelled(signal)
  const document = addressInText(input.document)
  const early = document.kind === 'url' ? undefined : await readSamlContent(ports, contentOf(document), fileNameOf(document))
  let reading: MetadataReading | undefined = early === undefined ? undefined : { fetched: undefined, content: early }
  let stored: readonly StoredTrust[] | undefined
  const probes: SamlMetadataProbes = {
    now: startedAt,
    address: document.kind === 'url' ? { typed: document.url, read: readEntraAddress(document.url), insist: document.insist } : undefined,
    ...namesOf(document),
    expected: { tenant: knownTenant(input.tenantId), applicationId: withoutBraces(input.applicationId) },
    async reading() {
      if (document.kind === 'url') reading ??= await fetchDocument(ports, document, signal)
      if (reading === undefined) throw new TypeError('Files and texts are read before the ladder')
      return reading
    },
    async stored() {
      stored ??= await readStored(ports, input, document, signal)
      return stored
    }
  }
  const isCertificate = early?.kind === 'certificates' || early?.kind === 'fingerprint' || early?.kind === 'no-certificate'
  const checks = document.kind === 'url' ? samlMetadataChecks : isCertificate ? samlCertificateChecks : samlDocumentChecks
  const results = yield* runChecks(bindChecks(checks, probes), ports.clock, signal)
  const content = readingOf(() => reading)?.content ?? { kind: 'nothing' }
  const isCrashed = results.some(({ outcome }) => outcome.status === 'crash')
  return {
    report: {
      kind: 'metadata',
      startedAt,
      durationMs: Math.round(ports.clock.monotonicMs() - startedMs),
      subject: subjectOf(document, input),
      summary: summarise(results),
      results
    },
    facts: isCrashed ? undefined : factsOf(content, probes),
    choices: choicesOf(content, probes, results),
    trust: trustOfContent(content, probes),
    metadata: content.kind === 'metadata' ? content.facts : undefined,
    certificates: certificatesInContent(content),
    url: document.kind === 'url' && hasPassed(results, 'saml-metadata.fetched') ? document.url.trim() : undefined
  }
}

/** Assigned inside the probes, which the compiler cannot see. */
function readingOf(read: () => MetadataReading | undefined): MetadataReading | undefined {
  return read()
}

function hasPassed(results: readonly CheckResult[], id: string): boolean {
  return results.some((result) => result.id === id && result.outcome.status === 'pass')
}

/** People paste the address into the box for the document. */
function addressInText(document: SamlDocumentToRead): SamlDocumentToRead {
  if (document.kind !== 'text') return document
  const url = addressInPaste(document.text)
  return url === undefined ? document : { kind: 'url', url, insist: false }
}

function contentOf(document: Exclude<SamlDocumentToRead, { kind: 'url' }>): Uint8Array | string {
  return document.kind === 'file' ? document.bytes : document.text
}

function fileNameOf(document: SamlDocumentToRead): string | undefined {
  return document.kind === 'file' ? document.name : undefined
}

function namesOf(document: SamlDocumentToRead): { readonly name: string; readonly from: string } {
  switch (document.kind) {
    case 'url': {
      const host = readEntraAddress(document.url)?.host ?? 'the address'
      return { name: `What ${host} answered`, from: `the metadata at ${host}` }
    }
    case 'file':
      return { name: `The file ${document.name}`, from: `the file ${document.name}` }
    case 'text':
      return { name: 'The pasted text', from: 'the metadata that was pasted' }
  }
}

async function fetchDocument(
  ports: SamlPorts,
  { url, insist }: Extract<SamlDocumentToRead, { kind: 'url' }>,
  signal: CancelSignal
): Promise<MetadataReading> {
  const fetched = await ports.metadataFetch.fetch(url.trim(), usualFetchLimits(insist), signal)
  return { fetched, content: fetched.ok ? await readSamlContent(ports, fetched.value.bytes) : { kind: 'nothing' } }
}

/** Providers that store the address of another application are not replaced by this one. */
async function readStored(
  ports: SamlPorts,
  { stored, applicationId }: InspectSamlInput,
  document: SamlDocumentToRead,
  signal: CancelSignal
): Promise<readonly StoredTrust[]> {
  const wanted = (document.kind === 'url' ? readEntraAddress(document.url)?.applicationIds[0] : undefined) ?? withoutBraces(applicationId)
  const trusts: StoredTrust[] = []
  for (const { id, label, source } of stored) {
    if (source === undefined || (source.mode === 'url' && isOtherApplication(source.url, wanted))) continue
    trusts.push({ label, trust: await trustOfSource(ports, source, `provider “${label}” (${String(id)})`, signal) })
  }
  return trusts
}

function isOtherApplication(url: string, wanted: string): boolean {
  const [stored = ''] = readEntraAddress(url)?.applicationIds ?? []
  return stored !== '' && wanted !== '' && stored.toLowerCase() !== wanted.toLowerCase()
}

function subjectOf(document: SamlDocumentToRead, { tenantId, applicationId, stored }: InspectSamlInput): readonly EvidenceItem[] {
  return [
    document.kind === 'url'
      ? seen('Address', withoutCredentials(document.url.trim()))
      : seen('Document', document.kind === 'file' ? document.name : 'pasted text'),
    ...(tenantId.trim() === '' ? [] : [seen('Expected tenant', tenantId.trim())]),
    ...(applicationId.trim() === '' ? [] : [seen('Expected application', applicationId.trim())]),
    ...(stored.length === 0 ? [] : [seen('Compared with', stored.map(({ label, id }) => `“${label}” (${String(id)})`).join(', '))])
  ]
}
