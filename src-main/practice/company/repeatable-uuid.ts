import { createHash } from 'node:crypto'

/** Sixteen bytes that look like a random UUID (version 4) and are the same for the same seed. */
export function repeatableUuid(seed: string): Buffer {
  const bytes = createHash('sha256').update(`practice/${seed}`).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes
}
