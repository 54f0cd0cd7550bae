import { childrenOf, expectTag, tags, wholeOf, type DerElement } from './der.ts'
import { hexOf, objectIdentifierOf, textOf } from './der-values.ts'

export interface DistinguishedName {
  /** RFC 4514 with a space after each comma, most specific part first. */
  readonly text: string
  readonly commonName?: string
  /** Equal for names that RFC 5280 7.1 calls the same: letter case, runs of spaces and string types do not count. */
  readonly canonical: string
}

interface Attribute {
  readonly type: string
  readonly value: string
}

/** Reads a Name: a list of sets of attributes, from the most general to the most specific. */
export function distinguishedName(name: DerElement): DistinguishedName {
  expectTag(name, tags.sequence, 'a name', name)
  const parts = childrenOf(name).map((part) => childrenOf(expectTag(part, tags.set, 'a part of a name', name)).map(attribute))
  const commonName = parts.flat().findLast((each) => each.type === COMMON_NAME)?.value
  return {
    text: parts.map(partText).reverse().join(', '),
    ...(commonName === undefined ? {} : { commonName }),
    canonical: JSON.stringify(parts.map((part) => part.map((each) => `${each.type}=${canonicalValue(each.value)}`).sort()))
  }
}

const COMMON_NAME = '2.5.4.3'

/** Short names of RFC 4514 and, beyond it, those that openssl prints. */
const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.41': 'name',
  '2.5.4.42': 'GN',
  '2.5.4.43': 'initials',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.65': 'pseudonym',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.3.6.1.4.1.311.60.2.1.1': 'jurisdictionL',
  '1.3.6.1.4.1.311.60.2.1.2': 'jurisdictionST',
  '1.3.6.1.4.1.311.60.2.1.3': 'jurisdictionC'
}

function attribute(element: DerElement): Attribute {
  const [type, value] = childrenOf(element)
  const oid = objectIdentifierOf(expectTag(type, tags.objectIdentifier, 'the kind of a name’s part', element))
  if (value === undefined) return { type: oid, value: '' }
  return { type: oid, value: textOf(value) ?? `#${hexOf(wholeOf(value))}` }
}

function partText(part: readonly Attribute[]): string {
  return part.map((each) => `${shortNames[each.type] ?? each.type}=${escaped(each.value)}`).join('+')
}

/** RFC 4514 2.4. Control and direction characters are written as bytes too: in a name they only serve to deceive. */
function escaped(value: string): string {
  return value
    .replace(/[\\",+;<>]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replace(/[\p{Cc}\p{Bidi_Control}\u200b\u2028\u2029\ufeff]/gu, (character) => {
      return Buffer.from(character).reduce((text, byte) => `${text}\\${byte.toString(16).toUpperCase().padStart(2, '0')}`, '')
    })
}

function canonicalValue(value: string): string {
  return value.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')
}
