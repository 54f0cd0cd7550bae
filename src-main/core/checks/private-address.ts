import { ipAddressBytes } from '../model/ip-address.ts'

/** Is this address reachable only inside some network (RFC 1918, 4193, 6598, link-local, loopback)? */
export function isPrivateAddress(address: string): boolean {
  const bytes = ipAddressBytes(address)
  if (bytes === undefined) return false
  return bytes.length === 4 ? isPrivateIpv4(bytes) : isPrivateIpv6(bytes)
}

function isPrivateIpv4([first = 0, second = 0]: readonly number[]): boolean {
  if (first === 10 || first === 127 || first === 0) return true
  if (first === 172) return second >= 16 && second <= 31
  if (first === 192) return second === 168
  if (first === 169) return second === 254
  return first === 100 && second >= 64 && second <= 127
}

function isPrivateIpv6(bytes: readonly number[]): boolean {
  const [first = 0, second = 0] = bytes
  if (bytes.slice(0, 10).every((byte) => byte === 0)) {
    if (bytes[10] === 255 && bytes[11] === 255) return isPrivateIpv4(bytes.slice(12))
    return bytes.slice(10, 15).every((byte) => byte === 0) && (bytes[15] ?? 0) <= 1
  }
  return (first & 0xfe) === 0xfc || (first === 0xfe && (second & 0xc0) === 0x80)
}
