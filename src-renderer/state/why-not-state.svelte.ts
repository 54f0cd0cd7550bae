import type { Explanation } from '../../src-main/core/preview/explain.ts'
import type { Engine } from '../bridge.ts'
import { Operation } from './operation.svelte.ts'

/** “Why not Anna?”: one question at a time, about any person, found or not. */
export class WhyNotState {
  readonly asked: Operation<'preview.explain'>
  #previewId = $state.raw<string>()
  #name = $state('')
  #askedName = $state('')

  constructor(engine: Engine) {
    this.asked = new Operation(engine, 'preview.explain')
  }

  get name(): string {
    return this.#name
  }

  /** Whom the answer is about. */
  get askedName(): string {
    return this.#askedName
  }

  get answer(): Explanation | undefined {
    return this.asked.value
  }

  /** After new rules the same question has another answer. */
  open(previewId: string): void {
    const hadAnswer = this.answer !== undefined
    this.asked.reset()
    this.#previewId = previewId
    if (hadAnswer) void this.#ask(this.#askedName)
  }

  close(): void {
    this.asked.reset()
    this.#previewId = undefined
    this.#name = ''
    this.#askedName = ''
  }

  type(name: string): void {
    this.#name = name
  }

  /** Answers the row that the person was found in. */
  async ask(): Promise<number | undefined> {
    const name = this.#name.trim()
    if (name === '') return undefined
    return this.#ask(name)
  }

  dismiss(): void {
    this.asked.reset()
    this.#askedName = ''
  }

  async #ask(name: string): Promise<number | undefined> {
    const previewId = this.#previewId
    if (previewId === undefined) return undefined
    this.#askedName = name
    const ended = await this.asked.run({ previewId, name })
    return ended.status === 'done' && ended.value.kind === 'found' ? ended.value.row : undefined
  }
}
