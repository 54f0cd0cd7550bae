import { isJson } from '../adapters/files-api/documented-refusal.ts'
import type { SiteToRead } from '../app/app-ports.ts'
import { createRedactor } from '../core/redact.ts'
import { errorToWire } from './wire-error.ts'
import type { FetchAnswer, FetchRequest, WireError } from './wire.ts'

/**
 * Fetches for the preview thread, and is the reason why a preview cannot write: GET and nothing else, from the site that the reading was
 * granted and no other, below the paths of the service. The key is added here, and masked in an answer that repeats it. Never throws: what
 * fetch threw is the answer.
 */
export async function relayFetch(
  fetch: typeof globalThis.fetch,
  request: FetchRequest,
  site: SiteToRead | undefined,
  signal: AbortSignal
): Promise<FetchAnswer> {
  const refusal = site === undefined ? 'no site was granted to this reading' : reasonAgainst(request, site)
  if (site === undefined || refusal !== undefined) return { kind: 'failed', error: refused(refusal ?? '') }
  const ownKey = createRedactor()
  ownKey.register(site.key)
  try {
    const response = await fetch(request.url, {
      method: 'GET',
      headers: { accept: 'application/json', 'x-filesapi-key': site.key.reveal() },
      // The key must not travel to where an answer points.
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal
    })
    const { status } = response
    const headers = [...response.headers].map(([name, value]) => [ownKey.redactText(name), ownKey.redactText(value)] as const)
    const { bytes, brokenBy, isRepeating } = await readBody(response, site.key.reveal().length, ownKey.redactText)
    const body = isRepeating ? withoutKey(bytes, ownKey.redactText) : bytes.buffer
    return {
      kind: 'answer',
      status,
      headers,
      body,
      brokenBy: brokenBy === undefined ? undefined : errorToWire(brokenBy, ownKey.redactText)
    }
  } catch (error) {
    return { kind: 'failed', error: errorToWire(error, ownKey.redactText) }
  }
}

/** Undefined when it may be sent. */
function reasonAgainst({ method, url }: FetchRequest, { address }: SiteToRead): string | undefined {
  if (method !== 'GET') return `a preview only reads, and this is a ${method} request`
  const target = URL.canParse(url) ? new URL(url) : undefined
  if (target === undefined || target.origin !== new URL(address.origin).origin) return 'it does not go to the site of this preview'
  // Without any character that could mean another path to whoever decodes it once more.
  return READABLE_PATH.test(target.pathname) && target.username === '' && target.password === ''
    ? undefined
    : 'it does not go to the service of the site'
}

const READABLE_PATH = /^\/api\/rest\/v1(?:\/[a-z0-9_]+)+$/

function refused(reason: string): WireError {
  const cause = { name: 'Error', message: `Not sent: ${reason}`, code: REFUSED, stack: '', cause: undefined }
  return { name: 'TypeError', message: 'fetch failed', code: '', stack: '', cause }
}

const REFUSED = 'ERR_NOT_ALLOWED_TO_PREVIEW'

/** As the client's own limit for one answer: a byte more, and the thread's client says that it is too large. */
const MOST_BYTES = 64 * 1024 * 1024

interface WholeBody {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly brokenBy: unknown
  /** Whether the key is in it. */
  readonly isRepeating: boolean
}

/** The key is looked for in each piece as it comes: in a page of three megabytes at once the window would feel it. */
async function readBody(response: Response, keyLength: number, redactText: (text: string) => string): Promise<WholeBody> {
  if (response.body === null) return { bytes: new Uint8Array(0), brokenBy: undefined, isRepeating: false }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  let isRepeating = false
  let before = ''
  const whole = (brokenBy: unknown): WholeBody => ({ bytes: joined(pieces, length), brokenBy, isRepeating })
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      pieces.push(piece.value)
      length += piece.value.byteLength
      const text = before + characters(piece.value)
      isRepeating ||= redactText(text) !== text
      before = text.slice(-keyLength * LONGEST_ENCODING)
      if (length <= MOST_BYTES) continue
      await reader.cancel()
      break
    }
    return whole(undefined)
  } catch (error) {
    return whole(error)
  }
}

/** Characters that an encoding makes of one: `&quot;`. */
const LONGEST_ENCODING = 6

/** Always bytes of its own: what a piece lies in may belong to somebody else, and cannot be given away. */
function joined(pieces: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.byteLength
  }
  return bytes
}

/** A key is of ASCII, and so are all its encodings: one byte is one character, which costs a fraction of reading UTF-8. */
function characters(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}

/** Text by text where it is JSON: what is escaped once more in there would not be found in the whole. */
function withoutKey(bytes: Uint8Array, redactText: (text: string) => string): ArrayBuffer {
  const text = new TextDecoder().decode(bytes)
  const safe = isJson(text) ? JSON.stringify(withTexts(JSON.parse(text), redactText)) : redactText(text)
  return new TextEncoder().encode(safe).buffer
}

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), withTexts(item, change)]))
}
