import { type Problem, problem } from '../../errors.ts'
import { strategyFields } from '../../model/service-fields.ts'
import { fail, type Result, succeed } from '../../result.ts'
import type { StrategyFacts } from '../../service/service-facts.ts'
import type { ReadState, ResourceState } from '../plan.ts'
import type { WantedResource } from '../wanted.ts'
import type { PlannedResource } from './planned-resource.ts'
import { readableFields } from './readable-fields.ts'
import { wantedFields } from './wanted-fields.ts'

/** A single sign-on provider. Its writes are no part of the public contract any more: where the site refuses them, a person enters the values. */
export const ssoStrategy: PlannedResource = {
  kind: 'sso-strategy',
  name: 'a single sign-on provider',
  fields: strategyFields,
  // How the LDAP password of a provider is sent is documented nowhere, so it is never tried.
  way: (writes, fields) => (writes === 'accepted' && fields.every(({ kind }) => kind === 'value') ? 'update' : 'hand-off'),
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
    return succeed(wanted)
  },
  formPath: ['“SSO Providers” in the search box at the top of the page', 'Edit, in the line of the provider']
}

export function strategyInState(state: ReadState, id: number): Result<ResourceState, Problem> {
  const found = state.resources.find(({ resource, targetId }) => resource === 'sso-strategy' && targetId === id)
  return found === undefined
    ? fail(problem('plan.target.missing', { what: `single sign-on provider with the number ${id}` }))
    : succeed(found)
}

export function strategyState(strategy: StrategyFacts): ResourceState {
  const { id, label, enabled, displayOnLoginPage, fields } = strategy
  return {
    id: `sso-strategy:${id}`,
    resource: 'sso-strategy',
    targetId: id,
    title: `Single sign-on “${label}” (${id})`,
    fields: readableFields({ ...fields, label, enabled, display_on_login_page: displayOnLoginPage })
  }
}
