/**
 * Lines of at most `width` characters, broken at spaces. A longer word stays whole on a line of its own:
 * a distinguished name or a fingerprint that is broken cannot be copied.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let lineWidth = 0
  for (const word of text.split(/ +/)) {
    const wordWidth = characters(word)
    if (line !== '' && lineWidth + 1 + wordWidth > width) {
      lines.push(line)
      line = word
      lineWidth = wordWidth
    } else {
      line += line === '' ? word : ` ${word}`
      lineWidth = line === word ? wordWidth : lineWidth + 1 + wordWidth
    }
  }
  return [...lines, line]
}

/** Code points, so that an emoji counts once. */
export function characters(text: string): number {
  return Array.from(text).length
}
