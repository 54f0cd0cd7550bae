import type { Secret } from '../secret.ts'
import type { TokenShape } from './read-token-shape.ts'

/** What the look of a user name and a password alone tells (RFC 7617). No part of the password is in here. */
export function readBasicShape(
  { username, password }: { readonly username: string; readonly password: Secret },
  others: readonly { readonly name: string; readonly secret: Secret }[] = []
): TokenShape {
  const text = password.reveal()
  const because = faultOfName(username) ?? faultOfPassword(text)
  if (because !== undefined) return { kind: 'malformed', because }
  return { kind: 'whole', length: text.length, looksLike: looksLike(username, text, others) }
}

function faultOfName(username: string): string | undefined {
  if (username.trim() === '') return 'the user name is empty'
  // The server cuts at the first colon: what stands behind it would count as password.
  if (username.includes(':')) return 'the user name holds a colon, and a server takes what stands behind it for the password'
  if (CONTROL.test(username)) return 'the user name holds a line break or another control character'
  if (username !== username.trim()) return 'a space stands before or after the user name'
  return commonFault('the user name', username)
}

function faultOfPassword(text: string): string | undefined {
  if (text.trim() === '') return 'the password is empty'
  if (/^\s*(?:authorization\s*:\s*)?basic\s+[a-z0-9+/]{4,}={0,2}\s*$/i.test(text))
    return 'the password begins with the word Basic: it is a whole header, and the password alone is wanted'
  if (CONTROL.test(text)) return 'the password holds a line break or another control character'
  if (/^[*•·.]{4,}$/.test(text)) return 'the password is a row of dots or asterisks, as pages show a hidden value'
  return commonFault('the password', text)
}

function commonFault(what: string, text: string): string | undefined {
  if (/[\uD800-\uDFFF]/u.test(text)) return `${what} holds half a character, as a text that was cut`
  return text.length > LONGEST ? `${what} has ${String(text.length)} characters` : undefined
}

/** RFC 7617 allows none of them in either. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/

const LONGEST = 1024

function looksLike(
  username: string,
  text: string,
  others: readonly { readonly name: string; readonly secret: Secret }[]
): string | undefined {
  const same = others.find(({ secret }) => !secret.isEmpty && secret.reveal() === text)
  if (same !== undefined) return same.name
  if (text === username) return 'the user name, entered twice'
  if (text !== text.trim()) return 'a password with a space before or after it, as copying adds one'
  if (/^["'“”‘’].*["'“”‘’]$/.test(text)) return 'a password in quotation marks'
  return undefined
}
