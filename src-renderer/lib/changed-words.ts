/** A part of a text, and whether the other text has something else in its place. */
export interface TextPart {
  readonly text: string
  readonly isChanged: boolean
}

/** What two values have in common at both ends, and what is different in between. */
export function changedWords(before: string, after: string): { readonly before: readonly TextPart[]; readonly after: readonly TextPart[] } {
  const first = wordsOf(before)
  const second = wordsOf(after)
  let start = 0
  while (start < Math.min(first.length, second.length) && first[start] === second[start]) start += 1
  let end = 0
  while (end < Math.min(first.length, second.length) - start && first.at(-1 - end) === second.at(-1 - end)) end += 1
  return { before: partsOf(first, start, end), after: partsOf(second, start, end) }
}

/** Words and what stands between them: `dc1.corp` is three parts, so that one label of a name can differ alone. */
function wordsOf(text: string): readonly string[] {
  return text.split(/([\s,;=.@\\/]+)/).filter((part) => part !== '')
}

function partsOf(words: readonly string[], start: number, end: number): readonly TextPart[] {
  const parts = [
    { text: words.slice(0, start).join(''), isChanged: false },
    { text: words.slice(start, words.length - end).join(''), isChanged: true },
    { text: words.slice(words.length - end).join(''), isChanged: false }
  ]
  return parts.filter(({ text }) => text !== '')
}
