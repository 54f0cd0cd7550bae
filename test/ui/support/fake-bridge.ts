import type { Bridge, OperationEvent, OperationInput, OperationName, OperationOutput, Reply } from '../../../src-main/contract/operations.ts'

type Answer<N extends OperationName> = (
  input: OperationInput<N>,
  emit: (event: OperationEvent<N>) => void
) => Reply<OperationOutput<N>> | Promise<Reply<OperationOutput<N>>>

export type Answers = { readonly [N in OperationName]?: Answer<N> }

/** Stands in for the preload: each operation is answered by a function of the test, and everything that was asked is remembered. */
export class FakeBridge implements Bridge {
  readonly calls: { readonly id: string; readonly name: string; readonly input: unknown }[] = []
  readonly cancelled: string[] = []
  readonly #answers: Map<string, unknown>

  constructor(answers: Answers = {}) {
    this.#answers = new Map(Object.entries(answers))
  }

  answer<N extends OperationName>(name: N, answer: Answer<N>): void {
    this.#answers.set(name, answer)
  }

  inputsOf(name: OperationName): readonly unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input)
  }

  async invoke(id: string, name: string, input: unknown, onEvent?: (event: unknown) => void): Promise<unknown> {
    // The real bridge clones what it carries; a rune proxy would fail there, so it has to fail here.
    this.calls.push({ id, name, input: structuredClone(input) })
    const answer = this.#answers.get(name)
    if (typeof answer !== 'function') throw new Error(`The test has no answer to ${name}`)
    const reply: unknown = await answer(input, (event: unknown) => onEvent?.(event))
    return reply
  }

  cancel(id: string): void {
    this.cancelled.push(id)
  }
}

export function done<T>(value: T): Reply<T> {
  return { ok: true, value }
}
