import { fieldOf } from './json-field.ts'

/** Some servers give the text back that they were given. */
export function isInactive(user: unknown): boolean {
  const active = fieldOf(user, 'active')
  return active === false || (typeof active === 'string' && active.toLowerCase() === 'false')
}
