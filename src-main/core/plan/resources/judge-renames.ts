import { type Problem, problem } from '../../errors.ts'
import { comparableUsername } from '../username.ts'
import type { ReadState } from '../plan.ts'

/** One thing that gets another name. */
export interface Rename {
  /** As in the plan: `group:7`. */
  readonly id: string
  /** `Group Finance`. */
  readonly title: string
  readonly from: string
  readonly to: string
}

/**
 * Why these renames cannot all be meant; `undefined`: they can, one after the other. Capitals make no other name: whether the service tells
 * them apart is not documented. A name that somebody else gives up in the same plan is free; a circle is not.
 * `provisioning.name.taken`, `provisioning.name.two-wishes`, `provisioning.name.circle`.
 */
export function renameProblem(kind: 'user' | 'group', renames: readonly Rename[], state: ReadState): Problem | undefined {
  const holders = holdersOf(kind, state)
  const renamed = new Map(renames.map((rename) => [rename.id, rename]))
  const wishes = new Map<string, Rename>()
  for (const rename of renames) {
    const name = comparableUsername(rename.to)
    const other = wishes.get(name)
    if (other !== undefined)
      return problem('provisioning.name.two-wishes', { kind, name: rename.to, one: other.title, other: rename.title })
    wishes.set(name, rename)
    const holder = holders.get(name)?.find(({ id }) => id !== rename.id && !renamed.has(id))
    if (holder !== undefined)
      return problem('provisioning.name.taken', { kind, what: rename.title, name: rename.to, number: holder.id.replace(/^.*:/, '') })
  }
  const circle = circleIn(renames)
  return circle === undefined
    ? undefined
    : problem('provisioning.name.circle', { kind, names: circle.map(({ from }) => `“${from}”`).join(', ') })
}

interface Holder {
  readonly id: string
}

function holdersOf(kind: 'user' | 'group', { resources, taken = [] }: ReadState): ReadonlyMap<string, readonly Holder[]> {
  const holders = new Map<string, Holder[]>()
  const add = (id: string, name: string): void => {
    const key = comparableUsername(name)
    holders.set(key, [...(holders.get(key) ?? []), { id }])
  }
  for (const { id, resource, fields } of resources)
    if (resource === kind) add(id, String(fields[kind === 'user' ? 'username' : 'name'] ?? ''))
  for (const { resource, id, name } of taken) if (resource === kind) add(`${kind}:${String(id)}`, name)
  return holders
}

/** Each waits for the name of the next one: no order exists, and a name in between would be one that nobody has seen. */
function circleIn(renames: readonly Rename[]): readonly Rename[] | undefined {
  const byOldName = new Map(renames.map((rename) => [comparableUsername(rename.from), rename]))
  const free = new Set<Rename>()
  for (const start of renames) {
    const way: Rename[] = []
    const seen = new Set<Rename>()
    for (let next: Rename | undefined = start; next !== undefined && !free.has(next); next = waitsFor(next, byOldName)) {
      if (seen.has(next)) return way.slice(way.indexOf(next))
      seen.add(next)
      way.push(next)
    }
    for (const one of way) free.add(one)
  }
  return undefined
}

function waitsFor(rename: Rename, byOldName: ReadonlyMap<string, Rename>): Rename | undefined {
  const next = byOldName.get(comparableUsername(rename.to))
  // A name that differs in capitals only is the own one.
  return next === rename ? undefined : next
}
