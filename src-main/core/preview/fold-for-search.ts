import { plainAscii } from './name-person.ts'

/** A text for searching: capitals and accents do not matter. */
export function foldForSearch(text: string): string {
  return plainAscii.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
