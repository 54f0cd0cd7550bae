import type { Random } from '../bench/seeded-random.ts'

/** Names of every script, and with every character that distinguished names have to escape. None is another one's in other letters. */
export const oddNames: readonly string[] = [
  'Anna Berg',
  'Анна Каренина',
  '山田 太郎',
  'محمد علي',
  'דוד לוי',
  'देवनागरी',
  'สมชาย',
  '한글 이름',
  'E\u0301mile Zola',
  'Straße',
  'ΟΔΥΣΣΕΥΣ',
  'Ægir Þór',
  'Nguyễn Thị',
  'Zoë 🙂',
  'Smith, Bob',
  '"Quoted" Q',
  '#1 Hash',
  '#04024869',
  'a+b=c',
  'back\\slash',
  'semi;colon',
  '<angle>',
  "O'Neil (Night) *",
  'two  spaces',
  'no\u00a0break',
  'tab\there',
  'line\nbreak',
  'Ops/Night'
]

/** One step of a name that is known to whoever wrote it: no parser is needed to say which entry a spelling means. */
export type NameStep = readonly { readonly type: string; readonly value: string }[]

export interface SpellingOptions {
  /** Also what only servers understand: quotes, and spaces in odd places. */
  readonly forServers?: boolean
}

/** One of the many ways of writing a distinguished name (RFC 4514, sections 2.4 and 3). */
export function spelled(steps: readonly NameStep[], random: Random, { forServers = false }: SpellingOptions = {}): string {
  const separator = (text: string): string => (forServers && random.below(6) === 0 ? ` ${text} ` : text)
  return steps
    .map((pairs) => {
      const swapped = random.below(2) === 0 ? pairs : [...pairs].reverse()
      return swapped
        .map(({ type, value }) => `${spelledType(type, random)}${separator('=')}${spelledValue(value, random, forServers)}`)
        .join(separator('+'))
    })
    .join(separator(','))
}

const numbers: Readonly<Record<string, string>> = {
  cn: '2.5.4.3',
  ou: '2.5.4.11',
  dc: '0.9.2342.19200300.100.1.25',
  uid: '0.9.2342.19200300.100.1.1'
}

function spelledType(type: string, random: Random): string {
  if (random.below(8) === 0) return numbers[type] ?? type
  return random.oneOf([type, type, type.toUpperCase()])
}

function spelledValue(value: string, random: Random, forServers: boolean): string {
  if (forServers && random.below(6) === 0) return `"${value.replaceAll(/["\\]/g, '\\$&')}"`
  const isShouted = random.below(3) === 0
  return Array.from(value, (character, at) => {
    const written = isShouted ? otherCase(character) : character
    if (random.below(12) === 0) return inHex(written)
    return plain(written, at, value)
  }).join('')
}

/** Only where both letters are each other's, so that no rule about special letters is needed. */
function otherCase(character: string): string {
  const upper = character.toUpperCase()
  return upper.length === character.length && upper.toLowerCase() === character ? upper : character
}

function plain(character: string, at: number, value: string): string {
  const isAtEdge = (character === ' ' && (at === 0 || at === Array.from(value).length - 1)) || (character === '#' && at === 0)
  if (isAtEdge || '",+;<>\\='.includes(character)) return `\\${character}`
  return character < ' ' ? inHex(character) : character
}

function inHex(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
}
