import { comparableUsername } from '../plan/username.ts'

/** The user name that the service makes of a value of the user name field. Empty when there is no value; `domain` may begin with `@`. */
export function serviceUsername(value: string, domain: string): string {
  const name = value.trim()
  const suffix = bareDomain(domain)
  return name === '' || suffix === '' ? name : `${name}@${suffix}`
}

export type UsernameFault = 'no-username' | 'username-too-long' | 'username-forbidden-characters'

/** Why no user can have this name, by limits that are our own: the service has documented none. */
export function usernameFault(username: string): UsernameFault | undefined {
  if (username === '') return 'no-username'
  if (forbiddenCharacters.test(username)) return 'username-forbidden-characters'
  return username.length > LONGEST_USERNAME && Array.from(username).length > LONGEST_USERNAME ? 'username-too-long' : undefined
}

/** In characters as people count them. Ours. */
export const LONGEST_USERNAME = 255

/**
 * Ours. Slashes separate folders (a user may have one of that name), commas separate user names in lists of the service, and nobody can see
 * or type control characters, invisible marks, and halves of characters.
 */
const forbiddenCharacters = /[/\\,\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/** The value has a domain already, and another one is appended: `anna@corp.example@corp.example`. */
export function hasDoubleSuffix(value: string, domain: string): boolean {
  return bareDomain(domain) !== '' && value.includes('@')
}

/** Any name for comparing, by the rule of the plan: `comparableUsername`, faster for plain ASCII. */
export function comparableText(text: string): string {
  return plainAscii.test(text) ? text.toLowerCase().trim() : comparableUsername(text)
}

/** Nothing in it has another spelling than its capitals. */
export const plainAscii = /^[\x20-\x7e]*$/

/** The domain without `@`; empty when nothing is appended. */
export function bareDomain(domain: string): string {
  return domain.trim().replace(/^@/, '')
}
