import { type Problem, problem } from '../../errors.ts'
import { isEmptyValue, valueOf } from '../../model/service-field-value.ts'
import { samlFields, samlModeFields } from '../../model/service-fields-saml.ts'
import type { WantedFields, WantedSaml } from '../../profile/profile.ts'
import { fail, type Result } from '../../result.ts'
import { fieldsOfSource } from '../../saml/wanted-of-source.ts'
import type { SamlSource } from '../../saml/saml-source.ts'
import { NEW_STRATEGY } from '../creation.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import { comparableUsername } from '../username.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { wantedFields } from './wanted-fields.ts'

/**
 * What the saml section of a profile wants of one provider: the one that it names by number, else the Entra ID provider with its display
 * name, else one that is made. `plan.target.missing`, `saml.plan.ambiguous-provider`, `saml.plan.other-protocol`, `plan.profile.bad-value`.
 */
export function wantedSaml(resource: PlannedResource, typed: WantedSaml, state: ReadState): Result<WantedResource, Problem> {
  // A site that trims names would never hold the one with blanks.
  const saml = { ...typed, displayName: typed.displayName.trim() }
  const said = Object.keys(saml.fields).find((name) => OWN.has(name))
  if (said !== undefined) return wrong(said, saml, 'The saml section says it itself; take it out of its fields.')
  if (saml.displayName === '') return wrong('displayName', saml, 'The provider needs a name: the button on the sign-in page shows it.')
  const found = samlProvider(saml, state)
  if (!found.ok) return found
  const current = found.value
  return current === undefined ? newProvider(resource, saml) : wantedFields(resource, current, fieldsOf(saml, current))
}

/** The provider that a saml section is about, among those of the site; `undefined`: there is none yet. */
export function samlProvider(saml: WantedSaml, state: ReadState): Result<ResourceState | undefined, Problem> {
  const providers = state.resources.filter(({ resource }) => resource === 'sso-strategy')
  if (saml.strategyId !== undefined) {
    const named = providers.find(({ targetId }) => targetId === saml.strategyId)
    if (named === undefined)
      return fail(problem('plan.target.missing', { what: `single sign-on provider with the number ${String(saml.strategyId)}` }))
    const protocol = String(named.fields['protocol'] ?? '')
    return protocol === 'saml' ? { ok: true, value: named } : fail(problem('saml.plan.other-protocol', { provider: named.title, protocol }))
  }
  const found = providers.filter(({ fields }) => isEntraSaml(fields) && isCalled(fields, saml.displayName))
  const [one, other] = found
  return other === undefined
    ? { ok: true, value: one }
    : fail(
        problem('saml.plan.ambiguous-provider', {
          label: saml.displayName,
          numbers: found.map(({ targetId }) => String(targetId)).join(', ')
        })
      )
}

function newProvider(resource: PlannedResource, saml: WantedSaml): Result<WantedResource, Problem> {
  const title = `New single sign-on “${saml.displayName}”`
  if (saml.source === undefined)
    return wrong(
      'saml',
      saml,
      'The site has no such provider yet. To make it, one of metadataUrl, metadataXml and certificate has to be given.'
    )
  const wish = { provider: 'azure', protocol: 'saml', ...fieldsOf(saml, undefined) }
  const nothing: ResourceState = { id: NEW_STRATEGY, resource: 'sso-strategy', targetId: undefined, title, fields: {} }
  const wanted = wantedFields(resource, nothing, wish)
  return wanted.ok ? { ok: true, value: { ...wanted.value, made: { resource: 'sso-strategy', title } } } : wanted
}

function fieldsOf({ displayName, source, enabled, showOnLoginPage, fields }: WantedSaml, current: ResourceState | undefined): WantedFields {
  return {
    label: displayName,
    ...(source === undefined ? {} : sourceFields(source, current)),
    ...(enabled === undefined ? {} : { enabled }),
    ...(showOnLoginPage === undefined ? {} : { display_on_login_page: showOnLoginPage }),
    ...fields
  }
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

const OWN: ReadonlySet<string> = new Set([
  'provider',
  'protocol',
  'label',
  'enabled',
  'display_on_login_page',
  ...samlFields.map(({ name }) => name)
])

function isEntraSaml(fields: ResourceState['fields']): boolean {
  return fields['provider'] === 'azure' && fields['protocol'] === 'saml'
}

/** Capitals make no second provider: two buttons that differ by them alone would help nobody. */
function isCalled(fields: ResourceState['fields'], displayName: string): boolean {
  return comparableUsername(String(fields['label'] ?? '')) === comparableUsername(displayName)
}

function wrong(field: string, { displayName }: WantedSaml, reason: string): Result<never, Problem> {
  return fail(problem('plan.profile.bad-value', { field, resource: `the saml section “${displayName}”`, reason }))
}
