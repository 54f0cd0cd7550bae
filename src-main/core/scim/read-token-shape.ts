import type { Secret } from '../secret.ts'

/** What the look of a token alone tells. No part of its text is in here. */
export type TokenShape =
  /** It cannot be the token as it was handed out, and may not even be sent. `because` is the end of a sentence. */
  | { readonly kind: 'malformed'; readonly because: string }
  | { readonly kind: 'whole'; readonly length: number; readonly looksLike: string | undefined }

/** `others`: secrets that are known and mean something else, with their names. */
export function readTokenShape(token: Secret, others: readonly { readonly name: string; readonly secret: Secret }[] = []): TokenShape {
  const text = token.reveal()
  if (text.trim() === '') return malformed('it is empty')
  if (/^\s*(?:authorization\s*:\s*)?bearer\s/i.test(text)) return malformed('it begins with the word Bearer, which Entra ID adds by itself')
  if (/[\r\n]/.test(text.trim())) return malformed('it has more than one line')
  if (text !== text.trim()) return malformed('a space or a line break stands before or after it')
  if (/\s/.test(text)) return malformed('it has white space inside')
  if (/^[*•·.]{4,}$/.test(text)) return malformed('it is a row of dots or asterisks, as pages show a hidden value')
  if (/^["'“”‘’].*["'“”‘’]$/.test(text)) return malformed('it stands in quotation marks')
  if (!/^[\x21-\x7e]+$/.test(text)) return malformed('it has letters that no token can have')
  if (text.length > LONGEST) return malformed(`it has ${String(text.length)} characters`)
  return { kind: 'whole', length: text.length, looksLike: looksLike(text, others) }
}

const LONGEST = 8192

function looksLike(text: string, others: readonly { readonly name: string; readonly secret: Secret }[]): string | undefined {
  const same = others.find(({ secret }) => !secret.isEmpty && secret.reveal() === text)
  if (same !== undefined) return same.name
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'an address'
  if (/^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i.test(text))
    return 'an id, as Entra ID gives to applications and tenants'
  if (/^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) return 'a JSON Web Token, as Microsoft issues them for an hour'
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) return 'a mail address'
  if (text.length < SHORTEST) return 'a password: it is very short'
  return undefined
}

const SHORTEST = 16

function malformed(because: string): TokenShape {
  return { kind: 'malformed', because }
}
