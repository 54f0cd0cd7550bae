/** XML laid out for reading, two spaces for each level; elements that hold only text stay on one line. `xml` is well-formed: it has been read before. */
export function indentXml(xml: string): string {
  const tokens = xml.match(TOKENS) ?? []
  const lines: string[] = []
  let level = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? ''
    if (isClosing(token)) level = Math.max(0, level - 1)
    const whole = isOpening(token) ? onOneLine(tokens, at) : undefined
    if (whole !== undefined) {
      lines.push(indented(level, whole.text))
      at = whole.end
      continue
    }
    if (token.trim() !== '') lines.push(indented(level, token.trim()))
    if (isOpening(token)) level += 1
  }
  return lines.join('\n')
}

const TOKENS = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+/g

/** An element with nothing but text, a comment or character data up to its own end tag. */
function onOneLine(tokens: readonly string[], start: number): { readonly text: string; readonly end: number } | undefined {
  for (let end = start + 1; end < tokens.length && end <= start + MOST_PIECES; end++) {
    const token = tokens[end] ?? ''
    if (isClosing(token)) return { text: tokens.slice(start, end + 1).join(''), end }
    if (token.startsWith('<') && !token.startsWith('<!')) return undefined
  }
  return undefined
}

const MOST_PIECES = 8

function isClosing(token: string): boolean {
  return token.startsWith('</')
}

function isOpening(token: string): boolean {
  return /^<[^/!?]/.test(token) && !token.endsWith('/>')
}

function indented(level: number, text: string): string {
  return '  '.repeat(level) + text
}
