import type { FieldValue } from '../service/service-facts.ts'
import type { FieldChange, PlannedChange } from './plan.ts'
import { comparableUsername } from './username.ts'

/**
 * The order that is safe wherever a run may stop: nobody is taken a way in before there is another.
 *
 * 1. Users who get back to a password.
 * 2. LDAP settings of the site, then single sign-on providers: what people will rely on has to stand first.
 * 3. Users who go to another way of signing in.
 * 4. What is switched off: providers, then LDAP of the site.
 * 5. Names of groups: nobody gets in or out by them.
 *
 * Within a step by number, so that the order never depends on the profile; and whoever takes over a name waits for whoever gives it up: waiting
 * takes nothing from anybody, and being drawn forward might.
 */
export function orderChanges(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  return namesFreedFirst([...changes].sort((one, other) => stepOf(one) - stepOf(other) || (one.targetId ?? 0) - (other.targetId ?? 0)))
}

function namesFreedFirst(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  const givenUp = new Map(
    changes.flatMap((change) => {
      const name = nameChange(change)
      return name === undefined ? [] : [[nameKey(change, name.before), change] as const]
    })
  )
  const ordered = new Set<PlannedChange>()
  const waiting = new Map<PlannedChange, PlannedChange[]>()
  const place = (first: PlannedChange): void => {
    const toPlace = [first]
    for (let change = toPlace.pop(); change !== undefined; change = toPlace.pop()) {
      ordered.add(change)
      toPlace.push(...(waiting.get(change) ?? []))
    }
  }
  for (const change of changes) {
    const holder = holderOf(change, givenUp)
    if (holder === undefined || holder === change || ordered.has(holder)) place(change)
    else waiting.set(holder, [...(waiting.get(holder) ?? []), change])
  }
  // A circle has no order: it is refused before anything is planned, and what an undo finds so is sent as it comes.
  return [...ordered, ...changes.filter((change) => !ordered.has(change))]
}

function holderOf(change: PlannedChange, givenUp: ReadonlyMap<string, PlannedChange>): PlannedChange | undefined {
  const name = nameChange(change)
  return name === undefined ? undefined : givenUp.get(nameKey(change, name.after))
}

function nameChange(change: PlannedChange): Extract<FieldChange, { readonly kind: 'value' }> | undefined {
  const name = change.resource === 'group' ? 'name' : change.resource === 'user' ? 'username' : undefined
  const found = change.fields.find(({ field }) => field === name)
  return found?.kind === 'value' ? found : undefined
}

function nameKey({ resource }: PlannedChange, name: FieldValue): string {
  return `${resource} ${comparableUsername(String(name ?? ''))}`
}

/** Whether a person can sign in by something they know, without a provider. */
export function isPasswordMethod(method: FieldValue): boolean {
  return method === 'password' || method === 'password_and_ssh_key' || method === 'password_with_imported_hash'
}

/** The value that a field will have, if the change touches it. */
export function plannedValue(change: PlannedChange, name: string): { readonly value: FieldValue } | undefined {
  const found = change.fields.find(({ field }) => field === name)
  return found?.kind === 'value' ? { value: found.after } : undefined
}

function stepOf(change: PlannedChange): number {
  switch (change.resource) {
    case 'user':
      return isPasswordMethod(plannedValue(change, 'authentication_method')?.value) ? 0 : 3
    case 'site-ldap':
      return plannedValue(change, 'ldap_enabled')?.value === false ? 5 : 1
    case 'sso-strategy':
      // What is made switched off takes nothing from anybody.
      return change.beside === undefined && plannedValue(change, 'enabled')?.value === false ? 4 : 2
    case 'group':
      return 6
  }
}
