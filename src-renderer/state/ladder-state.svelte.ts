import type { CheckEvent, CheckResult } from '../../src-main/core/checks/check.ts'
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

/** The ladder as it climbs, told by the events of a run; and which rungs a person has opened or closed. */
export class LadderState {
  #rungs = $state.raw<readonly Rung[]>([])
  #choices = $state.raw<ReadonlyMap<string, boolean>>(new Map())
  readonly #groups = $derived(groupsOf(this.#rungs))

  get rungs(): readonly Rung[] {
    return this.#rungs
  }

  get groups(): readonly RungGroup[] {
    return this.#groups
  }

  get total(): number {
    return this.#rungs.length
  }

  get finished(): number {
    return this.#rungs.filter((rung) => rung.progress.kind === 'finished').length
  }

  get running(): Rung | undefined {
    return this.#rungs.find((rung) => rung.progress.kind === 'running')
  }

  /** The rung that failed last, for the announcement. */
  get latestFailure(): CheckResult | undefined {
    return this.#rungs
      .flatMap((rung) => (rung.progress.kind === 'finished' ? [rung.progress.result] : []))
      .findLast(({ outcome }) => outcome.status === 'fail' || outcome.status === 'crash')
  }

  accept(event: CheckEvent): void {
    switch (event.type) {
      case 'listed':
        this.#rungs = event.checks.map((check) => ({ ...check, progress: { kind: 'waiting' } }))
        this.#choices = new Map()
        break
      case 'started':
        this.#change(event.id, { kind: 'running' })
        break
      case 'finished':
        this.#change(event.result.id, { kind: 'finished', result: event.result })
        break
    }
  }

  /** The run has ended early: nothing runs any more. */
  stop(): void {
    this.#rungs = this.#rungs.map((rung) => (rung.progress.kind === 'running' ? { ...rung, progress: { kind: 'waiting' } } : rung))
  }

  clear(): void {
    this.#rungs = []
    this.#choices = new Map()
  }

  /** What asks for attention is open until somebody closes it. */
  isOpen(rung: Rung): boolean {
    return this.#choices.get(rung.id) ?? opensByItself(rung)
  }

  toggle(rung: Rung): void {
    this.#choices = new Map([...this.#choices, [rung.id, !this.isOpen(rung)]])
  }

  #change(id: string, progress: Rung['progress']): void {
    this.#rungs = this.#rungs.map((rung) => (rung.id === id ? { ...rung, progress } : rung))
  }
}

function opensByItself({ progress }: Rung): boolean {
  if (progress.kind !== 'finished') return false
  const { status } = progress.result.outcome
  return status === 'fail' || status === 'warn' || status === 'crash'
}

function groupsOf(rungs: readonly Rung[]): readonly RungGroup[] {
  const groups = new Map<string, Rung[]>()
  for (const rung of rungs) {
    const slash = rung.id.indexOf('/')
    const key = slash === -1 ? 'main' : rung.id.slice(0, slash)
    groups.set(key, [...(groups.get(key) ?? []), rung])
  }
  return [...groups].map(([key, members]) => ({ key, rungs: members }))
}
