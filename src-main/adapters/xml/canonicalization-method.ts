import type { Canonicalization } from './canonicalize.ts'
import { childElements, isBlank, isNamed, ownText } from './element-tools.ts'
import type { Method } from './signature-parts.ts'
import { EXCLUSIVE_NAMESPACE } from './xml-names.ts'

export const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'

/** What a reference without a canonicalization of its own uses (XML Signature 4.4.3.2). */
export const INCLUSIVE: Canonicalization = { isExclusive: false, withComments: false, inclusivePrefixes: new Set() }

/** The canonicalization that the element names; undefined for every other algorithm, and for parameters that it does not have. */
export function canonicalizationOf({ element, uri }: Method): Canonicalization | undefined {
  const known = METHODS.get(uri)
  if (element === undefined || known === undefined || !isBlank(ownText(element))) return undefined
  const children = childElements(element)
  const [list] = children
  if (list === undefined) return known
  if (!known.isExclusive || children.length > 1 || !isNamed(list, EXCLUSIVE_NAMESPACE, 'InclusiveNamespaces')) return undefined
  const prefixes = (list.getAttribute('PrefixList') ?? '').split(/[ \t\r\n]+/).filter((prefix) => prefix !== '')
  return { ...known, inclusivePrefixes: new Set(prefixes.map((prefix) => (prefix === '#default' ? '' : prefix))) }
}

const METHODS: ReadonlyMap<string, Canonicalization> = new Map([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', INCLUSIVE],
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', { ...INCLUSIVE, withComments: true }],
  [EXCLUSIVE_NAMESPACE, { ...INCLUSIVE, isExclusive: true }],
  [`${EXCLUSIVE_NAMESPACE}WithComments`, { ...INCLUSIVE, isExclusive: true, withComments: true }]
])
