/** Where the name ends in a value of `uniqueMember`, which may carry a bit string after it: `cn=a,dc=b#'0101'B` (RFC 4517, section 3.3.21). */
export function withoutBitString(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[end - 1] !== 0x42 || bytes[end - 2] !== QUOTE) return end
  let at = end - 3
  while (at >= start && (bytes[at] === 0x30 || bytes[at] === 0x31)) at -= 1
  return at > start && bytes[at] === QUOTE && bytes[at - 1] === 0x23 ? at - 1 : end
}

const QUOTE = 0x27
