import { MASK } from '../../secret.ts'
import { isSecretName, SECRET_WORDS } from './secret-name.ts'

/** Longer ones are cut: nobody reads them, and a list of people of a whole company is no piece of evidence. */
const MOST_SCIM_TEXT = 16_000
const CUT = '… (cut)'

/** A request or an answer of the SCIM log without the values of passwords, tokens and the like, and no longer than is read. Never throws. */
export function maskScimJson(text: string): string {
  const json = text.length > MOST_PARSED ? undefined : parsed(text)
  const masked =
    json === undefined || json.value === null || typeof json.value !== 'object'
      ? maskedText(text)
      : JSON.stringify(maskedValue(json.value, 0))
  return masked.length <= MOST_SCIM_TEXT ? masked : `${masked.slice(0, MOST_SCIM_TEXT - CUT.length)}${CUT}`
}

const MOST_PARSED = 200_000
const DEEPEST = 40

/** In an object of its own, since `null` is JSON as well; `undefined` for what is no JSON. */
export function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function maskedValue(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return '…'
  if (typeof value === 'string') return maskedString(value, depth)
  if (Array.isArray(value)) return value.map((item) => maskedValue(item, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  // `{"op": "Replace", "path": "password", "value": ...}`: the name stands beside the value, not before it.
  const namesSecret = entries.some(([key, item]) => /^(?:path|name|key|type)$/i.test(key) && typeof item === 'string' && isSecretName(item))
  return Object.fromEntries(
    entries.map(([key, item]) => [
      maskedText(key),
      isSecretName(key) || (namesSecret && /^values?$/i.test(key)) ? maskOf(item) : maskedValue(item, depth + 1)
    ])
  )
}

/** A text may be JSON itself. */
function maskedString(text: string, depth: number): string {
  const json = /^\s*[[{]/.test(text) ? parsed(text) : undefined
  return json === undefined ? maskedText(text) : JSON.stringify(maskedValue(json.value, depth + 1))
}

/** A switch or nothing tells no secret. */
function maskOf(value: unknown): unknown {
  return typeof value === 'boolean' || value === null ? value : MASK
}

/** Text that is no JSON, or that was cut: what looks like a secret goes. Begins with a word each, so that no long text makes it slow. */
function maskedText(text: string): string {
  return text
    .replace(/\b(authorization\\*["']?\s*[:=]\s*\\*["']?)[^"'\\\r\n,;]+/gi, `$1${MASK}`)
    .replace(/\b(bearer|basic)\s+(?!(?:auth(?:entication|orization)?|access|tokens?)\b)[\w.~+/=-]{6,}/gi, `$1 ${MASK}`)
    .replace(/\b(?:eyJ|eyAi|ewog|ewoJ|ewk)[\w+/.=-]{8,}/g, MASK)
    .replace(/(:\/\/)[^/\s:@"']{1,200}:[^/\s@"']{1,200}@/g, `$1${MASK}@`)
    .replace(SEARCHED_SECRET, (_whole, before: string) => `${before}${MASK}`)
    .replace(NAMED_SECRET, (whole, before: string) => (whole.includes(MASK) ? whole : `${before}${MASK}`))
}

/** `password eq "x"`, as it stands in an address. */
const SEARCHED_SECRET = new RegExp(`(${SECRET_WORDS}(?:%20|[\\s+]){1,3}eq(?:%20|[\\s+]){1,3}(?:%22|\\\\*")?)(?:(?!%22)[^"&\\s])+`, 'gi')

/** With quotes of its own, or those of a text inside of a text: `\\"password\\":\\"x\\"`. */
const NAMED_SECRET = new RegExp(
  `(${SECRET_WORDS}\\\\*["']?\\s*[:=]\\s*)(?:"(?:[^"\\\\]|\\\\.)*"?|\\\\+"[^"]*"?|'[^']*'?|[^\\s,;&}\\]]+)`,
  'gi'
)
