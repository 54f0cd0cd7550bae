/** Text in which upper and lower case and compatibility forms are the same (RFC 4518, letter by letter, without looking at neighbours). */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return Array.from(text, lowerCase).join('').normalize('NFKC')
}

/** The same, and letters with accents equal those without: Active Directory finds `Müller` when asked for `Muller`. */
export function foldTextAndAccents(text: string): string {
  return foldText(text)
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
}

/** One character for one: JavaScript would turn a final sigma into another letter and a dotted capital I into two. */
function lowerCase(character: string): string {
  return String.fromCodePoint(character.toLowerCase().codePointAt(0) ?? 0)
}

/** Other letters take more than one byte each. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length
}
