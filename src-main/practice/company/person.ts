/** Someone with an account. What a directory makes of it is the flavour's affair. */
export interface Person {
  /** Lower-case ASCII, unique, at most 20 characters: what people type to sign in. */
  readonly login: string
  /** What the user name field of the directory holds: the login, unless somebody made a mistake. */
  readonly username: string
  readonly givenName: string
  readonly familyName: string
  /** The name of the entry; unique at its site. May hold anything a name can hold. */
  readonly commonName: string
  readonly displayName: string
  readonly mail: string | undefined
  readonly site: string
  readonly department: string
  readonly title: string
  readonly phone: string
  readonly employeeNumber: string
  readonly managerLogin: string | undefined
  readonly state: PersonState
  /** A group that people belong to without being listed in it. */
  readonly isContractor: boolean
  /** Has an account on the Unix machines too. */
  readonly unixNumber: number | undefined
  readonly hasPhoto: boolean
}

export type PersonState = 'active' | 'disabled' | 'expired' | 'locked' | 'must-change-password' | 'password-expired'

/** What remains of a name when only ASCII letters may stay: `Jörg Weiß` becomes `jorg.weiss`. */
export function asciiName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßłøæœıþðđ]/g, (letter) => letters.get(letter) ?? '')
    .normalize('NFD')
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .replace(/ +/g, '-')
}

const letters = new Map([
  ['ß', 'ss'],
  ['ł', 'l'],
  ['ø', 'o'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ı', 'i'],
  ['þ', 'th'],
  ['ð', 'd'],
  ['đ', 'd']
])
