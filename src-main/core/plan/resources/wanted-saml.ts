import type { Problem } from '../../errors.ts'
import { isEmptyValue, valueOf } from '../../model/service-field-value.ts'
import { samlFields, samlModeFields } from '../../model/service-fields-saml.ts'
import type { WantedFields, WantedSaml } from '../../profile/profile.ts'
import type { Result } from '../../result.ts'
import type { SamlSource } from '../../saml/saml-source.ts'
import { fieldsOfSource } from '../../saml/wanted-of-source.ts'
import { NEW_STRATEGY } from '../creation.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { wantedFields } from './wanted-fields.ts'
import {
  checkedSection,
  newProvider,
  type ProviderKind,
  providerOfSection,
  SAID_BY_EVERY_SECTION,
  sectionFields,
  wrongSection
} from './wanted-provider.ts'

/**
 * What the saml section of a profile wants of one provider: the one that it names by number, else the Entra ID provider with its display
 * name, else one that is made. `plan.target.missing`, `saml.plan.ambiguous-provider`, `saml.plan.other-protocol`, `plan.profile.bad-value`.
 */
export function wantedSaml(resource: PlannedResource, typed: WantedSaml, state: ReadState): Result<WantedResource, Problem> {
  const checked = checkedSection(samlKind, typed)
  if (!checked.ok) return checked
  const section = checked.value
  const found = samlProvider(section, state)
  if (!found.ok) return found
  const current = found.value
  if (current !== undefined) return wantedFields(resource, current, fieldsOf(section, current))
  if (section.source === undefined)
    return wrongSection(
      samlKind,
      section,
      'saml',
      'The site has no such provider yet. To make it, one of metadataUrl, metadataXml and certificate has to be given.'
    )
  return newProvider(resource, samlKind, section, fieldsOf(section, undefined))
}

/** The provider that a saml section is about, among those of the site; `undefined`: there is none yet. */
export function samlProvider(saml: WantedSaml, state: ReadState): Result<ResourceState | undefined, Problem> {
  return providerOfSection(samlKind, saml, state)
}

const samlKind: ProviderKind = {
  section: 'saml',
  protocols: new Set(['saml']),
  newProtocol: 'saml',
  newId: NEW_STRATEGY,
  own: new Set([...SAID_BY_EVERY_SECTION, ...samlFields.map(({ name }) => name)]),
  ambiguous: 'saml.plan.ambiguous-provider',
  otherProtocol: 'saml.plan.other-protocol'
}

function fieldsOf(section: WantedSaml, current: ResourceState | undefined): WantedFields {
  return sectionFields(section, section.source === undefined ? {} : sourceFields(section.source, current))
}

/**
 * Issuer and endpoints belong to the fingerprint, and are emptied together with it. Beside a metadata URL or document they decide nothing as far
 * as is documented, and Files.com may fill them in by itself: emptied each time, they would be a change in every plan for ever.
 */
function sourceFields(source: SamlSource, current: ResourceState | undefined): WantedFields {
  const wanted = fieldsOfSource(source)
  const leavesFingerprint = !isEmptyValue(valueOf(current?.fields ?? {}, samlModeFields.fingerprint))
  if (source.mode === 'fingerprint' || leavesFingerprint) return wanted
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => modes.has(name)))
}

const modes: ReadonlySet<string> = new Set(Object.values(samlModeFields))
