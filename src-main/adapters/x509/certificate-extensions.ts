import type { AlternativeName, Purpose } from '../../core/model/certificate.ts'
import { alternativeName, alternativeNames } from './alternative-names.ts'
import { childrenOf, contentOf, DerFault, expectTag, tags, wrappedElement, type DerElement } from './der.ts'
import { bitsSetIn, booleanOf, hexOf, objectIdentifierOf, smallIntegerOf } from './der-values.ts'
import { purposeOf } from './purposes.ts'

/** What the extensions of RFC 5280 4.2 say, as far as people need it. */
export interface CertificateExtensions {
  names: readonly AlternativeName[]
  purposes: readonly Purpose[]
  keyUsages: readonly string[]
  isAuthority: boolean
  pathLength?: number
  subjectKeyId?: string
  authorityKeyId?: string
  caIssuersUrls: readonly string[]
  unreadableExtensions: readonly string[]
}

/** Reads an Extensions list. A broken extension costs only its own facts: real certificates have such, and people need to see the rest. */
export function certificateExtensions(list: DerElement | undefined): CertificateExtensions {
  const facts: CertificateExtensions = {
    names: [],
    purposes: [],
    keyUsages: [],
    isAuthority: false,
    caIssuersUrls: [],
    unreadableExtensions: []
  }
  const unreadable: string[] = []
  for (const extension of list === undefined ? [] : childrenOf(list)) {
    const parts = childrenOf(extension)
    const oid = objectIdentifierOf(expectTag(parts[0], tags.objectIdentifier, 'the kind of an extension', extension))
    const read = readers[oid]
    if (read === undefined) continue
    try {
      read(wrappedElement(expectTag(parts.at(-1), tags.octetString, 'the value of an extension', extension)), facts)
    } catch (error) {
      if (!(error instanceof DerFault) || error.kind === 'too-complex') throw error
      unreadable.push(oid)
    }
  }
  return { ...facts, unreadableExtensions: unreadable }
}

type ExtensionReader = (value: DerElement, facts: CertificateExtensions) => void

const readers: Readonly<Record<string, ExtensionReader>> = {
  '2.5.29.14': (value, facts) => {
    facts.subjectKeyId = hexOf(contentOf(expectTag(value, tags.octetString, 'a key identifier', value)))
  },
  '2.5.29.15': (value, facts) => {
    facts.keyUsages = bitsSetIn(value).flatMap((position) => keyUsageNames[position] ?? [])
  },
  '2.5.29.17': (value, facts) => {
    facts.names = alternativeNames(value)
  },
  '2.5.29.19': (value, facts) => {
    const fields = childrenOf(value)
    const pathLength = fields.find((field) => field.tag === tags.integer)
    facts.isAuthority = fields.some(booleanOf)
    if (pathLength !== undefined) facts.pathLength = smallIntegerOf(pathLength)
  },
  '2.5.29.35': (value, facts) => {
    const keyIdentifier = childrenOf(value).find((field) => field.tag === 0x80)
    if (keyIdentifier !== undefined) facts.authorityKeyId = hexOf(contentOf(keyIdentifier))
  },
  '2.5.29.37': (value, facts) => {
    facts.purposes = childrenOf(value).map((purpose) => purposeOf(objectIdentifierOf(purpose)))
  },
  '1.3.6.1.5.5.7.1.1': (value, facts) => {
    facts.caIssuersUrls = childrenOf(value).flatMap(caIssuersUrl)
  }
}

/** RFC 5280 4.2.1.3, in the order of the bits. */
const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly'
]

const CA_ISSUERS = '1.3.6.1.5.5.7.48.2'

function caIssuersUrl(description: DerElement): readonly string[] {
  const [method, location] = childrenOf(description)
  if (method === undefined || location === undefined || objectIdentifierOf(method) !== CA_ISSUERS) return []
  const name = alternativeName(location)
  return name.kind === 'uri' ? [name.value] : []
}
