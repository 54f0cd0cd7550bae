import { comparableUsername } from '../username.ts'

/** Somebody or something that shall have another name. */
export interface NameWish {
  /** What it is called now. */
  readonly name: string
  readonly newName: string | undefined
}

/**
 * Which wishes an earlier run of the same profile has fulfilled: they are found by the new name. `there`: the names of the site, comparable.
 * Of a chain (anna becomes bea, bea becomes carla) the old name of the one is the new name of the other: once anna is gone, who is called
 * bea is her, and the bea that is meant is called carla.
 */
export function renamedAlready<T extends NameWish>(wishes: readonly T[], there: ReadonlySet<string>): ReadonlySet<T> {
  const byName = new Map<string, T[]>()
  for (const wish of wishes) {
    const name = comparableUsername(wish.name)
    byName.set(name, [...(byName.get(name) ?? []), wish])
  }
  const renamed = new Set<T>()
  const toFollow = wishes.filter(({ name, newName }) => newName !== undefined && !there.has(comparableUsername(name)))
  for (let wish = toFollow.pop(); wish !== undefined; wish = toFollow.pop()) {
    if (renamed.has(wish)) continue
    renamed.add(wish)
    const holds = comparableUsername(wish.newName ?? '')
    if (there.has(holds)) toFollow.push(...(byName.get(holds) ?? []).filter(({ newName }) => newName !== undefined))
  }
  return renamed
}
