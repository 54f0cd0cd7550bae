import { fieldsAfter } from './directories-to-read.ts'
import { plannedValue } from './order-changes.ts'
import type { PlannedChange, ReadState, ResourceState } from './plan.ts'
import { usernameOfChange } from './resources/user.ts'

/** Who goes to a provider whose button they will not find: it is switched off, or the sign-in page does not show it. */
export function buttonNotes(changes: readonly PlannedChange[], state: ReadState): readonly string[] {
  const moved = changes.filter(
    (change) =>
      change.resource === 'user' && ['authentication_method', 'sso_strategy_id'].some((name) => plannedValue(change, name) !== undefined)
  )
  const people = new Map<number, string[]>()
  for (const change of moved) {
    const after = fieldsAfter(change, state)
    const provider = after['sso_strategy_id']
    if (after['authentication_method'] !== 'sso' || typeof provider !== 'number') continue
    people.set(provider, [...(people.get(provider) ?? []), usernameOfChange(change)])
  }
  return [...people].flatMap(([id, names]) => {
    const provider = state.resources.find(({ resource, targetId }) => resource === 'sso-strategy' && targetId === id)
    if (provider === undefined) return []
    const after = providerAfter(provider, changes, state)
    if (after['enabled'] === false)
      return [`${provider.title} is switched off: ${nameList(names)} would see no button for it and could not sign in by it.`]
    return after['display_on_login_page'] === false
      ? [
          `${provider.title}: the sign-in page does not show its button, so ${nameList(names)} would not see it. They sign in from Microsoft’s side (My Apps), or the button is switched on.`
        ]
      : []
  })
}

function providerAfter(provider: ResourceState, changes: readonly PlannedChange[], state: ReadState): ResourceState['fields'] {
  const change = changes.find(({ id }) => id === provider.id)
  return change === undefined ? provider.fields : fieldsAfter(change, state)
}

const MOST_NAMES = 5

function nameList(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${String(more)} more` : names.join(', ')
}
