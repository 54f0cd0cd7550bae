import type { CancelSignal } from '../../core/cancel.ts'
import { problem, type Problem } from '../../core/errors.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { type ComparedSide, compareSides } from '../../core/saml/compare-stored.ts'
import { identityProviderOf } from '../../core/saml/identity-provider-of.ts'
import type { SamlMetadataFacts } from '../../core/saml/metadata-facts.ts'
import type { SamlSource } from '../../core/saml/saml-source.ts'
import type { StoredComparison } from '../../core/saml/saml-views.ts'
import { trustOfMetadata } from '../../core/saml/trust-of-metadata.ts'
import type { SamlPorts } from '../saml-ports.ts'
import type { InspectedSaml } from './inspect-saml.ts'
import { metadataAt, metadataIn, trustOfSource } from './saml-trust.ts'

export interface CompareStoredInput {
  /** What the provider stores; absent: nothing of SAML. */
  readonly stored: SamlSource | undefined
  /** Of the provider. */
  readonly label: string
  readonly inspected: InspectedSaml
}

/** What Files.com stores, what was inspected, and what is published now (F17). A side that cannot be read is said on its own. Throws `Cancelled`. */
export async function compareStored(
  ports: SamlPorts,
  { stored, label, inspected }: CompareStoredInput,
  signal: CancelSignal
): Promise<Result<StoredComparison, Problem>> {
  if (stored === undefined) return fail(problem('saml.provider.stores-nothing', { label }))
  const now = new Date(ports.clock.now()).toISOString()
  const published = await publishedSide(ports, stored.mode === 'url' ? stored.url : inspected.url, now, signal)
  return succeed(
    compareSides(await storedSide(ports, stored, label, published, now, signal), inspectedSide(inspected), published, label, now)
  )
}

async function storedSide(
  ports: SamlPorts,
  stored: SamlSource,
  label: string,
  published: ComparedSide,
  now: string,
  signal: CancelSignal
): Promise<ComparedSide> {
  const side = { name: `Files.com, provider “${label}”`, readAt: now, mode: stored.mode, url: undefined, logoutUrls: [] }
  switch (stored.mode) {
    case 'url':
      // Files.com reads the address by itself: what it trusts is what is published.
      return { ...side, url: stored.url, trust: published.trust, missing: undefined }
    case 'xml': {
      const facts = await metadataIn(ports, stored.xml, 'the stored document', signal)
      return facts.ok
        ? { ...side, ...sideOf(facts.value, side.name), missing: undefined }
        : { ...side, trust: undefined, missing: facts.error }
    }
    case 'fingerprint': {
      const trust = await trustOfSource(ports, stored, side.name, signal)
      const logoutUrls = stored.logoutUrl === '' ? [] : [stored.logoutUrl]
      return trust.ok
        ? { ...side, trust: trust.value, logoutUrls, missing: undefined }
        : { ...side, trust: undefined, logoutUrls, missing: trust.error }
    }
  }
}

function inspectedSide({ report, trust, metadata, url }: InspectedSaml): ComparedSide {
  const side = { name: `Inspected: ${trust?.from ?? 'the document'}`, readAt: report.startedAt, mode: undefined, url }
  if (trust === undefined) {
    const missing = problem('saml.metadata.not-comparable', { side: 'The inspected document', because: 'it gives no identity provider' })
    return { ...side, trust: undefined, logoutUrls: [], missing }
  }
  return { ...side, trust, logoutUrls: metadata === undefined ? [] : logoutUrlsOf(metadata), missing: undefined }
}

async function publishedSide(ports: SamlPorts, url: string | undefined, now: string, signal: CancelSignal): Promise<ComparedSide> {
  const side = { name: 'Published now', readAt: undefined, mode: undefined, url, trust: undefined, logoutUrls: [] }
  if (url === undefined) {
    const because = 'neither side names a metadata address that could be asked'
    return { ...side, missing: problem('saml.metadata.not-comparable', { side: 'What is published now', because }) }
  }
  const facts = await metadataAt(ports, url, 'the published metadata', signal)
  return facts.ok ? { ...side, readAt: now, ...sideOf(facts.value, side.name), missing: undefined } : { ...side, missing: facts.error }
}

function sideOf(facts: SamlMetadataFacts, from: string): Pick<ComparedSide, 'trust' | 'logoutUrls'> {
  return { trust: trustOfMetadata(facts, from), logoutUrls: logoutUrlsOf(facts) }
}

function logoutUrlsOf(facts: SamlMetadataFacts): readonly string[] {
  return identityProviderOf(facts)?.provider.logout.map(({ location }) => location) ?? []
}
