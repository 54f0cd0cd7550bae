import type { CheckEvent, CheckResult } from '../../src-main/core/checks/check.ts'
import { type Rung, type RungGroup, groupRungs } from './rung-groups.ts'

/** The ladder as it climbs, told by the events of a run; and which rungs a person has opened or closed. */
export class LadderState {
  #rungs = $state.raw<readonly Rung[]>([])
  #choices = $state.raw<Readonly<Record<string, boolean>>>({})
  readonly #groups = $derived(groupRungs(this.#rungs))

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
        this.#choices = {}
        break
      case 'started':
        this.#change(event.id, { kind: 'running' })
        break
      case 'finished':
        this.#change(event.result.id, { kind: 'finished', result: event.result })
        break
    }
  }

  /** The report has come, and is complete: on the wire it may overtake the last events, which then arrive too late to count. */
  finish(results: readonly CheckResult[]): void {
    this.#rungs = results.map((result) => {
      const { id, title, origin } = result
      return { id, title, origin, progress: { kind: 'finished', result } }
    })
  }

  /** The run has ended early: nothing runs any more, and nothing is to come. */
  stop(): void {
    this.#rungs = this.#rungs.map((rung) => (rung.progress.kind === 'finished' ? rung : { ...rung, progress: { kind: 'not-checked' } }))
  }

  clear(): void {
    this.#rungs = []
    this.#choices = {}
  }

  /** What asks for attention is open until somebody closes it. */
  isOpen(rung: Rung): boolean {
    return this.#choices[rung.id] ?? opensByItself(rung)
  }

  toggle(rung: Rung): void {
    this.#choices = { ...this.#choices, [rung.id]: !this.isOpen(rung) }
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
