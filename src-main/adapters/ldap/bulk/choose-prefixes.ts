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
  const found: string[] = []
  let open: readonly string[] = ['']
  for (let depth = 1; depth <= DEEPEST; depth += 1) {
    const deeper: string[] = []
    const children = await manyBelow(open, sample)
    for (const prefix of children) {
      if (prefix.length < shortest || share(prefix, sample) >= DOMINANT) deeper.push(prefix)
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

async function manyBelow(open: readonly string[], sample: PrefixSample): Promise<readonly string[]> {
  const known: string[] = []
  const unsure: string[] = []
  for (const parent of open) {
    const isDominant = parent !== '' && share(parent, sample) >= DOMINANT
    const seen = alphabet.filter((character) => share(parent + character, sample) >= SOME)
    // Where only digits follow, numbers are counted through, and letters are not worth a question each.
    const likely = seen.every((character) => digits.includes(character)) ? digits : alphabet
    for (const character of seen) known.push(parent + character)
    if (isDominant) unsure.push(...likely.filter((character) => !seen.includes(character)).map((character) => parent + character))
  }
  const many = unsure.length === 0 ? new Set<string>() : await sample.askForMany(unsure)
  return [...known, ...unsure.filter((prefix) => many.has(prefix))]
}

function share(prefix: string, { values }: PrefixSample): number {
  return values.filter((value) => value.startsWith(prefix)).length / values.length
}
