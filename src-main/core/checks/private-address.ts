/** Is this address reachable only inside some network (RFC 1918, 4193, 6598, link-local, loopback)? */
export function isPrivateAddress(address: string): boolean {
  if (address.includes(':')) {
    const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
    if (mapped !== undefined) return isPrivateAddress(mapped)
    return /^(?:::1$|::$|f[cd]|fe[89ab])/i.test(address)
  }
  const [first = 0, second = 0] = address.split('.').map(Number)
  if (first === 10 || first === 127 || first === 0) return true
  if (first === 172) return second >= 16 && second <= 31
  if (first === 192) return second === 168
  if (first === 169) return second === 254
  return first === 100 && second >= 64 && second <= 127
}
