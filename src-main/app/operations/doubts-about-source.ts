import type { CancelSignal } from '../../core/cancel.ts'
import { bindChecks, type Check } from '../../core/checks/check.ts'
import { runChecks } from '../../core/checks/run-checks.ts'
import type { SamlMetadataProbes } from '../../core/checks/saml-metadata/probes.ts'
import { samlAddressChecks, samlDocumentChecks } from '../../core/checks/saml-metadata/registry.ts'
import { readEntraAddress } from '../../core/entra/read-entra-address.ts'
import { knownTenant } from '../../core/entra/tenant-addresses.ts'
import type { Problem } from '../../core/errors.ts'
import { metadataOfFingerprint } from '../../core/saml/metadata-of-fingerprint.ts'
import type { SamlMetadataFacts } from '../../core/saml/metadata-facts.ts'
import type { SamlSource } from '../../core/saml/saml-source.ts'
import type { SamlPorts } from '../saml-ports.ts'
import { toItsEnd } from '../to-its-end.ts'

/**
 * What the inspection of this source would call wrong, for whoever plans it without having inspected it. Keys and their dates are left out: a plan
 * judges them itself. `facts`: of the metadata, when it could be read. Throws `Cancelled`.
 */
export async function doubtsAboutSource(
  ports: Pick<SamlPorts, 'clock'>,
  source: SamlSource,
  facts: SamlMetadataFacts | undefined,
  signal: CancelSignal
): Promise<readonly Problem[]> {
  const judged = source.mode === 'fingerprint' ? metadataOfFingerprint(source) : facts
  const checks = [
    ...(source.mode === 'url' ? samlAddressChecks.filter(({ id }) => id !== FETCHED) : []),
    ...(judged === undefined ? [] : samlDocumentChecks.filter(isJudgedHere))
  ]
  const probes = probesOf(source, judged, new Date(ports.clock.now()).toISOString())
  const results = await toItsEnd(runChecks(bindChecks(checks, probes), ports.clock, signal), () => undefined)
  return results.flatMap(({ id, outcome }) => {
    if (outcome.status === 'fail') return [outcome.problem]
    // What was typed is compared with what Entra ID signs; a document may have an issuer of its own.
    return outcome.status === 'warn' && source.mode === 'fingerprint' && id === ENTITY_ID ? [outcome.problem] : []
  })
}

const FETCHED = 'saml-metadata.fetched'
const ENTITY_ID = 'saml-metadata.entity-id-of-tenant'

/** The plan looks at keys by itself, with the keys of today beside them. */
const OF_KEYS: ReadonlySet<string> = new Set([
  'saml-metadata.signing-key-present',
  'saml-metadata.keys-within-dates',
  'saml-metadata.keys-of-application',
  'saml-metadata.keys-shared-with-stored',
  'saml-metadata.keys-strong'
])

function isJudgedHere({ id }: Check<SamlMetadataProbes>): boolean {
  return !OF_KEYS.has(id)
}

function probesOf(source: SamlSource, facts: SamlMetadataFacts | undefined, now: string): SamlMetadataProbes {
  const read = source.mode === 'url' ? readEntraAddress(source.url) : undefined
  return {
    now,
    // That an address of another product is meant was decided before it came into a profile.
    address: source.mode === 'url' ? { typed: source.url, read, insist: true } : undefined,
    name: 'The planned metadata',
    from: 'the planned metadata',
    expected: { tenant: knownTenant(''), applicationId: '' },
    reading: async () => ({ fetched: undefined, content: facts === undefined ? { kind: 'nothing' } : { kind: 'metadata', facts } }),
    stored: async () => []
  }
}
