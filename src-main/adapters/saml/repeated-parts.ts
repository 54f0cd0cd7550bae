import type { Element } from '@xmldom/xmldom'
import { childElements } from './elements.ts'
import { ASSERTION, PROTOCOL } from './response-namespaces.ts'

export interface RepeatedPart {
  readonly parent: Element
  /** `NameID`, or all of those of which only one may stand there. */
  readonly names: readonly string[]
  readonly times: number
}

/**
 * Parts that SAML allows once below their parent and that stand there more often, signed or not: one reader takes the first, another the last,
 * and the signature holds for both. What this application reads is the first.
 */
export function repeatedParts(elements: readonly Element[]): readonly RepeatedPart[] {
  return elements.flatMap((parent) => {
    const rules = parent.namespaceURI === ASSERTION || parent.namespaceURI === PROTOCOL ? ONCE.get(parent.localName ?? '') : undefined
    if (rules === undefined) return []
    const children = childElements(parent).filter(({ namespaceURI }) => namespaceURI === ASSERTION || namespaceURI === PROTOCOL)
    return rules
      .map((names) => ({ parent, names, times: children.filter(({ localName }) => names.includes(localName ?? '')).length }))
      .filter(({ times }) => times > 1)
  })
}

const NAME = ['BaseID', 'NameID', 'EncryptedID']

/** By the parent; each list is a choice of one (saml-core-2.0-os, sections 2 and 3). */
const ONCE: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['Response', [['Issuer'], ['Extensions'], ['Status']]],
  ['Status', [['StatusCode'], ['StatusMessage'], ['StatusDetail']]],
  ['StatusCode', [['StatusCode']]],
  ['Assertion', [['Issuer'], ['Subject'], ['Conditions'], ['Advice']]],
  ['Subject', [NAME]],
  ['SubjectConfirmation', [NAME, ['SubjectConfirmationData']]],
  ['Conditions', [['OneTimeUse'], ['ProxyRestriction']]],
  ['AuthnStatement', [['SubjectLocality'], ['AuthnContext']]],
  ['AuthnContext', [['AuthnContextClassRef']]]
])
