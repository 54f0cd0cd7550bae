/**
 * A password or key. It prints as `[secret]` wherever it is formatted, logged or serialised;
 * only `reveal` gives the text, and only adapters that must send it call that.
 */
export class Secret {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  reveal(): string {
    return this.#text
  }

  get isEmpty(): boolean {
    return this.#text.length === 0
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  /** Node's `util.inspect` looks this symbol up, so `console.log` cannot show the text either. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK
  }
}

export const MASK = '[secret]'
