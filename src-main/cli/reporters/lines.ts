import { printableText } from '../../core/report/printable-text.ts'
import type { TextStyle } from '../../core/report/text-style.ts'
import { wrapText } from '../../core/report/wrap-text.ts'

export function heading(text: string, style: TextStyle): string {
  return style.paint('strong', printableText(text))
}

/** A text over the whole width. */
export function sentences(text: string, style: TextStyle): readonly string[] {
  return wrapText(printableText(text), style.width)
}

/** A text with this much room at its left. */
export function indented(text: string, indent: number, style: TextStyle): readonly string[] {
  return wrapText(printableText(text), style.width - indent).map((line) => ' '.repeat(indent) + line)
}

/** A line that is laid out with columns, or as a point of a list: what does not fit goes on below where its text begins. */
export function laidOut(line: string, style: TextStyle): readonly string[] {
  const [columns = ''] = /^(?:.* {2,}|\s*)(?:\d+\. |[-!] )?/.exec(line) ?? []
  const lead = columns.length <= WIDEST_LEAD ? columns : ''
  return wrapText(printableText(line.slice(lead.length)), style.width - lead.length).map(
    (text, index) => (index === 0 ? printableText(lead) : ' '.repeat(lead.length)) + text
  )
}

const WIDEST_LEAD = 40

/** A point of a list. */
export function bullet(text: string, style: TextStyle): readonly string[] {
  return indented(text, BULLET, style).map((line, index) => (index === 0 ? `  - ${line.slice(BULLET)}` : line))
}

const BULLET = 4

/** A command in a piece, ready to be copied: lines of a terminal break where they must. */
export function commandLines(words: readonly string[], style: TextStyle): readonly string[] {
  return [`  ${style.paint('strong', printableText(words.map(quotedForShell).join(' ')))}`]
}

/** A word as a POSIX shell takes it; on Windows single quotes are right in PowerShell too. */
export function quotedForShell(word: string): string {
  return /^[\w.,/:=@+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
