import type { PlannedChange, ReadState } from './plan.ts'
import { plannedValue } from './order-changes.ts'
import { isProvedBySignInOnly } from '../model/proved-by-sign-in.ts'
import { isEmptyValue, valueOf } from '../model/service-field-value.ts'
import { samlModeFields } from '../model/service-fields-saml.ts'
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

/** A provider that the plan switches off, and how many people it leaves without a way in; `undefined`: the site does not tell. */
export interface SwitchedOffProvider {
  readonly title: string
  readonly count: number | undefined
}

/** Without those whom the same plan leads elsewhere; whoever goes to one that is off is counted by `lostByPlan`. */
export function peopleOfSwitchedOff(changes: readonly PlannedChange[], state: ReadState): readonly SwitchedOffProvider[] {
  return changes
    .filter((change) => change.resource === 'sso-strategy' && change.fields.some((field) => isSwitchOff(change, field)))
    .map((change) => {
      const count = state.resources.find(({ id }) => id === change.id)?.userCount
      const handled = changes.filter(
        (other) =>
          other.resource === 'user' && state.resources.find(({ id }) => id === other.id)?.fields['sso_strategy_id'] === change.targetId
      )
      return { title: change.title, count: count === undefined ? undefined : Math.max(0, count - handled.length) }
    })
}

/**
 * Of changes that wait for a person, the one that makes ready the provider by which somebody shall sign in: switches it on, tells it for the
 * first time whom to trust, or gives it the credentials of OAuth. Before it, they could not.
 */
export function providerToSwitchOn(change: PlannedChange, waiting: readonly PlannedChange[], state: ReadState): PlannedChange | undefined {
  const provider = change.resource === 'user' ? providerAfter(change, state) : undefined
  return provider === undefined
    ? undefined
    : waiting.find(
        (other) =>
          isOfProvider(other, provider) &&
          (plannedValue(other, 'enabled')?.value === true || isFirstTrust(other, state) || entersCredentials(other))
      )
}

/** Whether people who sign in by a provider keep doing so depends on what a person enters there, and no reading will tell. */
export function areCredentialsInDoubt(changes: readonly PlannedChange[], state: ReadState): boolean {
  return changes.some((change) => {
    const provider = state.resources.find(({ id }) => id === change.id)
    return entersCredentials(change) && provider !== undefined && provider.fields['enabled'] !== false && provider.userCount !== 0
  })
}

/** Whether there were any before is shown by nobody. */
function entersCredentials({ resource, fields }: PlannedChange): boolean {
  return resource === 'sso-strategy' && fields.some(isProvedBySignInOnly)
}

function isFirstTrust(change: PlannedChange, state: ReadState): boolean {
  const before = state.resources.find(({ id }) => id === change.id)?.fields ?? {}
  const names = Object.values(samlModeFields)
  return (
    names.every((name) => isEmptyValue(valueOf(before, name))) && names.some((name) => !isEmptyValue(plannedValue(change, name)?.value))
  )
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
