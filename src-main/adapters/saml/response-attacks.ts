import type { Element, Node } from '@xmldom/xmldom'
import type { ResponseAttack } from '../../core/saml/response-facts.ts'
import { childElements, elementsFrom, isElement, isNamed } from './elements.ts'
import { repeatedParts, type RepeatedPart } from './repeated-parts.ts'
import { ASSERTION, PROTOCOL, XML_SIGNATURE } from './response-namespaces.ts'

export interface AttackFindings {
  readonly attacks: readonly ResponseAttack[]
  /** Assertions that are no child of the response. */
  readonly misplaced: readonly Element[]
}

/** Shapes that no identity provider makes, and by which readers have been led to believe a forged part for a signed one. Looks at all of the document. */
export function attacksIn(response: Element): AttackFindings {
  const elements = [...elementsFrom(response)]
  const assertions = elements.filter((element) => isAssertion(element))
  const misplaced = assertions.filter((assertion) => assertion.parentNode !== response)
  const direct = assertions.filter((assertion) => assertion.parentNode === response)
  return {
    attacks: [
      ...duplicateIds(elements),
      ...interruptedValues(elements),
      ...(direct.length > 1 ? [attack('several-assertions', `${String(direct.length)} of them side by side in the response`)] : []),
      ...misplaced.map((assertion) => attack('assertion-misplaced', placeOf(assertion))),
      ...elements
        .filter((element) => isNamed(element, XML_SIGNATURE, 'Signature') && !isWhereSignaturesBelong(element, response))
        .map((signature) => attack('signature-misplaced', placeOf(signature))),
      ...repeatedParts(elements).map((part) => attack('part-repeated', repetitionOf(part)))
    ],
    misplaced: misplaced.filter(({ localName }) => localName === 'Assertion')
  }
}

function isAssertion(element: Element): boolean {
  return isNamed(element, ASSERTION, 'Assertion') || isNamed(element, ASSERTION, 'EncryptedAssertion')
}

function isWhereSignaturesBelong(signature: Element, response: Element): boolean {
  const parent = signature.parentNode
  if (parent === response) return true
  return parent !== null && isElement(parent) && isNamed(parent, ASSERTION, 'Assertion') && parent.parentNode === response
}

function duplicateIds(elements: readonly Element[]): readonly ResponseAttack[] {
  const seen = new Map<string, number>()
  for (const element of elements) for (const id of idsOf(element)) seen.set(id, (seen.get(id) ?? 0) + 1)
  return [...seen].filter(([, times]) => times > 1).map(([id, times]) => attack('duplicate-id', `${id}, ${String(times)} times`))
}

/** Which attribute is an id depends on the reader: any of these may be one. */
function idsOf(element: Element): readonly string[] {
  const found = new Set<string>()
  for (let index = 0; index < element.attributes.length; index++) {
    const each = element.attributes.item(index)
    if (each !== null && /^(?:xml:)?id$/i.test(each.name)) found.add(each.value)
  }
  return [...found]
}

/**
 * A comment or a CDATA section next to text: some readers take all of the text, some only its first piece, and the canonical form, which is
 * signed, is the same with and without them.
 */
function interruptedValues(elements: readonly Element[]): readonly ResponseAttack[] {
  return elements.filter(isInterrupted).map((element) => attack('comment-in-value', placeOf(element)))
}

function isInterrupted(element: Element): boolean {
  let [texts, sections, comments] = [0, 0, 0]
  for (let node = element.firstChild; node !== null; node = node.nextSibling) {
    if (node.nodeType === COMMENT) comments += 1
    else if (node.nodeType === CDATA) sections += 1
    else if (node.nodeType === TEXT && /\S/.test(node.nodeValue ?? '')) texts += 1
  }
  return (comments > 0 && texts + sections > 0) || (sections > 0 && texts + sections > 1)
}

const [TEXT, CDATA, COMMENT] = [3, 4, 8]

/** `NameID, 2 times in Subject, Assertion, Response`; of a choice of which one may stand there, every name. */
function repetitionOf({ parent, names, times }: RepeatedPart): string {
  const name = names.length === 1 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.slice(-1).join()}`
  return `${name}, ${String(times)} times in ${placeOf(parent).replace(' in ', ', ')}`
}

/** `NameID in Subject, Assertion, Response`. */
function placeOf(element: Element): string {
  const above: string[] = []
  for (let node: Node | null = element.parentNode; node !== null && isElement(node); node = node.parentNode)
    above.push(node.localName ?? node.nodeName)
  const name = element.localName ?? element.nodeName
  return above.length === 0 ? name : `${name} in ${above.slice(0, MOST_NAMES).join(', ')}`
}

const MOST_NAMES = 6

function attack(kind: ResponseAttack['kind'], where: string): ResponseAttack {
  return { kind, where }
}

/** The one root that is judged at all. */
export function isSamlResponse(root: Element): boolean {
  return isNamed(root, PROTOCOL, 'Response')
}

/** Children of the response that are assertions, encrypted or not. */
export function directAssertions(response: Element): readonly Element[] {
  return childElements(response).filter(isAssertion)
}
