import { foldForSearch } from './fold-for-search.ts'
import { FoldedBytes } from './folded-bytes.ts'
import type { PlaceRowText } from './row-texts.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

/**
 * Rows whose user name or name is most like a text, the likest first. By pairs of neighbouring letters in common: quick enough for everybody, and a
 * slip of the pen still comes out on top.
 */
export function nearRows(
  { rowCount, placeText }: { readonly rowCount: number; readonly placeText: PlaceRowText },
  wanted: string,
  most: number
): readonly number[] {
  const likenessTo = createLikeness(foldForSearch(wanted))
  const span = new TextSpan()
  const folded = new FoldedBytes(1024)
  const likeness = (row: number, column: 'username' | 'name'): number => {
    placeText(row, column, span)
    folded.length = 0
    folded.addByte(SPACE)
    folded.add(span)
    folded.addByte(SPACE)
    return likenessTo(folded)
  }
  const best: { readonly row: number; readonly likeness: number }[] = []
  for (let row = 0; row < rowCount; row += 1) {
    const found = Math.max(likeness(row, 'username'), likeness(row, 'name'))
    if (found < LEAST_LIKENESS || (best.length === most && found <= (best.at(-1)?.likeness ?? 0))) continue
    const place = best.findIndex((other) => other.likeness < found)
    best.splice(place === -1 ? best.length : place, 0, { row, likeness: found })
    best.length = Math.min(best.length, most)
  }
  return best.map(({ row }) => row)
}

const LEAST_LIKENESS = 0.3
const SPACE = 0x20
const AT_SIGN = 0x40

/** Much like Dice's coefficient. The part before `@` counts alone unless a domain was typed, so that a domain makes nobody alike. */
function createLikeness(text: string): (folded: FoldedBytes) => number {
  const typed = encodeUtf8(` ${text} `)
  const isPair = new Uint8Array(0x10000)
  let pairs = 0
  for (let at = 0; at + 1 < typed.length; at += 1) {
    const pair = ((typed[at] ?? 0) << 8) | (typed[at + 1] ?? 0)
    if (isPair[pair] === 0) pairs += 1
    isPair[pair] = 1
  }
  const hasDomain = text.includes('@')
  return ({ bytes, length }) => {
    let end = length
    if (!hasDomain) for (let at = 0; at < length && end === length; at += 1) if (bytes[at] === AT_SIGN) end = at + 1
    let common = 0
    for (let at = 0; at + 1 < end; at += 1) common += isPair[((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)] ?? 0
    return (2 * common) / (pairs + end - 1)
  }
}
