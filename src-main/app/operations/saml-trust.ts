import type { CancelSignal } from '../../core/cancel.ts'
import { documentMetadata } from '../../core/checks/saml-metadata/document-metadata.ts'
import { documentXml } from '../../core/checks/saml-metadata/document-xml.ts'
import { oneIdentityProvider } from '../../core/checks/saml-metadata/one-identity-provider.ts'
import type { MetadataContent, SamlMetadataProbes } from '../../core/checks/saml-metadata/probes.ts'
import { readEntraAddress } from '../../core/entra/read-entra-address.ts'
import { knownTenant } from '../../core/entra/tenant-addresses.ts'
import type { Problem } from '../../core/errors.ts'
import { parseFingerprint } from '../../core/model/fingerprint.ts'
import { fingerprintProblem } from '../../core/model/fingerprint-problem.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { usualFetchLimits } from '../../core/saml/fetch-limits.ts'
import { fetchProblem } from '../../core/saml/fetch-problem.ts'
import type { SamlMetadataFacts } from '../../core/saml/metadata-facts.ts'
import type { SamlSource, SamlTrust } from '../../core/saml/saml-source.ts'
import { trustOfMetadata } from '../../core/saml/trust-of-metadata.ts'
import type { SamlPorts } from '../saml-ports.ts'
import { readSamlContent } from './read-saml-content.ts'

/** What responses are judged against when this is stored. Of an address it is what is published there now. `from` is for evidence. Throws `Cancelled`. */
export async function trustOfSource(
  ports: SamlPorts,
  source: SamlSource,
  from: string,
  signal: CancelSignal
): Promise<Result<SamlTrust, Problem>> {
  const read = await readSource(ports, source, from, signal)
  return read.ok ? succeed(read.value.trust) : read
}

export interface ReadSource {
  readonly trust: SamlTrust
  /** Absent for a fingerprint. */
  readonly facts: SamlMetadataFacts | undefined
}

/** As `trustOfSource`, with the metadata that it was learned from. */
export async function readSource(
  ports: SamlPorts,
  source: SamlSource,
  from: string,
  signal: CancelSignal
): Promise<Result<ReadSource, Problem>> {
  switch (source.mode) {
    case 'url': {
      const facts = await metadataAt(ports, source.url, from, signal)
      return facts.ok ? succeed({ trust: trustIn(facts.value, from, 'url'), facts: facts.value }) : facts
    }
    case 'xml': {
      const facts = await metadataIn(ports, source.xml, from, signal)
      return facts.ok ? succeed({ trust: trustIn(facts.value, from, 'xml'), facts: facts.value }) : facts
    }
    case 'fingerprint': {
      const parsed = parseFingerprint(source.sha256)
      if (!parsed.ok) return fail(fingerprintProblem(parsed.error))
      const trust: SamlTrust = {
        from,
        mode: 'fingerprint',
        issuer: source.issuer === '' ? undefined : source.issuer,
        signOnUrls: source.signOnUrl === '' ? [] : [source.signOnUrl],
        keys: [{ kind: 'fingerprint', sha256: parsed.value }]
      }
      return succeed({ trust, facts: undefined })
    }
  }
}

/** Metadata of exactly one identity provider, fetched now. `from` names the document in problems. */
export async function metadataAt(
  ports: SamlPorts,
  url: string,
  from: string,
  signal: CancelSignal
): Promise<Result<SamlMetadataFacts, Problem>> {
  // What a site stores was somebody's decision: another product's address is read like any other.
  const answer = await ports.metadataFetch.fetch(url, usualFetchLimits(readEntraAddress(url)?.cloud === undefined), signal)
  return answer.ok ? metadataIn(ports, answer.value.bytes, from, signal) : fail(fetchProblem(answer.error))
}

/** Metadata of exactly one identity provider; what else it is becomes the problem of the rung that the document does not reach. */
export async function metadataIn(
  ports: SamlPorts,
  content: Uint8Array | string,
  from: string,
  signal: CancelSignal
): Promise<Result<SamlMetadataFacts, Problem>> {
  const read = await readSamlContent(ports, content)
  const probes = probesOf(read, from, new Date(ports.clock.now()).toISOString())
  for (const check of [documentXml, documentMetadata, oneIdentityProvider]) {
    const verdict = await check.run(probes, signal)
    if (verdict.status === 'fail') return fail(verdict.problem)
  }
  if (read.kind !== 'metadata') throw new TypeError('The rungs prove that it is metadata')
  return succeed(read.facts)
}

function trustIn(facts: SamlMetadataFacts, from: string, mode: 'url' | 'xml'): SamlTrust {
  const trust = trustOfMetadata(facts, from, mode)
  if (trust === undefined) throw new TypeError('The rungs prove that there is one provider')
  return trust
}

function probesOf(content: MetadataContent, from: string, now: string): SamlMetadataProbes {
  return {
    now,
    address: undefined,
    name: from.charAt(0).toUpperCase() + from.slice(1),
    from,
    expected: { tenant: knownTenant(''), applicationId: '' },
    reading: async () => ({ fetched: undefined, content }),
    stored: async () => []
  }
}
