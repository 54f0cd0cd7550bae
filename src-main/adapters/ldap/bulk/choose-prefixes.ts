/** What is known of the values of the attribute that people are split by. */
export interface PrefixSample {
  /** Lower-case. */
  readonly values: readonly string[]
  /** Which of these prefixes many people have. */
  readonly askForMany: (prefixes: readonly string[]) => Promise<ReadonlySet<string>>
}

/**
 * Prefixes that many people have each, none the beginning of another, and about `wanted` of them: fewer when the values do not differ, more when
 * one step deeper brings many at once. The first people of a directory are often numbered through (`u0000001`) and say nothing of the
 * others, so where one prefix covers much of the sample the directory itself is asked how it goes on.
 */
export async function choosePrefixes(sample: PrefixSample, wanted: number, shortest: number): Promise<readonly string[]> {
  const answers = new Answers(sample)
  const found: string[] = []
  let open: readonly string[] = ['']
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    const deeper: string[] = []
    for (const prefix of await answers.manyBelow(open)) {
      if (prefix.length < shortest || isDominant(prefix, sample)) deeper.push(prefix)
      else found.push(prefix)
    }
    open = deeper
    if (open.length === 0 || found.length + open.length >= wanted) break
  }
  return [...found, ...open.filter((prefix) => prefix.length >= shortest)]
}

const DEEPEST = 10
const DOMINANT = 0.25
const SOME = 0.01
/** What begins with anything else is rare, and is found by the search for the rest. */
const digits: readonly string[] = Array.from('0123456789')
const alphabet: readonly string[] = [...Array.from('abcdefghijklmnopqrstuvwxyz'), ...digits]

/**
 * Which questions there are depends on the sample alone, so that those of several depths are asked at once: each round of them costs the time of a
 * round trip. Deeper than slapd's indexes go one depth at a time, as a wrong guess there makes it look at many entries.
 */
class Answers {
  readonly #sample: PrefixSample
  readonly #asked = new Set<string>()
  readonly #many = new Set<string>()

  constructor(sample: PrefixSample) {
    this.#sample = sample
  }

  async manyBelow(parents: readonly string[]): Promise<readonly string[]> {
    const unsure = parents.flatMap((parent) => unsureBelow(parent, this.#sample))
    if (unsure.some((prefix) => !this.#asked.has(prefix))) await this.#ask(parents)
    return [...parents.flatMap((parent) => seenBelow(parent, this.#sample)), ...unsure.filter((prefix) => this.#many.has(prefix))]
  }

  async #ask(parents: readonly string[]): Promise<void> {
    const questions: string[] = []
    for (let depth = parents; depth.length > 0;) {
      questions.push(...depth.flatMap((parent) => unsureBelow(parent, this.#sample)))
      const below = depth.flatMap((parent) => seenBelow(parent, this.#sample)).filter((prefix) => isDominant(prefix, this.#sample))
      depth = below.filter((prefix) => prefix.length < DEEPEST_INDEXED)
    }
    for (const prefix of questions) this.#asked.add(prefix)
    for (const prefix of await this.#sample.askForMany(questions)) this.#many.add(prefix)
  }
}

/** `index_substr_if_maxlen`, as slapd has it by itself. */
const DEEPEST_INDEXED = 4

function seenBelow(parent: string, sample: PrefixSample): readonly string[] {
  return alphabet.map((character) => parent + character).filter((prefix) => share(prefix, sample) >= SOME)
}

/** What the sample does not show, where it shows too little of the directory to be believed. */
function unsureBelow(parent: string, sample: PrefixSample): readonly string[] {
  if (parent === '' || !isDominant(parent, sample)) return []
  const seen = seenBelow(parent, sample)
  // Where only digits follow, numbers are counted through, and letters are not worth a question each.
  const likely = seen.every((prefix) => digits.includes(prefix.slice(-1))) ? digits : alphabet
  return likely.map((character) => parent + character).filter((prefix) => !seen.includes(prefix))
}

function isDominant(prefix: string, sample: PrefixSample): boolean {
  return share(prefix, sample) >= DOMINANT
}

function share(prefix: string, { values }: PrefixSample): number {
  return values.filter((value) => value.startsWith(prefix)).length / values.length
}
