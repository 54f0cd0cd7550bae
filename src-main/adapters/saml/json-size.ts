export interface JsonLimits {
  readonly mostLevels: number
  /** Brackets, commas and strings together. */
  readonly mostParts: number
}

/** A record of a browser has some 20 levels, and a part in every ten characters at the most. */
const jsonLimits: JsonLimits = { mostLevels: 200, mostParts: 8_000_000 }

/**
 * Whether JSON of this text would stay in proportion to it: a list in a list in a list, or a number in every second character, takes thirty
 * times its length of memory. Only looks for brackets and commas outside of strings; whether it is JSON at all is for the parser.
 */
export function isModestJson(text: string, { mostLevels, mostParts }: JsonLimits = jsonLimits): boolean {
  let [levels, parts] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = stringEnd(text, at)
    else if (code === BRACKET || code === BRACE) levels += 1
    else if (code === BRACKET_END || code === BRACE_END) levels -= 1
    else if (code !== COMMA) continue
    parts += 1
    if (levels > mostLevels || parts > mostParts) return false
  }
  return true
}

const [QUOTE, COMMA, BRACKET, BRACKET_END, BRACE, BRACE_END] = [0x22, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d]
const BACKSLASH = 0x5c

/** Where the quotation mark stands that ends the string; the end of the text when none does. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end
    while (text.charCodeAt(first - 1) === BACKSLASH) first -= 1
    if ((end - first) % 2 === 0) return end
  }
  return text.length
}
