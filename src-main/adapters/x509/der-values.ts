import { contentOf, DerFault, tags, type DerElement } from './der.ts'

const LONGEST_OBJECT_IDENTIFIER_BYTES = 64

/** Dotted decimal. */
export function objectIdentifierOf(element: DerElement): string {
  const content = contentOf(element)
  if (element.tag !== tags.objectIdentifier || content.length === 0)
    throw new DerFault('damaged', 'an object identifier was expected', element.start)
  if (content.length > LONGEST_OBJECT_IDENTIFIER_BYTES) throw new DerFault('damaged', 'an object identifier is too long', element.start)
  const arcs: bigint[] = []
  let arc = 0n
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f)
    if ((byte & 0x80) !== 0) continue
    arcs.push(arc)
    arc = 0n
  }
  const [first = 0n, ...rest] = arcs
  const root = first < 40n ? 0n : first < 80n ? 1n : 2n
  return [root, first - root * 40n, ...rest].join('.')
}

/** The bytes of a non-negative INTEGER without the leading zero that only marks the sign. */
export function magnitudeOf(element: DerElement): Uint8Array {
  const content = contentOf(element)
  const firstDigit = content.findIndex((byte) => byte !== 0)
  return firstDigit === -1 ? content.subarray(0, 0) : content.subarray(firstDigit)
}

export function bitLengthOf(magnitude: Uint8Array): number {
  const [first] = magnitude
  return first === undefined ? 0 : (magnitude.length - 1) * 8 + (32 - Math.clz32(first))
}

export function smallIntegerOf(element: DerElement): number {
  const magnitude = magnitudeOf(element)
  if (element.tag !== tags.integer || magnitude.length > 4) throw new DerFault('damaged', 'a small number was expected', element.start)
  return magnitude.reduce((value, byte) => value * 256 + byte, 0)
}

export function booleanOf(element: DerElement): boolean {
  return element.tag === tags.boolean && contentOf(element)[0] !== 0
}

/** The positions of the bits that are set, counted from the first. */
export function bitsSetIn(element: DerElement): readonly number[] {
  if (element.tag !== tags.bitString) throw new DerFault('damaged', 'a list of bits was expected', element.start)
  const positions: number[] = []
  for (const [index, byte] of contentOf(element).subarray(1).entries()) {
    for (let bit = 0; bit < 8; bit += 1) if ((byte & (0x80 >> bit)) !== 0) positions.push(index * 8 + bit)
  }
  return positions
}

/** ISO 8601 from UTCTime or GeneralizedTime; RFC 5280 4.1.2.5 says which century two digits mean. */
export function timeOf(element: DerElement): string {
  const text = Buffer.from(contentOf(element)).toString('latin1')
  const isShort = element.tag === tags.utcTime
  if (!isShort && element.tag !== tags.generalizedTime) throw new DerFault('damaged', 'a date was expected', element.start)
  const digits = isShort ? (/^[5-9]/.test(text) ? '19' : '20') + text : text
  const iso = digits.replace(
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?Z$/,
    (_, year: string, month: string, day: string, hour: string, minute: string, second = '00') => {
      return `${year}-${month}-${day}T${hour}:${minute}:${String(second)}.000Z`
    }
  )
  const time = new Date(iso)
  // Date accepts the 30th of February; written out again it is the 2nd of March.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== iso) throw new DerFault('damaged', 'a date cannot be read', element.start)
  return iso
}

/** Text of the string types that X.509 names use; `undefined` for anything else. */
export function textOf(element: DerElement): string | undefined {
  const content = Buffer.from(contentOf(element))
  switch (element.tag) {
    case 0x0c:
      return content.toString('utf8')
    case 0x12: // NumericString
    case 0x13: // PrintableString
    case 0x14: // TeletexString: what is found in it is Latin-1, whatever T.61 says
    case 0x16: // IA5String
    case 0x1a: // VisibleString
      return content.toString('latin1')
    case 0x1c:
      return utf32Text(content)
    case 0x1e:
      return content.length % 2 === 0 ? content.swap16().toString('utf16le') : undefined
    default:
      return undefined
  }
}

function utf32Text(content: Buffer): string | undefined {
  if (content.length % 4 !== 0) return undefined
  const points = Array.from({ length: content.length / 4 }, (_, index) => content.readUInt32BE(index * 4))
  return points.every((point) => point <= 0x10ffff) ? points.map((point) => String.fromCodePoint(point)).join('') : undefined
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
