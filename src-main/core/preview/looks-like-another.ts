import type { FieldDifference } from './compare-fields.ts'
import { comparableText } from './name-person.ts'

/**
 * Whether the person whom the directory has under a user name may be another one than the site knows: her mail address differs before its `@`, and
 * her full name is made of other words. A new mail domain, or names written the other way round (`Li, Anna`), is no sign of that; a marriage looks the
 * same, and only people can tell.
 */
export function looksLikeAnother(changes: readonly FieldDifference[]): boolean {
  const mail = changes.find(({ field }) => field === 'email')
  const name = changes.find(({ field }) => field === 'name')
  if (mail === undefined || name === undefined || mail.before.trim() === '' || name.before.trim() === '') return false
  return localPart(mail.before) !== localPart(mail.after) && wordsOf(name.before) !== wordsOf(name.after)
}

function localPart(mail: string): string {
  const comparable = comparableText(mail)
  const at = comparable.lastIndexOf('@')
  return at === -1 ? comparable : comparable.slice(0, at)
}

/** In alphabetical order: in which order they stand says nothing. */
function wordsOf(name: string): string {
  const words = comparableText(name).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return [...words].sort().join(' ')
}
