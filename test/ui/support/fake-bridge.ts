import type {
  Bridge,
  OperationEvent,
  OperationInput,
  OperationName,
  OperationOutput,
  Reply
} from '../../../src-main/contract/operations.ts'

type Answer<N extends OperationName> = (
  input: OperationInput<N>,
  emit: (event: OperationEvent<N>) => void
) => Reply<OperationOutput<N>> | Promise<Reply<OperationOutput<N>>>

export type Answers = { readonly [N in OperationName]?: Answer<N> }

/** The wire forgets types: a method may be called with whatever arrives, as in the real bridge. */
interface AnyAnswer {
  answer(input: unknown, emit: (event: unknown) => void): unknown
}

/** Stands in for the preload: each operation is answered by a function of the test, and everything that was asked is remembered. */
export class FakeBridge implements Bridge {
  readonly calls: { readonly id: string; readonly name: string; readonly input: unknown }[] = []
  readonly cancelled: string[] = []
  readonly #answers = new Map<string, AnyAnswer>()

  constructor(answers: Answers = {}) {
    for (const [name, answer] of Object.entries(answers)) this.#answers.set(name, { answer })
  }

  answer<N extends OperationName>(name: N, answer: Answer<N>): void {
    this.#answers.set(name, { answer })
  }

  inputsOf(name: OperationName): readonly unknown[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input)
  }

  async invoke(id: string, name: string, input: unknown, onEvent?: (event: unknown) => void): Promise<unknown> {
    // The real bridge clones what it carries; a rune proxy would fail there, so it has to fail here.
    this.calls.push({ id, name, input: structuredClone(input) })
    const known = this.#answers.get(name)
    if (known === undefined) throw new Error(`The test has no answer to ${name}`)
    return known.answer(input, (event) => onEvent?.(event))
  }

  cancel(id: string): void {
    this.cancelled.push(id)
  }
}

export function done<T>(value: T): Reply<T> {
  return { ok: true, value }
}
