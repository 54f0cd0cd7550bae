import { XmlFault } from './xml-fault.ts'

/** The text of the bytes, without a byte order mark. Throws `XmlFault` for encodings that readers disagree about, and for bytes that are none. */
export function decodeXml(bytes: Uint8Array): string {
  const mark = MARKS.find(({ starts }) => starts.every((byte, index) => bytes[index] === byte))
  if (mark?.refused !== undefined) throw refused(mark.name, mark.refused)
  const text = mark === undefined ? decodeAsDeclared(bytes) : decodeBy(mark.name, bytes.subarray(mark.starts.length))
  const declared = declaredEncoding(text)
  if (mark?.fits !== undefined && declared !== undefined && !mark.fits.test(declared))
    throw refused(declared, `the first bytes say ${mark.name}`)
  return text
}

interface Mark {
  readonly starts: readonly number[]
  readonly name: string
  /** Declarations that say the same. */
  readonly fits?: RegExp
  readonly refused?: string
}

/** Longer ones first: UTF-32 begins like UTF-16. */
const MARKS: readonly Mark[] = [
  { starts: [0xff, 0xfe, 0x00, 0x00], name: 'UTF-32', refused: 'it is not supported' },
  { starts: [0x00, 0x00, 0xfe, 0xff], name: 'UTF-32', refused: 'it is not supported' },
  { starts: [0x3c, 0x00, 0x00, 0x00], name: 'UTF-32', refused: 'it is not supported' },
  { starts: [0x00, 0x00, 0x00, 0x3c], name: 'UTF-32', refused: 'it is not supported' },
  { starts: [0xef, 0xbb, 0xbf], name: 'utf-8', fits: /^utf-?8$/i },
  { starts: [0xff, 0xfe], name: 'utf-16le', fits: /^utf-16(?:le)?$/i },
  { starts: [0xfe, 0xff], name: 'utf-16be', fits: /^utf-16(?:be)?$/i },
  { starts: [0x3c, 0x00], name: 'UTF-16', refused: 'its byte order mark is missing' },
  { starts: [0x00, 0x3c], name: 'UTF-16', refused: 'its byte order mark is missing' },
  { starts: [0x4c, 0x6f, 0xa7, 0x94], name: 'EBCDIC', refused: 'it is not supported' },
  { starts: [0x2b, 0x2f, 0x76], name: 'UTF-7', refused: 'it is not supported' }
]

function decodeAsDeclared(bytes: Uint8Array): string {
  // The declaration is ASCII in every encoding that is left.
  const declared = declaredEncoding(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 400)).toString('latin1'))
  const name = declared?.toLowerCase() ?? 'utf-8'
  if (/^utf-?8$/.test(name)) return decodeBy('utf-8', bytes)
  // The TextDecoder takes ISO-8859-1 for windows-1252, which has other characters in 32 places.
  if (/^(?:iso-8859-1|iso_8859-1|latin1)$/.test(name))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (/^(?:windows-1252|cp1252)$/.test(name)) return decodeBy('windows-1252', bytes)
  if (/^(?:us-ascii|ascii)$/.test(name)) return decodeAscii(bytes)
  throw refused(
    declared ?? '',
    /^utf-?16/.test(name) ? 'the bytes are not UTF-16: their byte order mark is missing' : 'it is not supported'
  )
}

function decodeAscii(bytes: Uint8Array): string {
  const odd = bytes.findIndex((byte) => byte > 0x7f)
  if (odd >= 0) throw refused('US-ASCII', `the byte at position ${odd + 1} is not ASCII`)
  return decodeBy('utf-8', bytes)
}

function decodeBy(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(name, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw refused(name.toUpperCase(), 'there are bytes that are no characters of it')
    throw error
  }
}

/** What the XML declaration says; the scan judges later whether it is one. */
function declaredEncoding(text: string): string | undefined {
  if (!/^<\?xml\s/.test(text)) return undefined
  const end = text.indexOf('?>')
  const declaration = text.slice(0, Math.min(end < 0 ? 400 : end, 400))
  return /\sencoding\s{0,20}=\s{0,20}["']([^"']{0,40})["']/.exec(declaration)?.[1]
}

function refused(said: string, because: string): XmlFault {
  return new XmlFault({ kind: 'encoding', said, because })
}
