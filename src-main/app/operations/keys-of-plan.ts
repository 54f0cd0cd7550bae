import type { CancelSignal } from '../../core/cancel.ts'
import { samlModeFields } from '../../core/model/service-fields-saml.ts'
import { fieldsAfter } from '../../core/plan/directories-to-read.ts'
import type { ProviderKeys } from '../../core/plan/judge-provider-keys.ts'
import type { PlannedChange, ReadState, ResourceState } from '../../core/plan/plan.ts'
import { succeed } from '../../core/result.ts'
import type { SamlMode } from '../../core/saml/saml-source.ts'
import { sourceOfStrategy } from '../../core/saml/source-of-strategy.ts'
import type { SamlPorts } from '../saml-ports.ts'
import { doubtsAboutSource } from './doubts-about-source.ts'
import { readSource, trustOfSource } from './saml-trust.ts'

/**
 * Which keys each provider trusts now and would trust, of those whose trust the plan changes. Metadata behind an address is fetched as Files.com
 * would, and nothing else leaves this computer. Throws `Cancelled`.
 */
export async function keysOfPlan(
  ports: SamlPorts,
  changes: readonly PlannedChange[],
  state: ReadState,
  signal: CancelSignal
): Promise<readonly ProviderKeys[]> {
  const found: ProviderKeys[] = []
  for (const change of changes) {
    if (change.resource !== 'sso-strategy') continue
    const wanted = sourceOfStrategy(fieldsAfter(change, state))
    // A provider that is told nothing any more is no matter of keys.
    if (wanted === undefined || !change.fields.some(({ field }) => decides(wanted.mode, field))) continue
    const current = state.resources.find(({ id }) => id === change.id)
    const read = await readSource(ports, wanted, PLANNED[wanted.mode], signal)
    const stored = current === undefined ? undefined : sourceOfStrategy(current.fields)
    found.push({
      title: change.title,
      isInUse: current !== undefined && isInUse(current),
      stored: stored === undefined ? undefined : await trustOfSource(ports, stored, `what ${change.title} holds now`, signal),
      wantedMode: wanted.mode,
      wanted: read.ok ? succeed(read.value.trust) : read,
      doubts: await doubtsAboutSource(ports, wanted, read.ok ? read.value.facts : undefined, signal)
    })
  }
  return found
}

/** For evidence, in which the provider is named already. */
const PLANNED: Readonly<Record<SamlMode, string>> = {
  url: 'the metadata at the planned address',
  xml: 'the planned metadata',
  fingerprint: 'the planned fingerprint'
}

/** Beside metadata the issuer decides nothing; beside a fingerprint it is who may sign in the first place. */
function decides(mode: SamlMode, field: string): boolean {
  return MODES.has(field) || (mode === 'fingerprint' && field === 'saml_provider_issuer_url')
}

const MODES: ReadonlySet<string> = new Set(Object.values(samlModeFields))

/** A provider that is off lets nobody in, whatever it trusts. How many sign in by it a site may not tell. */
function isInUse({ fields, userCount }: ResourceState): boolean {
  return fields['enabled'] !== false && userCount !== 0
}
