/**
 * A reader of DER for files nobody vouches for. It looks only at what it is asked for, counts every element it meets against
 * a budget, and never recurses into what it does not know: nesting and subdivision cannot make it hang.
 * BER's indefinite length is understood too, because some programs write PKCS#7 and PKCS#12 so.
 */
export interface DerElement {
  readonly source: DerSource
  /** The identifier octet: class, constructed bit and tag number together. */
  readonly tag: number
  readonly start: number
  readonly contentStart: number
  readonly contentEnd: number
  /** First byte after the element. */
  readonly end: number
}

export interface DerSource {
  readonly bytes: Uint8Array
  readonly budget: DerBudget
}

/** Shared by all elements of one file. */
export interface DerBudget {
  elementsLeft: number
}

export type DerFaultKind = 'truncated' | 'damaged' | 'too-complex'

/** Thrown inside the readers of this folder and caught at their doors; callers outside never see it. */
export class DerFault extends Error {
  override readonly name = 'DerFault'
  readonly kind: DerFaultKind
  readonly atByte: number
  /** For `truncated`: how many bytes there should have been, when the file still tells. */
  readonly expectedBytes: number | undefined

  constructor(kind: DerFaultKind, because: string, atByte: number, expectedBytes?: number) {
    super(because)
    this.kind = kind
    this.atByte = atByte
    this.expectedBytes = expectedBytes
  }
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31
} as const

const CONSTRUCTED = 0x20
const LONG_TAG = 0x1f
const INDEFINITE = 0x80
const DEEPEST_INDEFINITE_NESTING = 32

/** Some 150 elements make the certificate of a server; a thousand of them must fit. */
export function newDerBudget(elementsLeft = 300_000): DerBudget {
  return { elementsLeft }
}

/** Reads the element that begins at `start`. `limit`: where the element around it ends; absent for an outermost one, which may be cut off. */
export function readElement(source: DerSource, start = 0, limit?: number, depth = 0): DerElement {
  if (source.budget.elementsLeft <= 0) throw new DerFault('too-complex', 'it has too many parts', start)
  source.budget.elementsLeft -= 1
  const tag = byteAt(source, start, limit)
  if ((tag & LONG_TAG) === LONG_TAG) throw new DerFault('damaged', 'a kind of value that certificates do not use', start)
  const first = byteAt(source, start + 1, limit)
  if (first === INDEFINITE) return indefiniteElement(source, tag, start, limit, depth)
  const { length, contentStart } = lengthAt(source, start + 1, first, limit)
  const contentEnd = contentStart + length
  if (contentEnd > (limit ?? source.bytes.length)) throw tooLong(source, start, contentEnd, limit)
  return { source, tag, start, contentStart, contentEnd, end: contentEnd }
}

export function childrenOf(parent: DerElement): readonly DerElement[] {
  if ((parent.tag & CONSTRUCTED) === 0) throw new DerFault('damaged', 'a list was expected', parent.start)
  const children: DerElement[] = []
  for (let at = parent.contentStart; at < parent.contentEnd;) {
    const child = readElement(parent.source, at, parent.contentEnd)
    children.push(child)
    at = child.end
  }
  return children
}

/** The element wrapped in an OCTET STRING, or in a BIT STRING behind its count of unused bits. */
export function wrappedElement(wrapper: DerElement): DerElement {
  const skipped = wrapper.tag === tags.bitString ? 1 : 0
  return readElement(wrapper.source, wrapper.contentStart + skipped, wrapper.contentEnd)
}

export function expectTag(element: DerElement | undefined, tag: number, what: string, parent: DerElement): DerElement {
  if (element === undefined) throw new DerFault('damaged', `${what} is missing`, parent.contentEnd)
  if (element.tag !== tag) throw new DerFault('damaged', `${what} was expected`, element.start)
  return element
}

export function contentOf(element: DerElement): Uint8Array {
  return element.source.bytes.subarray(element.contentStart, element.contentEnd)
}

/** The element with its header, as it stands in the file. */
export function wholeOf(element: DerElement): Uint8Array {
  return element.source.bytes.subarray(element.start, element.end)
}

function byteAt(source: DerSource, position: number, limit: number | undefined): number {
  const byte = limit === undefined || position < limit ? source.bytes[position] : undefined
  if (byte === undefined) throw tooLong(source, position, undefined, limit)
  return byte
}

function lengthAt(source: DerSource, position: number, first: number, limit: number | undefined): { length: number; contentStart: number } {
  if (first < INDEFINITE) return { length: first, contentStart: position + 1 }
  const octets = first & 0x7f
  if (octets > 4) throw new DerFault('damaged', 'an impossible length', position)
  let length = 0
  for (let index = 1; index <= octets; index += 1) length = length * 256 + byteAt(source, position + index, limit)
  return { length, contentStart: position + 1 + octets }
}

function tooLong(source: DerSource, start: number, wantedEnd: number | undefined, limit: number | undefined): DerFault {
  if (limit !== undefined) return new DerFault('damaged', 'a part is longer than the whole it belongs to', start)
  return new DerFault('truncated', 'it breaks off', source.bytes.length, wantedEnd)
}

/** Ends with two zero bytes instead of having a length (X.690, 8.1.3.6). */
function indefiniteElement(source: DerSource, tag: number, start: number, limit: number | undefined, depth: number): DerElement {
  if ((tag & CONSTRUCTED) === 0) throw new DerFault('damaged', 'a value without a length', start)
  if (depth >= DEEPEST_INDEFINITE_NESTING) throw new DerFault('too-complex', 'it is nested too deeply', start)
  const contentStart = start + 2
  for (let at = contentStart; ;) {
    if (byteAt(source, at, limit) === 0 && byteAt(source, at + 1, limit) === 0)
      return { source, tag, start, contentStart, contentEnd: at, end: at + 2 }
    at = readElement(source, at, limit, depth + 1).end
  }
}
