import type { PlannedChange, ReadState } from './plan.ts'
import { plannedValue } from './order-changes.ts'
import { strategyInState } from './resources/sso-strategy.ts'
import { usernameOfChange } from './resources/user.ts'

/** Whom the plan itself shuts out, whatever the next sync does: who is left without a way to sign in, or goes to a provider that is off. */
export function lostByPlan(changes: readonly PlannedChange[], state: ReadState): readonly string[] {
  return changes
    .filter((change) => {
      if (change.resource !== 'user') return false
      if (valueAfter(change, 'authentication_method', state) === 'none') return true
      const provider = providerAfter(change, state)
      return provider !== undefined && isOffAfter(provider, changes, state)
    })
    .map(usernameOfChange)
}

/** Titles of what the plan switches off for everybody who signs in by it. Who that is was not read. */
export function switchedOff(changes: readonly PlannedChange[]): readonly string[] {
  return changes.filter((change) => change.fields.some((field) => isSwitchOff(change, field))).map(({ title }) => title)
}

/** Of changes that wait for a person, the one that switches on the provider by which somebody shall sign in: before it, they could not. */
export function providerToSwitchOn(change: PlannedChange, waiting: readonly PlannedChange[], state: ReadState): PlannedChange | undefined {
  const provider = change.resource === 'user' ? providerAfter(change, state) : undefined
  return provider === undefined
    ? undefined
    : waiting.find((other) => isOfProvider(other, provider) && plannedValue(other, 'enabled')?.value === true)
}

function isSwitchOff({ resource }: PlannedChange, field: PlannedChange['fields'][number]): boolean {
  const name = resource === 'site-ldap' ? 'ldap_enabled' : 'enabled'
  return resource !== 'user' && field.kind === 'value' && field.field === name && field.before === true && field.after !== true
}

/** Number of the provider by which the person signs in after the change. */
function providerAfter(change: PlannedChange, state: ReadState): number | undefined {
  const provider = valueAfter(change, 'sso_strategy_id', state)
  return valueAfter(change, 'authentication_method', state) === 'sso' && typeof provider === 'number' ? provider : undefined
}

function isOffAfter(provider: number, changes: readonly PlannedChange[], state: ReadState): boolean {
  const change = changes.find((other) => isOfProvider(other, provider))
  const planned = change === undefined ? undefined : plannedValue(change, 'enabled')
  if (planned !== undefined) return planned.value === false
  const strategy = strategyInState(state, provider)
  return strategy.ok && strategy.value.fields['enabled'] === false
}

function isOfProvider({ resource, targetId }: PlannedChange, provider: number): boolean {
  return resource === 'sso-strategy' && targetId === provider
}

function valueAfter(change: PlannedChange, name: string, state: ReadState): unknown {
  const planned = plannedValue(change, name)
  return planned === undefined ? state.resources.find(({ id }) => id === change.id)?.fields[name] : planned.value
}
