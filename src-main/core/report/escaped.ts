import { printableText } from './printable-text.ts'

/** Safe inside an element and inside a quoted attribute. */
export function escaped(text: string): string {
  return printableText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
