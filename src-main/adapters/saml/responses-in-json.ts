import { percentDecoded } from './encoded-text.ts'
import { isModestJson } from './json-size.ts'
import { responsesInHtml } from './responses-in-html.ts'

export interface ResponseInJson {
  /** As it stands there, still encoded. */
  readonly value: string
  /** When it was sent, as the file says; empty when it does not. */
  readonly at: string
  /** Where it was sent, or the page that held it. */
  readonly url: string
}

/**
 * The SAML responses of a browser’s record (HAR 1.2), of the export of an extension, or of any other JSON, each once. Undefined: no JSON, or far more of it than any record has.
 * The same response usually occurs several times: in the page of the identity provider, as a parameter and as the body of the request.
 */
export function responsesInJson(
  text: string
): { readonly wrapping: 'har-file' | 'json'; readonly responses: readonly ResponseInJson[] } | undefined {
  const document = isModestJson(text) ? parsed(text) : undefined
  if (document === undefined) return undefined
  const found = new Map<string, ResponseInJson>()
  for (const response of responsesBelow(document.value)) {
    const same = comparable(response.value)
    const before = found.get(same)
    // A request says better than a page where a response went.
    if (before === undefined || (!before.url.includes('/saml/') && response.url.includes('/saml/'))) found.set(same, response)
  }
  return { wrapping: isHar(document.value) ? 'har-file' : 'json', responses: [...found.values()] }
}

interface Place {
  readonly value: unknown
  readonly at: string
  readonly url: string
}

/** Without recursion: the nesting of JSON is chosen by whoever wrote it. */
function* responsesBelow(document: unknown): Generator<ResponseInJson> {
  const open: Place[] = [{ value: document, at: '', url: '' }]
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, at, url } = place
    if (typeof value === 'string') {
      for (const response of responsesInText(value)) yield { value: response, at, url }
    } else if (Array.isArray(value)) {
      const items: readonly unknown[] = value
      const [name, second] = items
      if (name === FIELD && typeof second === 'string') yield { value: second, at, url }
      else for (const item of [...items].reverse()) open.push({ value: item, at, url })
    } else if (isRecord(value)) {
      const inside = { at: firstText(value, ['startedDateTime', 'date', 'timestamp', 'time']) ?? at, url: urlOf(value) ?? url }
      const body = decodedBody(value)
      if (body !== undefined) open.push({ value: body, ...inside })
      if (value['name'] === FIELD && typeof value['value'] === 'string') yield { value: value['value'], ...inside }
      for (const [key, item] of Object.entries(value).reverse()) {
        const single: unknown = Array.isArray(item) && item.length === 1 ? item[0] : item
        if (key === FIELD && typeof single === 'string') yield { value: single, ...inside }
        else open.push({ value: item, ...inside })
      }
    }
  }
}

/** HAR 1.2, `content`: some tools write every body in base64. */
function decodedBody({ encoding, text }: Readonly<Record<string, unknown>>): string | undefined {
  return encoding === 'base64' && typeof text === 'string' ? Buffer.from(text, 'base64').toString() : undefined
}

const FIELD = 'SAMLResponse'

function responsesInText(text: string): readonly string[] {
  if (/^\s*<(?:\w+:)?Response\b/.test(text)) return [text]
  if (!text.includes(FIELD)) return []
  const inPage = responsesInHtml(text).map(({ value }) => value)
  if (inPage.length > 0) return inPage
  const inQuery = /(?:^|[?&])SAMLResponse=([^&#]*)/.exec(text)?.[1]
  return inQuery === undefined || inQuery === '' ? [] : [inQuery]
}

function urlOf(value: Readonly<Record<string, unknown>>): string | undefined {
  const request = value['request']
  return firstText(value, ['url']) ?? (isRecord(request) ? firstText(request, ['url']) : undefined)
}

function firstText(value: Readonly<Record<string, unknown>>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = value[key]
    if (typeof text === 'string') return text
  }
  return undefined
}

function comparable(value: string): string {
  let plain = value
  for (let times = 0; times < 3; times++) plain = percentDecoded(plain) ?? plain
  return plain
    .replace(/[\s=]+/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined
    throw error
  }
}

function isHar(value: unknown): boolean {
  return isRecord(value) && isRecord(value['log']) && Array.isArray(value['log']['entries'])
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
