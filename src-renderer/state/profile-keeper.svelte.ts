import type { OperationInput } from '../../src-main/contract/operations.ts'
import type { Problem } from '../../src-main/core/errors.ts'
import type { Engine } from '../bridge.ts'

type Kept = OperationInput<'profile.save'>

/** Saves a profile a moment after the last change, one save after the other, so that an older one never overtakes a newer one. */
export class ProfileKeeper {
  readonly #engine: Engine
  readonly #delayMs: number
  /** By site: a profile that could not be saved is not pushed away by the one of another site. */
  #waiting: readonly Kept[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving: Promise<void> = Promise.resolve()
  #problem = $state.raw<Problem>()
  #isSaved = $state(true)

  constructor(engine: Engine, delayMs = 400) {
    this.#engine = engine
    this.#delayMs = delayMs
  }

  /** Why the last save failed; the change itself is kept and saved with the next one. */
  get problem(): Problem | undefined {
    return this.#problem
  }

  get isSaved(): boolean {
    return this.#isSaved
  }

  keep(kept: Kept): void {
    this.#waiting = [...this.#waiting.filter(({ site }) => site !== kept.site), kept]
    this.#isSaved = false
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), this.#delayMs)
  }

  /** Saves at once what is waiting. True when everything is on disk. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer)
    this.#saving = this.#saving.then(() => this.#saveWaiting())
    await this.#saving
    return this.#problem === undefined
  }

  /** The site is being forgotten: what was typed for it is not saved any more, and a save on its way ends first. */
  async drop(site: string): Promise<void> {
    this.#leaveOut(site)
    await this.#saving
    // A save that failed meanwhile has put itself back.
    this.#leaveOut(site)
  }

  #leaveOut(site: string): void {
    this.#waiting = this.#waiting.filter((kept) => kept.site !== site)
    this.#isSaved = this.#waiting.length === 0
  }

  async #saveWaiting(): Promise<void> {
    let problem: Problem | undefined
    const waiting = this.#waiting
    this.#waiting = []
    for (const kept of waiting) {
      const reply = await this.#engine.invoke({ id: crypto.randomUUID(), name: 'profile.save', input: kept })
      if (reply.ok) continue
      if (reply.error.kind === 'problem') problem = reply.error.problem
      // What was typed meanwhile is newer.
      if (!this.#waiting.some(({ site }) => site === kept.site)) this.#waiting = [...this.#waiting, kept]
    }
    this.#problem = problem
    this.#isSaved = this.#waiting.length === 0
  }
}
