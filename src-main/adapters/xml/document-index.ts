import type { Element } from '@xmldom/xmldom'
import { attributesOf, elementsOf } from './element-tools.ts'
import { isSignature } from './signature-parts.ts'
import { XML_NAMESPACE } from './xml-names.ts'

/** What signatures need to know of the whole document, found in one walk. */
export interface DocumentIndex {
  readonly byId: ReadonlyMap<string, Element>
  /** An id that two elements have. */
  readonly repeatedId: string | undefined
  /** In the order of the document. */
  readonly signatures: readonly Element[]
}

export function indexDocument(root: Element): DocumentIndex {
  const byId = new Map<string, Element>()
  const signatures: Element[] = []
  let repeatedId: string | undefined
  for (const element of elementsOf(root)) {
    if (isSignature(element)) signatures.push(element)
    for (const id of idsOf(element)) {
      const other = byId.get(id)
      if (other === undefined) byId.set(id, element)
      else if (other !== element) repeatedId ??= id
    }
  }
  return { byId, repeatedId, signatures }
}

/** `ID` is SAML’s, `Id` that of XML signatures; readers disagree about which attributes are ids, so all of them count. */
function idsOf(element: Element): readonly string[] {
  if (element.attributes.length === 0) return []
  return attributesOf(element).flatMap((attribute) => {
    const isId = attribute.namespaceURI === XML_NAMESPACE ? attribute.localName === 'id' : /^id$/i.test(attribute.name)
    return isId ? [attribute.value] : []
  })
}

/** The element’s own id, empty when it has none. */
export function idOf(element: Element): string {
  return element.getAttribute('ID') ?? idsOf(element)[0] ?? ''
}
