/**
 * Whether a TLS client sent a Certificate message, which it does exactly when the server asked for one (RFC 5246, 7.4.6; RFC 8446, 4.4.2);
 * ours has none to show, so the message is empty. `undefined` while the handshake's last flight is not complete.
 * `cipher` is the agreed suite's IANA name.
 */
export function sentClientCertificate(sent: Buffer, version: string, cipher: string): boolean | undefined {
  return version === 'TLSv1.3' ? sentEncrypted(sent, cipher) : sentInClear(sent)
}

/** Up to TLS 1.2 the message goes in clear, before the change of ciphers. Works for a handshake that failed half-way too. */
export function sentInClear(sent: Buffer): boolean {
  const handshake: Buffer[] = []
  for (const record of recordsIn(sent)) {
    if (record.type === CHANGE_CIPHER_SPEC) break
    if (record.type === HANDSHAKE) handshake.push(record.content)
  }
  return messageTypesIn(Buffer.concat(handshake)).includes(CERTIFICATE)
}

/**
 * In TLS 1.3 it is encrypted, and its size tells: Finished has a fixed length, and whatever is more is the Certificate.
 * OpenSSL puts each message into a record of its own, BoringSSL both into one.
 */
function sentEncrypted(sent: Buffer, cipher: string): boolean | undefined {
  const overheadBytes = (cipher.endsWith('CCM_8_SHA256') ? 8 : 16) + CONTENT_TYPE_BYTES
  const finishedBytes = MESSAGE_HEADER_BYTES + (cipher.endsWith('SHA384') ? 48 : 32)
  let plainBytes = 0
  for (const record of recordsIn(sent)) if (record.type === APPLICATION_DATA) plainBytes += record.content.length - overheadBytes
  return plainBytes < finishedBytes ? undefined : plainBytes > finishedBytes
}

const CHANGE_CIPHER_SPEC = 20
const HANDSHAKE = 22
const APPLICATION_DATA = 23
const CERTIFICATE = 11
const RECORD_HEADER_BYTES = 5
const MESSAGE_HEADER_BYTES = 4
const CONTENT_TYPE_BYTES = 1

interface TlsRecord {
  readonly type: number
  readonly content: Buffer
}

function* recordsIn(bytes: Buffer): Generator<TlsRecord> {
  for (let offset = 0; offset + RECORD_HEADER_BYTES <= bytes.length;) {
    const start = offset + RECORD_HEADER_BYTES
    const end = start + bytes.readUInt16BE(offset + 3)
    if (end > bytes.length) return
    yield { type: bytes.readUInt8(offset), content: bytes.subarray(start, end) }
    offset = end
  }
}

function messageTypesIn(handshake: Buffer): readonly number[] {
  const types: number[] = []
  for (let offset = 0; offset + MESSAGE_HEADER_BYTES <= handshake.length;) {
    types.push(handshake.readUInt8(offset))
    offset += MESSAGE_HEADER_BYTES + handshake.readUIntBE(offset + 1, 3)
  }
  return types
}
