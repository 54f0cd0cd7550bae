import type { XmlRefusal } from '../../core/saml/xml-refusal.ts'

/** Looks at the first bytes only: files that are no text, and texts whose encoding would be refused before anybody sees that they are web pages. */
export function recogniseOtherBytes(bytes: Uint8Array): XmlRefusal | undefined {
  const what = SIGNATURES.find(({ starts }) => starts.every((byte, index) => bytes[index] === byte))?.what
  if (what !== undefined) return { kind: 'not-xml', what }
  if (isDer(bytes)) return { kind: 'not-xml', what: 'a certificate or key in binary form (DER)' }
  // Not a decoding: all that is looked for is ASCII.
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, LOOKED_AT)).toString('latin1')
  return webPage(start.replace(/^\xEF\xBB\xBF/, ''))
}

/** What a text is when it is not XML; undefined when it may be. */
export function recogniseOtherText(text: string): XmlRefusal | undefined {
  const start = text.slice(0, LOOKED_AT).trimStart()
  if (start === '' && text.trim() === '') return { kind: 'empty' }
  const page = webPage(start)
  if (page !== undefined) return page
  if (start.startsWith('<')) return undefined
  return { kind: 'not-xml', what: TEXTS.find(({ pattern }) => pattern.test(start))?.what ?? 'a text without any markup' }
}

const LOOKED_AT = 65_536

const SIGNATURES: readonly { readonly starts: readonly number[]; readonly what: string }[] = [
  { starts: [0x25, 0x50, 0x44, 0x46], what: 'a PDF document' },
  { starts: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive (or an Office document, which is one)' },
  { starts: [0x50, 0x4b, 0x05, 0x06], what: 'an empty zip archive' },
  { starts: [0x1f, 0x8b], what: 'a gzip archive' },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7-Zip archive' },
  { starts: [0x89, 0x50, 0x4e, 0x47], what: 'an image (PNG)' },
  { starts: [0xff, 0xd8, 0xff], what: 'an image (JPEG)' },
  { starts: [0x47, 0x49, 0x46, 0x38], what: 'an image (GIF)' },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], what: 'an older Office document' },
  { starts: [0x4d, 0x5a], what: 'a Windows program' },
  { starts: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' }
]

const TEXTS: readonly { readonly pattern: RegExp; readonly what: string }[] = [
  { pattern: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/, what: 'a private key (PEM)' },
  { pattern: /^-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/, what: 'a certificate (PEM)' },
  { pattern: /^-----BEGIN /, what: 'a PEM file' },
  { pattern: /^[{[]/, what: 'JSON' },
  {
    pattern: /^This XML file does not appear to have any style/,
    what: 'what a browser shows of an XML document: save the page as a file instead'
  },
  {
    pattern: /^(?:SAMLResponse[=:]\s*)?(?:PHNhbWwycDpSZXNw|PHNhbWxwOlJlc3|PFJlc3BvbnNl)/,
    what: 'a SAML response in base64: open it in the response check'
  },
  { pattern: /^https?:\/\/\S+$/i, what: 'an address' },
  { pattern: /^MI[A-Za-z0-9+/\s]{100,}={0,2}$/, what: 'a certificate or key (base64)' },
  // `<` and whatever follows it.
  { pattern: /^(?:P[A-P]|77u)[A-Za-z0-9+/]{40,}/, what: 'XML in base64' },
  { pattern: /^(?:[0-9A-Fa-f]{2}[:\s]?){20,64}$/, what: 'a fingerprint' },
  { pattern: /^%3C|^&lt;/i, what: 'XML in another wrapping: its angle brackets are escaped' }
]

/** A SEQUENCE whose length is that of the file. */
function isDer(bytes: Uint8Array): boolean {
  const [tag, length, high = 0, low = 0] = bytes
  return tag === 0x30 && length === 0x82 && Math.abs(high * 256 + low + 4 - bytes.byteLength) <= 2
}

const PAGE = /^(?:\s|<\?xml[^>]{0,200}\?>|<!--(?:[^-]|-(?!->)){0,2000}-->)*<(?:!doctype\s+html\b|html[\s>])/i

function webPage(start: string): XmlRefusal | undefined {
  return PAGE.test(start) ? { kind: 'html-page', title: titleOf(start) } : undefined
}

function titleOf(start: string): string {
  const title = /<title(?:\s[^>]{0,200})?>([^<]{0,500})/i.exec(start)?.[1] ?? ''
  return title
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_all, name: string) => ENTITIES[name] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
