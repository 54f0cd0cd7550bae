import { isGuid, readTenant, withoutBraces } from '../entra/tenant.ts'
import { parseWebAddress } from '../entra/web-address.ts'

/** What was typed, for evidence: a text that may be a secret in the wrong box is not repeated, and a long one shortened. */
export function shownText(typed: string): string {
  const text = typed.trim()
  if (text === '') return '(empty)'
  const shown = isHarmless(text) ? text : withoutQuery(text)
  if (shown === undefined) return '(not shown: it may be a secret)'
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST)}…`
}

const LONGEST = 200

/** Ids, also damaged ones, domains, mail addresses, and whatever is too short for a secret or has the white space of a name. */
function isHarmless(text: string): boolean {
  if (/\d[Qq]~/.test(text)) return false
  if (isGuid(withoutBraces(text)) || /^[({"'“]?(?=[^-]+-)[0-9a-f-]{20,50}[)}"'”]?$/i.test(text)) return true
  if (text.split(/\s+/).every((word) => word.length < SHORTEST_SECRET)) return true
  return (readTenant(text).kind === 'domain' && !/^eyJ/.test(text)) || /^[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(text)
}

const SHORTEST_SECRET = 20

/** What follows a question mark may be a signature or a token, and a path may hold one. */
function withoutQuery(text: string): string | undefined {
  const address = parseWebAddress(text)
  return address === undefined || address.hasCredentials ? undefined : `${address.scheme}://${address.host}/…`
}
