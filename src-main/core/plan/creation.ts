import type { ServiceField } from '../model/service-field.ts'
import { sameFieldValue, valueOf } from '../model/service-field-value.ts'
import { identityFields } from '../model/service-fields-saml.ts'
import type { FieldValues } from '../service/service-facts.ts'
import { plannedValue } from './order-changes.ts'
import type { Neighbour, PlannedChange, ReadState, ResourceState } from './plan.ts'
import { comparableUsername } from './username.ts'

/** The ids of providers that are yet to be made; a plan makes one by SAML and one by OAuth at most. */
export const NEW_STRATEGY = 'sso-strategy:new'
export const NEW_OAUTH_STRATEGY = 'sso-strategy:new-oauth'

/** Whether an id is that of a provider that is yet to be made. */
export function isNewStrategy(id: string): boolean {
  return id === NEW_STRATEGY || id === NEW_OAUTH_STRATEGY
}

/** A change that makes something, by us or by hand. */
export type Creation = PlannedChange & { readonly beside: readonly Neighbour[] }

export function isCreation(change: PlannedChange): change is Creation {
  return change.beside !== undefined
}

/** The providers that the site has, by number. */
export function neighboursIn({ resources }: Pick<ReadState, 'resources'>): readonly Neighbour[] {
  return resources
    .flatMap(({ resource, targetId, fields }) =>
      resource === 'sso-strategy' && targetId !== undefined ? [{ id: targetId, label: String(fields['label'] ?? '') }] : []
    )
    .sort((one, other) => one.id - other.id)
}

/** What makes the digest of a creation: somebody else’s new provider, or a new name of an old one, makes it another. */
export function neighbourFields(beside: readonly Neighbour[]): FieldValues {
  return Object.fromEntries(beside.map(({ id, label }) => [String(id), label]))
}

/** How the list has changed, for whoever has to ask a colleague: `“Entra ID” (103) is new`. */
export function neighbourChangesText(before: readonly Neighbour[], now: readonly Neighbour[]): string {
  const missing = before.filter(({ id }) => !now.some((other) => other.id === id)).map((one) => `${nameOf(one)} is gone`)
  const others = now.flatMap((one) => {
    const known = before.find(({ id }) => id === one.id)
    if (known === undefined) return [`${nameOf(one)} is new`]
    return known.label === one.label ? [] : [`${nameOf(known)} is called “${one.label}” now`]
  })
  return [...others, ...missing].join('; ')
}

export type FoundCreation =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly id: number; readonly fields: FieldValues }
  /** Which of them is meant nobody can tell. */
  | { readonly kind: 'several'; readonly ids: readonly number[] }

/** What was made: it was not there before, and has the display name, provider and protocol of the plan. */
export function findCreation(change: Creation, providers: readonly ResourceState[]): FoundCreation {
  return oneOf(newOnes(change, providers).filter(({ fields }) => isCalled(change, fields)))
}

/** The same for what a person enters: a single new one with another display name is taken for it, so that the difference is shown. */
export function findEntered(change: Creation, providers: readonly ResourceState[]): FoundCreation & { readonly isCalledSo?: boolean } {
  const called = findCreation(change, providers)
  if (called.kind !== 'none') return { ...called, isCalledSo: true }
  const other = oneOf(newOnes(change, providers))
  return other.kind === 'one' ? other : called
}

/** New ones with the display name that are of another kind: a person chose something else on the way to the form. */
export function enteredOtherwise(change: Creation, providers: readonly ResourceState[]): readonly ResourceState[] {
  const meant = newOnes(change, providers)
  return addedOnes(change, providers).filter((added) => !meant.includes(added) && isCalled(change, added.fields))
}

function addedOnes(change: Creation, providers: readonly ResourceState[]): readonly ResourceState[] {
  return providers.filter(({ resource, targetId }) => resource === change.resource && !change.beside.some(({ id }) => id === targetId))
}

function newOnes(change: Creation, providers: readonly ResourceState[]): readonly ResourceState[] {
  return addedOnes(change, providers).filter(({ fields }) => identityFields.every((field) => isAsPlanned(change, field, fields)))
}

function isAsPlanned(change: Creation, field: ServiceField, fields: FieldValues): boolean {
  return sameFieldValue(field, plannedValue(change, field.name)?.value, valueOf(fields, field.name))
}

function isCalled(change: Creation, fields: FieldValues): boolean {
  return comparableUsername(String(fields['label'] ?? '')) === comparableUsername(String(plannedValue(change, 'label')?.value ?? ''))
}

function oneOf(found: readonly ResourceState[]): FoundCreation {
  const [one, other] = found
  if (one?.targetId === undefined) return { kind: 'none' }
  return other === undefined
    ? { kind: 'one', id: one.targetId, fields: one.fields }
    : { kind: 'several', ids: found.flatMap(({ targetId }) => (targetId === undefined ? [] : [targetId])) }
}

function nameOf({ id, label }: Neighbour): string {
  return `“${label}” (${String(id)})`
}
