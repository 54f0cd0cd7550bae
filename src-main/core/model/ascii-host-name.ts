/**
 * The form in which the DNS and certificates carry a name: lower-case, non-ASCII labels as `xn--...`, no final dot.
 * `undefined` when a label cannot be written so. The mapping is NFKC and lower case, which is IDNA for the names people really have.
 */
export function asciiHostName(host: string): string | undefined {
  const labels = host
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[。．｡]/g, '.')
    .replace(/\.$/, '')
    .split('.')
  const written: string[] = []
  for (const label of labels) {
    const ascii = isAscii(label) ? label : punycoded(label)
    if (ascii === undefined) return undefined
    written.push(ascii)
  }
  return written.join('.')
}

function isAscii(text: string): boolean {
  return /^[\u0020-\u007e]*$/.test(text)
}

// RFC 3492, section 5
const base = 36
const smallestThreshold = 1
const largestThreshold = 26
const skew = 38
const damping = 700
const initialBias = 72
const firstNonAscii = 0x80
const longestLabel = 63

/** RFC 3492, section 6.3. */
function punycoded(label: string): string | undefined {
  const points = Array.from(label, (character) => character.codePointAt(0) ?? 0)
  // A DNS label has 63 octets, and a longer one would only cost time.
  if (points.length > longestLabel) return undefined
  const basic = points.filter((point) => point < firstNonAscii)
  let output = basic.length === 0 ? '' : `${String.fromCodePoint(...basic)}-`
  let handled = basic.length
  let current = firstNonAscii
  let delta = 0
  let bias = initialBias
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= current))
    delta += (next - current) * (handled + 1)
    current = next
    for (const point of points) {
      if (point < current) delta += 1
      if (point !== current) continue
      output += variableLengthInteger(delta, bias)
      bias = adaptedBias(delta, handled + 1, handled === basic.length)
      delta = 0
      handled += 1
    }
    delta += 1
    current += 1
  }
  const written = `xn--${output}`
  return written.length > longestLabel ? undefined : written
}

function variableLengthInteger(value: number, bias: number): string {
  let text = ''
  let rest = value
  for (let k = base; ; k += base) {
    const threshold = Math.min(Math.max(k - bias, smallestThreshold), largestThreshold)
    if (rest < threshold) return text + digit(rest)
    text += digit(threshold + ((rest - threshold) % (base - threshold)))
    rest = Math.floor((rest - threshold) / (base - threshold))
  }
}

/** 0 to 25 are letters, 26 to 35 digits. */
function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 0x61 : value - 26 + 0x30)
}

function adaptedBias(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / damping) : delta >> 1
  rest += Math.floor(rest / points)
  let k = 0
  while (rest > ((base - smallestThreshold) * largestThreshold) >> 1) {
    rest = Math.floor(rest / (base - smallestThreshold))
    k += base
  }
  return k + Math.floor(((base - smallestThreshold + 1) * rest) / (rest + skew))
}
