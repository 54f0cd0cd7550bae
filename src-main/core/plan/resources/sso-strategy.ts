import { type Problem, problem } from '../../errors.ts'
import { fieldValueText } from '../../model/service-field-value.ts'
import { identityFields } from '../../model/service-fields-saml.ts'
import { strategyFields } from '../../model/service-fields.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { StrategyFacts } from '../../service/service-facts.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import { plannedValue } from '../order-changes.ts'
import { comparableUsername } from '../username.ts'
import { isSameWish, mergedWish } from '../merge-wishes.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { readableFields } from './readable-fields.ts'
import { wantedFields } from './wanted-fields.ts'
import { scimRefusal } from './scim-rules.ts'
import { wantedOauth } from './wanted-oauth.ts'
import { wantedSaml } from './wanted-saml.ts'

const SEARCH = '“SSO Providers” in the search box at the top of the page'

/** A single sign-on provider. Its writes are no part of the public contract any more: where the site refuses them, a person enters the values. */
export const ssoStrategy: PlannedResource = {
  kind: 'sso-strategy',
  name: 'a single sign-on provider',
  fields: strategyFields,
  // How the LDAP password of a provider is sent is documented nowhere, so it is never tried.
  way(writes, fields, beside) {
    if (!fields.every(({ kind }) => kind === 'value')) return 'hand-off'
    if (beside === undefined) return writes === 'accepted' ? 'update' : 'hand-off'
    // Without a provider nobody could ask the site: the first one is tried, and a refusal hands it to a person.
    return writes === 'accepted' || (writes === 'not-asked' && beside.length === 0) ? 'create' : 'hand-off'
  },
  wanted(profile, state) {
    const wanted: WantedResource[] = []
    for (const { id, fields } of profile.strategies) {
      const current = strategyInState(state, id)
      if (!current.ok) return current
      if (wanted.some((other) => other.id === current.value.id))
        return fail(
          problem('plan.profile.bad-value', { field: 'id', resource: current.value.title, reason: 'The profile lists it more than once.' })
        )
      const found = wantedFields(ssoStrategy, current.value, fields)
      if (!found.ok) return found
      wanted.push(found.value)
    }
    const saml = profile.saml === undefined ? undefined : wantedSaml(ssoStrategy, profile.saml, state)
    const withSaml = joined(wanted, saml, 'saml', state)
    if (!withSaml.ok) return withSaml
    const oauth = profile.oauth === undefined ? undefined : wantedOauth(ssoStrategy, profile.oauth, state)
    const all = joined(withSaml.value, oauth, 'oauth', state)
    if (!all.ok) return all
    const twins = twinsProblem(all.value)
    if (twins !== undefined) return fail(twins)
    const refusal = all.value.flatMap((one) => refusalOf(one, state))[0]
    return refusal === undefined ? all : fail(refusal)
  },
  formPath: [SEARCH, 'Edit, in the line of the provider'],
  newFormPath: (change) => [
    SEARCH,
    'Add provider',
    ...identityFields.map((field) => fieldValueText(field, plannedValue(change, field.name)?.value))
  ]
}

/** One by SAML and one by OAuth that are both yet to be made: what a person enters is told by its name. */
function twinsProblem(wanted: readonly WantedResource[]): Problem | undefined {
  const [one, other] = wanted.filter(({ made }) => made !== undefined)
  const label = ({ fields }: WantedResource): string => comparableUsername(String(fields['label'] ?? ''))
  if (one === undefined || other === undefined || label(one) !== label(other)) return undefined
  const reason =
    'The saml and the oauth section would both make a provider of this name. Nobody could tell their buttons apart: give one of them another name.'
  return problem('plan.profile.bad-value', { field: 'displayName', resource: other.made?.title ?? other.id, reason })
}

function refusalOf({ id, fields, made }: WantedResource, { resources }: ReadState): readonly Problem[] {
  const current = resources.find((resource) => resource.id === id)
  const refusal = scimRefusal(current?.title ?? made?.title ?? id, current?.fields ?? {}, fields)
  return refusal === undefined ? [] : [refusal]
}

/** The same provider may be named twice, as long as both say the same of it. */
function joined(
  wanted: readonly WantedResource[],
  found: Result<WantedResource, Problem> | undefined,
  section: 'saml' | 'oauth',
  state: ReadState
): Result<readonly WantedResource[], Problem> {
  if (found === undefined) return succeed(wanted)
  if (!found.ok) return found
  const one = found.value
  const other = wanted.find(({ id }) => id === one.id)
  if (other === undefined) return succeed([...wanted, one])
  const contradicted = Object.keys(other.fields).find((name) => !isSameWish('sso-strategy', name, other, one))
  if (contradicted === undefined) return succeed(wanted.map((each) => (each === other ? mergedWish(other, one) : each)))
  const title = state.resources.find(({ id }) => id === one.id)?.title ?? one.id
  return fail(
    problem('plan.profile.bad-value', {
      field: contradicted,
      resource: title,
      reason: `The list of strategies and the ${section} section want different values of it.`
    })
  )
}

export function strategyInState(state: ReadState, id: number): Result<ResourceState, Problem> {
  const found = state.resources.find(({ resource, targetId }) => resource === 'sso-strategy' && targetId === id)
  return found === undefined
    ? fail(problem('plan.target.missing', { what: `single sign-on provider with the number ${id}` }))
    : succeed(found)
}

export function strategyState(strategy: StrategyFacts): ResourceState {
  const { id, label, enabled, displayOnLoginPage, provider, protocol, userCount, scimTokenExpiresAt, fields } = strategy
  return {
    id: `sso-strategy:${id}`,
    resource: 'sso-strategy',
    targetId: id,
    title: strategyTitle(label, id),
    fields: readableFields({
      ...fields,
      scim_oauth_access_token_expires_at: scimTokenExpiresAt,
      provider,
      protocol,
      label,
      enabled,
      display_on_login_page: displayOnLoginPage
    }),
    userCount
  }
}

function strategyTitle(label: string, id: number): string {
  return `Single sign-on “${label}” (${String(id)})`
}
