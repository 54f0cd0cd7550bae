import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** What belongs to people whom the preview would shut out, asked of the site when somebody wants to know. */
export class OwnedState {
  readonly person: Operation<'owned.person'>
  readonly leavers: Operation<'owned.leavers'>
  #previewId = ''
  #site = $state.raw<string>()
  #row = $state.raw<number>()
  #doing = $state('')

  constructor(engine: Engine) {
    this.person = new Operation(engine, 'owned.person')
    this.leavers = new Operation(engine, 'owned.leavers')
  }

  /** Host; absent: the preview was compared with no site that could be asked. */
  get site(): string | undefined {
    return this.#site
  }

  /** Whom the last question was about. */
  get row(): number | undefined {
    return this.#row
  }

  /** How far the question about everybody is. */
  get doing(): string {
    return this.#doing
  }

  /** By other rules others would go. */
  open(previewId: string, site: string | undefined): void {
    this.close()
    this.#previewId = previewId
    this.#site = site
  }

  close(): void {
    this.person.reset()
    this.leavers.reset()
    this.#site = undefined
    this.#row = undefined
  }

  async askPerson(row: number): Promise<void> {
    if (this.#site === undefined) return
    this.#row = row
    await this.person.run({ previewId: this.#previewId, site: this.#site, row })
  }

  async askLeavers(): Promise<void> {
    if (this.#site === undefined) return
    this.#doing = ''
    await this.leavers.run({ previewId: this.#previewId, site: this.#site }, ({ doing }) => (this.#doing = doing))
  }
}
