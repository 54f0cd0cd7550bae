/** One clause of a search: Entra ID knows `eq` and `and` only. */
export interface ScimClause {
  /** As written: `userName`, `emails[type eq "work"].value`. */
  readonly attribute: string
  readonly value: string
}

/** The clauses of a filter as Entra ID writes them; clauses that are written otherwise are left out. Never throws. */
export function readScimFilter(filter: string): readonly ScimClause[] {
  return clauseTexts(filter.slice(0, LONGEST_FILTER)).flatMap((text) => {
    const [, attribute, quoted, bare] = CLAUSE.exec(withoutEnds(text)) ?? []
    return attribute === undefined ? [] : [{ attribute: attribute.trim(), value: quoted === undefined ? (bare ?? '') : unescaped(quoted) }]
  })
}

const LONGEST_FILTER = 1000
/** A plus stands for a space outside of quotes: how a form writes an address. */
const CLAUSE = /^(.+?)[\s+]eq[\s+]+(?:"((?:[^"\\]|\\.)*)"|([^\s+"]+))$/i

/** Parts between “and”, which counts only outside of quotes and brackets: there is a group called “Sales and Marketing”. */
function clauseTexts(filter: string): readonly string[] {
  const texts: string[] = []
  let start = 0
  let isQuoted = false
  let depth = 0
  for (let at = 0; at < filter.length; at += 1) {
    const character = filter[at]
    if (character === '\\' && isQuoted) at += 1
    else if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && character === '[') depth += 1
    else if (!isQuoted && character === ']') depth -= 1
    else if (!isQuoted && depth === 0 && /^[\s+]and[\s+]$/i.test(filter.slice(at, at + 5))) {
      texts.push(filter.slice(start, at))
      start = at + 5
      at += 4
    }
  }
  return [...texts, filter.slice(start)]
}

/** Spaces, and brackets around the whole. */
function withoutEnds(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && /[\s+(]/.test(text.charAt(start))) start += 1
  while (end > start && /[\s+)]/.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1')
}
