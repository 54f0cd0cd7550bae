import type { ResponseWrapping } from '../../core/saml/response-facts.ts'
import type { ResponseRefusal } from '../../core/saml/saml-ports.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { describeNoResponse } from './describe-no-response.ts'
import { fromBase64Text, inflated, isBase64Text, percentDecoded } from './encoded-text.ts'
import { decodedEntities, responsesInHtml } from './responses-in-html.ts'
import { responsesInJson } from './responses-in-json.ts'
import { textOfBytes } from './text-of-bytes.ts'

export interface DecodedResponse {
  /** Outermost first; the last one always is `xml`. */
  readonly wrappings: readonly ResponseWrapping[]
  /** Starts with `<`; bytes, when the encoding is still to be found out by the XML reader. */
  readonly xml: Uint8Array | string
}

export interface DecodingLimits {
  /** Of the XML, also when it comes out of a compressed text. */
  readonly mostXmlBytes: number
  readonly mostTextBytes: number
  /** Records of a browser hold whole pages. */
  readonly mostJsonBytes: number
}

export const decodingLimits: DecodingLimits = { mostXmlBytes: 2_000_000, mostTextBytes: 6_000_000, mostJsonBytes: 48_000_000 }

/** Opens whatever form people hold a SAML response in, one wrapping after the other. Linear in its length, and nothing is fetched. */
export function decodeResponse(content: Uint8Array | string, limits = decodingLimits): Result<DecodedResponse, ResponseRefusal> {
  const wrappings: ResponseWrapping[] = []
  let now: Uint8Array | string = content
  for (let step = 0; step < MOST_STEPS; step++) {
    const opened = openOne(now, limits)
    if (opened.kind === 'refused') return fail(opened.refusal)
    if (opened.kind === 'xml') return succeed({ wrappings: [...wrappings, ...opened.wrappings, 'xml'], xml: opened.xml })
    wrappings.push(...opened.wrappings)
    now = opened.inner
  }
  return noResponse(`a text that is wrapped more than ${String(MOST_STEPS)} times`)
}

/** Nobody meets more than five; a text that is its own base64 does not exist, but this is not the place to prove it. */
const MOST_STEPS = 16

type Opened =
  | { readonly kind: 'inner'; readonly wrappings: readonly ResponseWrapping[]; readonly inner: Uint8Array | string }
  | { readonly kind: 'xml'; readonly wrappings: readonly ResponseWrapping[]; readonly xml: Uint8Array | string }
  | { readonly kind: 'refused'; readonly refusal: ResponseRefusal }

function openOne(content: Uint8Array | string, limits: DecodingLimits): Opened {
  const tooLarge = tooLargeFor(content, limits)
  if (tooLarge !== undefined) return tooLarge
  if (typeof content === 'string') return openText(content, limits)
  const read = textOfBytes(content)
  switch (read.kind) {
    case 'utf-16':
      return inner(['utf-16'], read.text)
    case 'utf-8': {
      const opened = openText(read.text, limits)
      // The bytes themselves, so that the XML reader sees the encoding that they claim.
      return opened.kind === 'xml' ? { ...opened, xml: content } : opened
    }
    case 'other-xml':
      return { kind: 'xml', wrappings: [], xml: content }
    case 'binary':
      return refuse(describeNoResponse(content))
  }
}

function tooLargeFor(content: Uint8Array | string, limits: DecodingLimits): Opened | undefined {
  const bytes = content.length
  const first = typeof content === 'string' ? content.slice(0, 40).trimStart().charCodeAt(0) : firstByteOf(content)
  const mostBytes = first === BRACE || first === BRACKET ? limits.mostJsonBytes : limits.mostTextBytes
  return bytes <= mostBytes ? undefined : { kind: 'refused', refusal: { kind: 'xml', refusal: { kind: 'too-large', bytes, mostBytes } } }
}

function firstByteOf(bytes: Uint8Array): number | undefined {
  return bytes.subarray(0, 40).find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf && byte < 0xfe)
}

const BRACE = 0x7b
const BRACKET = 0x5b

function openText(written: string, limits: DecodingLimits): Opened {
  const text = written.replace(/^[\uFEFF\s]+/, '').trimEnd()
  if (text === '') return { kind: 'refused', refusal: { kind: 'xml', refusal: { kind: 'empty' } } }
  if (text.startsWith('<')) return openMarkup(text)
  if (text.startsWith('{') || text.startsWith('[')) return openJson(text)
  const quoted = /^(["'`])([^"'`]*)\1[;,]?$/.exec(text)?.[2]
  if (quoted !== undefined) return inner([], quoted.replaceAll('\\n', '\n').replaceAll('\\r', ''))
  const field = formField(text)
  if (field !== undefined) return inner(field.wrappings, field.value)
  if (/^&(?:lt|#60|#x3c);/i.test(text)) return inner(['html-escaped'], decodedEntities(text))
  if (isBase64Text(text)) return openBase64(text, limits)
  const decoded = percentDecoded(text)
  if (decoded !== undefined) return inner(['url-encoded'], decoded)
  const unescaped = decodedEntities(text)
  if (unescaped !== text) return inner(['html-escaped'], unescaped)
  return refuse(describeNoResponse(text))
}

function openMarkup(text: string): Opened {
  const inPage = responsesInHtml(text)
  const first = inPage[0]
  if (first === undefined) return { kind: 'xml', wrappings: [], xml: text }
  if (new Set(inPage.map(({ value }) => value)).size > 1)
    return { kind: 'refused', refusal: { kind: 'several-responses', at: inPage.map(() => '') } }
  return inner(first.wasEscaped ? ['form', 'html-escaped'] : ['form'], first.value)
}

function openJson(text: string): Opened {
  const found = responsesInJson(text)
  if (found === undefined) return refuse(describeNoResponse(text))
  const { wrapping, responses } = found
  const forThisService = responses.filter(({ url }) => url.includes('files.com/saml/'))
  const meant = responses.length > 1 && forThisService.length === 1 ? forThisService : responses
  const [first, second] = meant
  if (first === undefined)
    return refuse(wrapping === 'har-file' ? 'a record of a browser (HAR) without a SAML response' : 'JSON without a SAML response')
  if (second !== undefined) return { kind: 'refused', refusal: { kind: 'several-responses', at: meant.map(({ at }) => at) } }
  return inner([wrapping], first.value)
}

/** `SAMLResponse=...` of a form body, an address or a curl command; `SAMLResponse: ...` as developer tools show a form. */
function formField(text: string): { readonly wrappings: readonly ResponseWrapping[]; readonly value: string } | undefined {
  const isCurl = /^\$?\s*curl(?:\.exe)?\s/.test(text)
  // The command prompt of Windows escapes with carets, which no encoding of a response has.
  const plain = isCurl ? text.replaceAll('^', '') : text
  const start = /(?:^|[?&#'"\s])(?:SAMLResponse|SAMLRequest|wresult)(?:=|\s*:\s*)/.exec(plain)
  if (start === null) return undefined
  const rest = plain.slice(start.index + start[0].length)
  // Runs of white space first: an expression that tries one at each of its characters would cost the square of its length.
  const value = (/^[^&#'"]*/.exec(rest)?.[0] ?? '')
    .replace(/\s{2,}/g, (space) => (space.includes('\n') ? '\n' : ' '))
    .replace(AFTER_VALUE, '')
  const around: ResponseWrapping = isCurl ? 'curl-command' : /^https?:\/\//i.test(plain) ? 'address' : 'form-field'
  return { wrappings: [around], value }
}

/** The rest of a request line, or the next line of a list of fields. */
const AFTER_VALUE = /\sHTTP\/[\d.]+[^]*$|\n\w{1,40}[ \t]?:[^]*$/

function openBase64(text: string, limits: DecodingLimits): Opened {
  const bytes = fromBase64Text(text)
  if (bytes === undefined) return refuse(describeNoResponse(text))
  const read = textOfBytes(bytes)
  if (read.kind !== 'binary') {
    const isOpenable = read.kind !== 'utf-8' || /^[\s\uFEFF]*(?:<|%3c|&lt;|[A-Za-z0-9+/=_%-]+\s*$)/i.test(read.text.slice(0, 200))
    return isOpenable ? inner(['base64'], bytes) : refuse(describeNoResponse(text))
  }
  const plain = inflated(bytes, limits.mostXmlBytes)
  if (plain === undefined) return refuse(describeNoResponse(text))
  if (plain === 'too-large')
    return {
      kind: 'refused',
      refusal: { kind: 'xml', refusal: { kind: 'too-large', bytes: limits.mostXmlBytes + 1, mostBytes: limits.mostXmlBytes } }
    }
  return inner(['base64', 'deflated'], plain)
}

function inner(wrappings: readonly ResponseWrapping[], content: Uint8Array | string): Opened {
  return { kind: 'inner', wrappings, inner: content }
}

function refuse(found: string): Opened {
  return { kind: 'refused', refusal: { kind: 'no-response', found } }
}

function noResponse(found: string): Result<DecodedResponse, ResponseRefusal> {
  return fail({ kind: 'no-response', found })
}
