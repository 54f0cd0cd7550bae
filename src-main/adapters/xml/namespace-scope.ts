import { XmlFault } from './xml-fault.ts'

/** Which prefix means which namespace, while a document is read from its beginning to its end. Namespaces are numbers: their names can be long. */
export class NamespaceScope {
  readonly #numbers = new Map<string, number>()
  readonly #inScope = new Map<string, number>()
  readonly #levels: (readonly Overwritten[])[] = []
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  enter(declared: ReadonlyMap<string, string> | undefined): void {
    this.#levels.push(declared === undefined ? NOTHING : [...declared].map(([prefix, name]) => this.#declare(prefix, name)))
    if (this.#inScope.size > this.#most) throw new XmlFault({ kind: 'too-many', what: 'namespaces', most: this.#most })
  }

  leave(): void {
    for (const { prefix, before } of this.#levels.pop() ?? NOTHING)
      if (before === undefined) this.#inScope.delete(prefix)
      else this.#inScope.set(prefix, before)
  }

  /** Equal numbers are equal namespaces. Undefined: not declared here. */
  numberOf(prefix: string): number | undefined {
    return prefix === 'xml' ? -1 : this.#inScope.get(prefix)
  }

  #declare(prefix: string, name: string): Overwritten {
    const before = this.#inScope.get(prefix)
    const number = this.#numbers.get(name) ?? this.#numbers.size
    this.#numbers.set(name, number)
    this.#inScope.set(prefix, number)
    return { prefix, before }
  }
}

interface Overwritten {
  readonly prefix: string
  readonly before: number | undefined
}

const NOTHING: readonly Overwritten[] = []
