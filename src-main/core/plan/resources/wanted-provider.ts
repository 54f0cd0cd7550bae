import { type Problem, problem } from '../../errors.ts'
import type { WantedFields } from '../../profile/profile.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { FieldValues } from '../../service/service-facts.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import { comparableUsername } from '../username.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { wantedFields } from './wanted-fields.ts'

/** What the saml and the oauth section of a profile have in common. */
export interface ProviderSection {
  readonly strategyId: number | undefined
  readonly displayName: string
  readonly enabled: boolean | undefined
  readonly showOnLoginPage: boolean | undefined
  readonly fields: WantedFields
}

/** One of the two protocols by which Entra ID is connected. */
export interface ProviderKind {
  /** Key of the section in the profile. */
  readonly section: 'saml' | 'oauth'
  /** The words by which a site may show the protocol. */
  readonly protocols: ReadonlySet<string>
  /** Of a new one. */
  readonly newProtocol: string
  /** The id of one that is yet to be made. */
  readonly newId: string
  /** Fields that the section says itself. */
  readonly own: ReadonlySet<string>
  readonly ambiguous: 'saml.plan.ambiguous-provider' | 'provisioning.oauth.ambiguous-provider'
  readonly otherProtocol: 'saml.plan.other-protocol' | 'provisioning.oauth.other-protocol'
  /** Absent where Entra ID may stand behind a provider of another name: what SAML speaks with is told by its metadata. */
  readonly otherProvider?: 'provisioning.oauth.other-provider'
}

/** The section with the display name as a site would hold it, or why it cannot be meant so. */
export function checkedSection<T extends ProviderSection>(kind: ProviderKind, typed: T): Result<T, Problem> {
  // A site that trims names would never hold the one with blanks.
  const section = { ...typed, displayName: typed.displayName.trim() }
  const said = Object.keys(section.fields).find((name) => kind.own.has(name))
  if (said !== undefined) return wrongSection(kind, section, said, `The ${kind.section} section says it itself; take it out of its fields.`)
  if (section.displayName === '')
    return wrongSection(kind, section, 'displayName', 'The provider needs a name: the button on the sign-in page shows it.')
  return succeed(section)
}

/** The provider that a section is about, among those of the site: by number, else by display name. `undefined`: there is none yet. */
export function providerOfSection(
  kind: ProviderKind,
  section: Pick<ProviderSection, 'strategyId' | 'displayName'>,
  state: ReadState
): Result<ResourceState | undefined, Problem> {
  const providers = state.resources.filter(({ resource }) => resource === 'sso-strategy')
  if (section.strategyId !== undefined) {
    const named = providers.find(({ targetId }) => targetId === section.strategyId)
    if (named === undefined)
      return fail(problem('plan.target.missing', { what: `single sign-on provider with the number ${String(section.strategyId)}` }))
    const protocol = protocolOf(named.fields)
    if (!kind.protocols.has(protocol)) return fail(problem(kind.otherProtocol, { provider: named.title, protocol }))
    const whose = String(named.fields['provider'] ?? '')
    return kind.otherProvider === undefined || whose === 'azure'
      ? succeed(named)
      : fail(problem(kind.otherProvider, { provider: named.title, whose }))
  }
  const found = providers.filter(({ fields }) => isOfKind(kind, fields) && isCalled(fields, section.displayName))
  const [one, other] = found
  return other === undefined
    ? succeed(one)
    : fail(problem(kind.ambiguous, { label: section.displayName, numbers: found.map(({ targetId }) => String(targetId)).join(', ') }))
}

/** One that the site does not have yet. */
export function newProvider(
  resource: PlannedResource,
  kind: ProviderKind,
  { displayName }: Pick<ProviderSection, 'displayName'>,
  fields: WantedFields
): Result<WantedResource, Problem> {
  const title = newProviderTitle(kind, { displayName })
  const nothing: ResourceState = { id: kind.newId, resource: 'sso-strategy', targetId: undefined, title, fields: {} }
  const wanted = wantedFields(resource, nothing, { provider: 'azure', protocol: kind.newProtocol, ...fields })
  return wanted.ok ? succeed({ ...wanted.value, made: { resource: 'sso-strategy', title } }) : wanted
}

/** What every section says of its provider, in the order in which later ones win. */
export function sectionFields({ displayName, enabled, showOnLoginPage, fields }: ProviderSection, more: WantedFields): WantedFields {
  return {
    label: displayName,
    ...more,
    ...(enabled === undefined ? {} : { enabled }),
    ...(showOnLoginPage === undefined ? {} : { display_on_login_page: showOnLoginPage }),
    ...fields
  }
}

export function wrongSection(
  { section }: ProviderKind,
  { displayName }: Pick<ProviderSection, 'displayName'>,
  field: string,
  reason: string
): Result<never, Problem> {
  return fail(problem('plan.profile.bad-value', { field, resource: `the ${section} section “${displayName}”`, reason }))
}

/** Names that each section says itself. */
export const SAID_BY_EVERY_SECTION: readonly string[] = ['provider', 'protocol', 'label', 'enabled', 'display_on_login_page']

/** Of one that is yet to be made. */
export function newProviderTitle({ section }: ProviderKind, { displayName }: Pick<ProviderSection, 'displayName'>): string {
  return section === 'saml' ? `New single sign-on “${displayName}”` : `New single sign-on “${displayName}” by OAuth`
}

function isOfKind({ protocols }: ProviderKind, fields: FieldValues): boolean {
  return fields['provider'] === 'azure' && protocols.has(protocolOf(fields))
}

function protocolOf(fields: FieldValues): string {
  return String(fields['protocol'] ?? '')
}

/** Capitals make no second provider: two buttons that differ by them alone would help nobody. */
function isCalled(fields: FieldValues, displayName: string): boolean {
  return comparableUsername(String(fields['label'] ?? '')) === comparableUsername(displayName)
}
