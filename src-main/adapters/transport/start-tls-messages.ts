/** The two LDAP messages of StartTLS (RFC 4511, section 4.14), by hand: they come before any LDAP client exists on the connection. */

/** Message 1: an ExtendedRequest for 1.3.6.1.4.1.1466.20037. */
export function startTlsRequest(): Buffer {
  const name = Buffer.from('1.3.6.1.4.1.1466.20037', 'latin1')
  const request = element(0x77, element(0x80, name))
  return element(0x30, Buffer.concat([Buffer.from([0x02, 0x01, 0x01]), request]))
}

export type StartTlsAnswer =
  /** More bytes are needed. */
  | { readonly kind: 'partial' }
  | { readonly kind: 'answer'; readonly resultCode: number; readonly text: string; readonly length: number }
  /** The server ends the session of its own accord (RFC 4511, section 4.4.1). */
  | { readonly kind: 'disconnection'; readonly resultCode: number; readonly text: string }
  | { readonly kind: 'not-ldap' }

/** Reads the server's answer to message 1 from the bytes received so far. */
export function readStartTlsAnswer(bytes: Buffer): StartTlsAnswer {
  if (bytes.length === 0) return { kind: 'partial' }
  if (bytes[0] !== 0x30) return { kind: 'not-ldap' }
  const message = readElement(bytes, 0)
  if (message === 'partial') return { kind: 'partial' }
  if (message === 'broken') return { kind: 'not-ldap' }
  const [messageId, response] = readElements(message.content)
  if (messageId?.tag !== 0x02 || response?.tag !== 0x78) return { kind: 'not-ldap' }
  const [resultCode, , text] = readElements(response.content)
  if (resultCode?.tag !== 0x0a || text?.tag !== 0x04) return { kind: 'not-ldap' }
  const result = { resultCode: readInteger(resultCode.content), text: text.content.toString('utf8').replaceAll('\0', '').trim() }
  switch (readInteger(messageId.content)) {
    case 0:
      return { kind: 'disconnection', ...result }
    case 1:
      return { kind: 'answer', ...result, length: message.end }
    default:
      return { kind: 'not-ldap' }
  }
}

/** No honest answer comes near this; a longer length is another protocol's bytes. */
const LONGEST_ANSWER = 65_536

interface Element {
  readonly tag: number
  readonly content: Buffer
  readonly end: number
}

function readElements(bytes: Buffer): readonly Element[] {
  const elements: Element[] = []
  for (let offset = 0; offset < bytes.length;) {
    const next = readElement(bytes, offset)
    if (typeof next === 'string') break
    elements.push(next)
    offset = next.end
  }
  return elements
}

function readElement(bytes: Buffer, offset: number): Element | 'partial' | 'broken' {
  const tag = bytes[offset]
  const first = bytes[offset + 1]
  if (tag === undefined || first === undefined) return 'partial'
  // Active Directory writes lengths in four bytes (`30 84 00 00 00 10`), which BER allows.
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  if (first === 0x80 || lengthBytes > 4) return 'broken'
  const start = offset + 2 + lengthBytes
  if (start > bytes.length) return 'partial'
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(offset + 2, lengthBytes)
  if (length > LONGEST_ANSWER) return 'broken'
  const end = start + length
  return end > bytes.length ? 'partial' : { tag, content: bytes.subarray(start, end), end }
}

function readInteger(content: Buffer): number {
  return content.length === 0 || content.length > 4 ? -1 : content.readIntBE(0, content.length)
}

function element(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, content.length]), content])
}
