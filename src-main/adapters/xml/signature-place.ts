import type { Element } from '@xmldom/xmldom'
import type { XmlSignatureFacts } from '../../core/saml/xml-signature.ts'
import { isNamed, parentElement } from './element-tools.ts'
import { ASSERTION_NAMESPACE, METADATA_NAMESPACE, PROTOCOL_NAMESPACE } from './xml-names.ts'

/** Whose child the signature is. A response or an assertion counts where SAML reads one and nowhere else. */
export function placeOf(signature: Element): XmlSignatureFacts['place'] {
  const parent = parentElement(signature)
  if (parent === undefined) return 'document'
  if (isAssertion(parent)) return isReadAssertion(parent) ? 'assertion' : 'elsewhere'
  if (isResponse(parent)) return parentElement(parent) === undefined ? 'response' : 'elsewhere'
  if (parentElement(parent) === undefined) return 'document'
  return isEntity(parent) && isReadEntity(parent) ? 'entity' : 'elsewhere'
}

/** A part of SAML that stands where no reader of SAML looks for it: there it was put to carry a signature along. */
export function isMisplaced(signature: Element): boolean {
  const parent = parentElement(signature)
  if (parent === undefined || placeOf(signature) !== 'elsewhere') return false
  return isAssertion(parent) || isResponse(parent) || isEntity(parent)
}

function isReadAssertion(assertion: Element): boolean {
  const parent = parentElement(assertion)
  return parent === undefined || (isResponse(parent) && parentElement(parent) === undefined)
}

function isReadEntity(entity: Element): boolean {
  for (let above = parentElement(entity); above !== undefined; above = parentElement(above))
    if (!isNamed(above, METADATA_NAMESPACE, 'EntitiesDescriptor')) return false
  return true
}

function isAssertion(element: Element): boolean {
  return isNamed(element, ASSERTION_NAMESPACE, 'Assertion')
}

function isResponse(element: Element): boolean {
  return isNamed(element, PROTOCOL_NAMESPACE, 'Response')
}

function isEntity(element: Element): boolean {
  return isNamed(element, METADATA_NAMESPACE, 'EntityDescriptor')
}
