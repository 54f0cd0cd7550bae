/** What was typed, for evidence: a text that may be a secret in the wrong box is not repeated, and a long one shortened. */
export function shownText(typed: string): string {
  const text = typed.trim()
  if (text === '') return '(empty)'
  if (/\d[Qq]~/.test(text) || (/^\S{28,}$/.test(text) && !/[./@-]/.test(text))) return '(not shown: it may be a secret)'
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}

const LONGEST = 200
