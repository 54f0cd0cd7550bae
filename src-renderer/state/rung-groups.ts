import type { CheckResult } from '../../src-main/core/checks/check.ts'
import type { Origin } from '../../src-main/core/errors.ts'

/** A rung as it stands at this moment of a run. */
export interface Rung {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  readonly progress:
    { readonly kind: 'waiting' } | { readonly kind: 'running' } | { readonly kind: 'finished'; readonly result: CheckResult }
}

/** The rungs of one host: the main one, then each backup. */
export interface RungGroup {
  /** `main`, or the prefix of the rungs' ids (`backup-1`). */
  readonly key: string
  readonly rungs: readonly Rung[]
}

/** In the order of the run; what closes the ladder belongs to the main host again. */
export function groupRungs(rungs: readonly Rung[]): readonly RungGroup[] {
  const groups = new Map<string, Rung[]>()
  for (const rung of rungs) {
    const slash = rung.id.indexOf('/')
    const key = slash === -1 ? 'main' : rung.id.slice(0, slash)
    groups.set(key, [...(groups.get(key) ?? []), rung])
  }
  return [...groups].map(([key, members]) => ({ key, rungs: members }))
}
