import type { SearchScope } from '../protocol/read-request.ts'
import { dnKey } from './distinguished-name.ts'
import type { DistinguishedName } from './distinguished-name.ts'
import type { Entry } from './entry.ts'

/** A part of the tree that a search from above does not enter but points to (MS-ADTS section 3.1.1.1.5). */
export interface NamingContext {
  readonly rootKey: string
  readonly referral: string | undefined
}

/** All entries of a server, in the order they were added: parents first. */
export class DirectoryTree {
  readonly #entries = new Map<string, { readonly entry: Entry; readonly context: string }>()
  readonly #contexts = new Map<string, NamingContext>()

  /** Opens a naming context: the next entry with this name is its root. */
  addContext(context: NamingContext): void {
    this.#contexts.set(context.rootKey, context)
  }

  add(entry: Entry): void {
    const context = this.#contexts.has(entry.key) ? entry.key : this.#entries.get(entry.parentKey)?.context
    if (context === undefined) throw new TypeError(`no parent for ${entry.dn}`)
    if (this.#entries.has(entry.key)) throw new TypeError(`${entry.dn} is there twice`)
    this.#entries.set(entry.key, { entry, context })
  }

  *entries(): Iterable<Entry> {
    for (const { entry } of this.#entries.values()) yield entry
  }

  readonly find = (key: string): Entry | undefined => this.#entries.get(key)?.entry

  /** The entry itself or the nearest one above that exists. */
  nearest(name: DistinguishedName): Entry | undefined {
    for (let steps = 0; steps < name.length; steps += 1) {
      const entry = this.find(dnKey(name.slice(steps)))
      if (entry !== undefined) return entry
    }
    return undefined
  }

  within(base: Entry, scope: SearchScope): readonly Entry[] {
    if (scope === 'base') return [base]
    const context = this.#entries.get(base.key)?.context
    const found: Entry[] = []
    for (const held of this.#entries.values()) {
      if (held.context === context && isWithin(held.entry, base, scope)) found.push(held.entry)
    }
    return found
  }

  /** Where a search has to go on for what lies below the base in other naming contexts. */
  referralsBelow(base: Entry, scope: SearchScope): readonly string[] {
    if (scope === 'base') return []
    const context = this.#entries.get(base.key)?.context
    const referrals: string[] = []
    for (const [rootKey, { referral }] of this.#contexts) {
      const root = this.find(rootKey)
      const isNext = root !== undefined && rootKey !== context && this.#contextAbove(root) === context
      if (referral !== undefined && isNext && isWithin(root, base, scope)) referrals.push(scope === 'one' ? `${referral}??base` : referral)
    }
    return referrals
  }

  #contextAbove(root: Entry): string | undefined {
    return this.#entries.get(root.parentKey)?.context
  }
}

function isWithin(entry: Entry, base: Entry, scope: 'one' | 'subtree'): boolean {
  if (scope === 'one') return entry.parentKey === base.key
  return entry.key === base.key || entry.key.endsWith(`,${base.key}`)
}
