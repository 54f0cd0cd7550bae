/** The file as text, one character per byte or per UTF-16 unit; `undefined` for a binary file. Windows writes UTF-16 when told "Unicode". */
export function fileText(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return buffer.subarray(2).toString('utf16le')
  if (first === 0xfe && second === 0xff) return bigEndianText(buffer.subarray(2))
  const start = buffer.subarray(0, BYTES_LOOKED_AT)
  if (isLikelyUtf16(start, 1)) return buffer.toString('utf16le')
  if (isLikelyUtf16(start, 0)) return bigEndianText(buffer)
  return start.some(isBinary) ? undefined : buffer.toString('latin1')
}

const BYTES_LOOKED_AT = 512

function bigEndianText(buffer: Buffer): string {
  return Buffer.from(buffer.subarray(0, buffer.length & ~1))
    .swap16()
    .toString('utf16le')
}

/** Every second byte is zero and no other one is: text in a Western alphabet without a byte order mark. */
function isLikelyUtf16(start: Buffer, zerosAt: 0 | 1): boolean {
  return start.length >= 4 && start.every((byte, index) => (byte === 0) === (index % 2 === zerosAt))
}

function isBinary(byte: number): boolean {
  return byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)
}
