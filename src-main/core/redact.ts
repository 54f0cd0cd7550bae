import { MASK, Secret } from './secret.ts'

export interface Redactor {
  /** From now on this text, in any of its usual encodings, is replaced wherever it turns up. */
  register(secret: Secret): void
  /** Deep copy with every registered secret, and the value of every key that names a secret, replaced. */
  redact(value: unknown): unknown
  redactText(text: string): string
}

/**
 * The one redaction used by the log, the report exporter, the command line and the IPC door.
 * Texts shorter than three characters are not searched for: replacing every "a" would destroy the report
 * and tell the reader which letter it was.
 */
export function createRedactor(): Redactor {
  const needles = new Set<string>()

  function redactText(text: string): string {
    return masked(text, needles)
  }

  function redact(value: unknown, seen = new Map<object, unknown>()): unknown {
    if (typeof value === 'string') return redactText(value)
    if (value instanceof Secret) return MASK
    if (typeof value !== 'object' || value === null) return value
    const known = seen.get(value)
    if (known !== undefined) return known
    if (Array.isArray(value)) {
      const copy: unknown[] = []
      seen.set(value, copy)
      for (const item of value) copy.push(redact(item, seen))
      return copy
    }
    const copy: Record<string, unknown> = {}
    seen.set(value, copy)
    if (value instanceof Error) {
      copy['name'] = redactText(value.name)
      copy['message'] = redactText(value.message)
      if (value.cause !== undefined) copy['cause'] = redact(value.cause, seen)
    }
    for (const [key, item] of Object.entries(value)) {
      const value = isSecretKey(key) && typeof item !== 'boolean' && item !== undefined ? MASK : redact(item, seen)
      // Not by assignment: a key `__proto__` would set the prototype.
      Object.defineProperty(copy, redactText(key), { value, enumerable: true, writable: true, configurable: true })
    }
    return copy
  }

  return {
    register(secret) {
      for (const form of formsOf(secret.reveal())) needles.add(form)
    },
    redact: (value) => redact(value),
    redactText
  }
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Secrets that overlap are masked together: masking one after the other would leave a piece of the second, or go over the masks again. */
function masked(text: string, needles: ReadonlySet<string>): string {
  const spans: Span[] = []
  for (const needle of needles)
    for (let start = text.indexOf(needle); start !== -1; start = text.indexOf(needle, start + 1))
      spans.push({ start, end: start + needle.length })
  if (spans.length === 0) return text
  let result = ''
  let done = 0
  for (const { start, end } of spans.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= done) result += text.slice(done, start) + MASK
    done = Math.max(done, end)
  }
  return result + text.slice(done)
}

const SECRET_KEY =
  /^(?:.*[_-])?(?:password|passphrase|secret|token|api[_-]?key|authorization|credentials?|private[_-]?key|pin)$|(?:Password|Secret|Token|ApiKey|PrivateKey)$/i

function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key)
}

const SHORTEST_SEARCHED = 3

/** The text as it may turn up in logs: raw, inside JSON, in a URL, in HTML, base64, hexadecimal. */
function formsOf(text: string): readonly string[] {
  if (text.length < SHORTEST_SEARCHED) return []
  const utf8 = utf8Bytes(text)
  const hex = utf8.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const html = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
  const base64 = base64Of(utf8)
  const forms = [
    ...jsonForms(JSON.stringify(text).slice(1, -1)),
    html,
    html.replaceAll("'", '&#39;'),
    ...[base64, base64.replaceAll('+', '-').replaceAll('/', '_')].flatMap((form) => [form, form.replace(/=+$/, '')]).flatMap(jsonForms),
    hex,
    hex.toUpperCase(),
    ...(isWellFormed(text) ? addressForms(text) : []),
    ...addressForms(base64)
  ]
  return [text, ...forms].filter((form) => form.length >= SHORTEST_SEARCHED)
}

/** Some programs write every letter beyond ASCII as its code, and a slash with one in front. */
function jsonForms(json: string): readonly string[] {
  const ascii = json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const capital = ascii.replace(/\\u[0-9a-f]{4}/g, (code) => `\\u${code.slice(2).toUpperCase()}`)
  return [json, ascii, capital].flatMap((form) => [form, form.replaceAll('/', '\\/')])
}

function addressForms(text: string): readonly string[] {
  const encoded = encodeURIComponent(text)
  const small = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
  return [encoded, small].flatMap((form) => [form, form.replaceAll('%20', '+')])
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text)
}

function utf8Bytes(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    if (point < 0x80) bytes.push(point)
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f))
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f))
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f))
  }
  return bytes
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64Of(bytes: readonly number[]): string {
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second, third] = bytes.slice(index, index + 3)
    text += BASE64.charAt(first >> 2) + BASE64.charAt(((first & 3) << 4) | ((second ?? 0) >> 4))
    text += second === undefined ? '=' : BASE64.charAt(((second & 15) << 2) | ((third ?? 0) >> 6))
    text += third === undefined ? '=' : BASE64.charAt(third & 63)
  }
  return text
}
