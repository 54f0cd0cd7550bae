import fc from 'fast-check'

/** A distinguished name and other ways to write it, made from its parts: nothing of the application has a hand in it. */
export interface SpelledName {
  readonly parts: readonly (readonly [type: string, value: string])[]
}

const types = ['cn', 'ou', 'dc', 'uid', '2.5.4.3']
const values = [
  'Anna',
  'anna k',
  'Doe, John',
  'a+b',
  'x=y',
  '#1',
  ' edge ',
  'Müller',
  'MÜLLER',
  'İpek',
  '東京',
  'q"q',
  'back\\slash',
  'a;b<c>',
  'semi'
]

export function anyName(): fc.Arbitrary<SpelledName> {
  const part = fc.tuple(fc.constantFrom(...types), fc.constantFrom(...values))
  return fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => ({ parts }))
}

/** Picks one of the many ways by the numbers of `choices`. */
export function spell({ parts }: SpelledName, choices: readonly number[]): string {
  let next = 0
  const choose = (count: number): number => (choices[next++ % Math.max(choices.length, 1)] ?? 0) % count
  return parts
    .map(([type, value]) => {
      const prefix = choose(5) === 4 ? 'oid.' : ''
      const writtenType = prefix + (choose(2) === 0 ? type : type.toUpperCase())
      const space = [' ', '', '', ''][choose(4)] ?? ''
      return `${space}${writtenType}${space}=${space}${spellValue(value, choose)}${space}`
    })
    .join(',')
}

function spellValue(value: string, choose: (count: number) => number): string {
  const characters = Array.from(value)
  return characters
    .map((character, index) => {
      const way = choose(6)
      const isAscii = character.charCodeAt(0) < 0x80
      const cased = way === 1 && isAscii ? character.toUpperCase() : character
      const mustBeEscaped =
        ',+"\\<>;='.includes(character) ||
        (character === '#' && index === 0) ||
        (character === ' ' && (index === 0 || index === characters.length - 1))
      if (way === 5) return [...new TextEncoder().encode(character)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')
      return mustBeEscaped ? `\\${character}` : cased
    })
    .join('')
}
