import { type DirectoryEntry, valueOf, valuesOf } from '../../core/model/directory-facts.ts'
import type { ServerType } from '../../core/model/directory-settings.ts'
import { assertNever } from '../../core/result.ts'

/** What an entry of a file is to be asked for, to tell people and groups apart. */
export const kindAttributes = ['objectClass', 'sAMAccountType', 'userAccountControl'] as const

/** Whether the entry would be found by `peopleFilter`. A file has no schema, so that classes are named here with those derived from them. */
export function isPerson(entry: DirectoryEntry, serverType: ServerType): boolean {
  switch (serverType) {
    case 'active-directory': {
      const accountType = valueOf(entry, 'sAMAccountType')
      if (accountType !== undefined) return accountType === NORMAL_USER_ACCOUNT
      // Exports without that attribute: computers and service accounts are users too, and so is the other side of a trust.
      return hasClass(entry, ['user', 'inetorgperson']) && !hasClass(entry, ['computer']) && !isTrust(entry)
    }
    case 'openldap':
      return hasClass(entry, PERSON_CLASSES)
    default:
      return assertNever(serverType)
  }
}

/** Whether an entry can only come from there: by what Active Directory alone has. */
export function isOfActiveDirectory(entry: DirectoryEntry): boolean {
  return (
    hasClass(entry, ['user', 'computer', 'contact', 'foreignsecurityprincipal', 'group']) ||
    valueOf(entry, 'sAMAccountType') !== undefined ||
    valueOf(entry, 'userAccountControl') !== undefined
  )
}

/** Whether the entry would be found by `groupsFilter`. */
export function isGroup(entry: DirectoryEntry, serverType: ServerType): boolean {
  switch (serverType) {
    case 'active-directory':
      return hasClass(entry, ['group'])
    case 'openldap':
      return hasClass(entry, GROUP_CLASSES)
    default:
      return assertNever(serverType)
  }
}

/** A file that was written from answers in parts, and does not hold all of them: members are missing. */
export function hasMissingPart({ attributes }: DirectoryEntry): boolean {
  const parts = new Map<string, { readonly first: number; readonly last: number }[]>()
  for (const name of attributes.keys()) {
    const [, attribute = '', first, last] = RANGE.exec(name) ?? []
    if (first === undefined) continue
    const part = { first: Number(first), last: last === '*' ? Number.POSITIVE_INFINITY : Number(last) }
    parts.set(attribute, [...(parts.get(attribute) ?? []), part])
  }
  return [...parts.values()].some((some) => !isUnbroken(some))
}

/** From the first value to the end mark `*`. */
function isUnbroken(parts: readonly { readonly first: number; readonly last: number }[]): boolean {
  let next = 0
  for (const { first, last } of parts.toSorted((one, other) => one.first - other.first)) {
    if (first > next) return false
    next = Math.max(next, last + 1)
  }
  return next === Number.POSITIVE_INFINITY
}

const RANGE = /^([^;]+);range=(\d+)-(\d+|\*)$/i

/** MS-ADTS, 2.2.18: SAM_USER_OBJECT. */
const NORMAL_USER_ACCOUNT = '805306368'
/** MS-ADTS, 2.2.16: accounts of trusts. */
const INTERDOMAIN_TRUST = 0x800

function isTrust(entry: DirectoryEntry): boolean {
  return (Number(valueOf(entry, 'userAccountControl') ?? 0) & INTERDOMAIN_TRUST) !== 0
}

const PERSON_CLASSES = [
  'person',
  'organizationalperson',
  'residentialperson',
  'inetorgperson',
  'pilotperson',
  'newpilotperson',
  'posixaccount'
]
const GROUP_CLASSES = ['groupofnames', 'groupofuniquenames', 'posixgroup']

function hasClass(entry: DirectoryEntry, classes: readonly string[]): boolean {
  return valuesOf(entry, 'objectClass').some((name) => classes.includes(name.toLowerCase()))
}
