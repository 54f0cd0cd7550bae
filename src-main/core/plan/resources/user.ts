import { type Problem, problem } from '../../errors.ts'
import { isEmptyValue } from '../../model/service-field-value.ts'
import { userFields } from '../../model/service-fields.ts'
import type { Profile, WantedFields, WantedUser } from '../../profile/profile.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { UserFacts } from '../../service/service-facts.ts'
import type { PlannedChange, ReadState, ResourceState } from '../plan.ts'
import { comparableUsername } from '../username.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { readableFields } from './readable-fields.ts'
import { strategyInState } from './sso-strategy.ts'
import { wantedFields } from './wanted-fields.ts'
import { samlProvider } from './wanted-saml.ts'

/** How one person signs in. */
export const user: PlannedResource = {
  kind: 'user',
  name: 'a user',
  fields: userFields,
  way: () => 'update',
  wanted(profile, state) {
    const wanted: WantedResource[] = []
    for (const person of profile.users) {
      const current = userInState(state, person.username)
      if (!current.ok) return current
      if (wanted.some((other) => other.id === current.value.id))
        return fail(
          problem('plan.profile.bad-value', {
            field: 'username',
            resource: current.value.title,
            reason: 'The profile lists it more than once.'
          })
        )
      const unclear = providerToName(person, current.value, profile, state)
      if (unclear !== undefined) return fail(unclear)
      const found = wantedUser(person, current.value, state)
      if (!found.ok) return found
      wanted.push(found.value)
    }
    return succeed(wanted)
  },
  formPath: ['Users', 'the user', 'Authentication']
}

/** Capitals and the way in which accents are encoded do not make another person; two that differ only so make it unclear who is meant. */
function userInState(state: ReadState, username: string): Result<ResourceState, Problem> {
  const name = comparableUsername(username)
  const found = state.resources.filter(
    ({ resource, fields }) => resource === 'user' && comparableUsername(String(fields['username'] ?? '')) === name
  )
  const [one, other] = found
  if (one === undefined) return fail(problem('plan.target.missing', { what: `user ${username}` }))
  if (other !== undefined) return fail(problem('plan.target.ambiguous', { what: `user ${username}`, count: found.length }))
  return succeed(one)
}

function wantedUser(person: WantedUser, current: ResourceState, state: ReadState): Result<WantedResource, Problem> {
  const { authenticationMethod, ssoStrategyId, clear2fa } = person
  if (ssoStrategyId !== undefined) {
    const strategy = strategyInState(state, ssoStrategyId)
    if (!strategy.ok) return strategy
  }
  const fields: WantedFields = {
    authentication_method: authenticationMethod,
    ...(ssoStrategyId === undefined ? {} : { sso_strategy_id: ssoStrategyId })
  }
  const wanted = wantedFields(user, current, fields)
  if (!wanted.ok) return wanted
  return succeed({ ...wanted.value, secrets: clear2fa && losesSecondFactors(current, authenticationMethod) ? ['clear_2fa'] : [] })
}

/** Who goes to single sign-on beside a saml section means its provider, and has to say so by its number: people belong to that. */
function providerToName(person: WantedUser, current: ResourceState, { saml }: Profile, state: ReadState): Problem | undefined {
  const hasProvider = person.ssoStrategyId !== undefined || !isEmptyValue(current.fields['sso_strategy_id'])
  if (person.authenticationMethod !== 'sso' || hasProvider || saml === undefined) return undefined
  const found = samlProvider(saml, state)
  if (!found.ok) return found.error
  const reason =
    found.value === undefined
      ? 'Whoever signs in by single sign-on needs the number of a provider, and the one of the saml section has none before it is made: apply the plan that makes the provider first, then move people to it by a second plan.'
      : `Whoever signs in by single sign-on needs the number of a provider: the one of the saml section has the number ${String(found.value.targetId)}.`
  return problem('plan.profile.bad-value', { field: 'ssoStrategyId', resource: current.title, reason })
}

// It belongs to the step from password to single sign-on; asked for at any other time it would be a change in every plan for ever.
function losesSecondFactors(current: ResourceState, authenticationMethod: string): boolean {
  const { authentication_method: before, active_2fa: hasFactors } = current.fields
  return authenticationMethod === 'sso' && before !== 'sso' && (isEmptyValue(hasFactors) || hasFactors === true)
}

export function userState(facts: UserFacts): ResourceState {
  return {
    id: `user:${facts.id}`,
    resource: 'user',
    targetId: facts.id,
    title: `${TITLE_START}${facts.username}`,
    // What says who it is and how they get in; when they were last seen changes by itself and is no part of it.
    fields: readableFields({
      username: facts.username,
      authentication_method: facts.authenticationMethod,
      sso_strategy_id: facts.ssoStrategyId,
      disabled: facts.disabled,
      site_admin: facts.siteAdmin,
      readonly_site_admin: facts.readonlySiteAdmin,
      externally_managed: facts.externallyManaged,
      active_2fa: facts.active2fa
    })
  }
}

const TITLE_START = 'User '

/** The user name of a change to a user, as it stands in its title. */
export function usernameOfChange(change: Pick<PlannedChange, 'title'>): string {
  return change.title.startsWith(TITLE_START) ? change.title.slice(TITLE_START.length) : change.title
}
