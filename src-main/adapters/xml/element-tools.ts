import type { Attr, Element, Node } from '@xmldom/xmldom'

export function isElement(node: Node | null | undefined): node is Element {
  return node?.nodeType === ELEMENT
}

export function childElements(parent: Element): readonly Element[] {
  const found: Element[] = []
  for (let child = parent.firstChild; child !== null; child = child.nextSibling) if (isElement(child)) found.push(child)
  return found
}

export function isNamed(element: Element | null | undefined, namespace: string, localName: string): boolean {
  return element?.localName === localName && element.namespaceURI === namespace
}

export function childrenNamed(parent: Element, namespace: string, localName: string): readonly Element[] {
  return childElements(parent).filter((child) => isNamed(child, namespace, localName))
}

export function attributesOf(element: Element): readonly Attr[] {
  const { attributes } = element
  const found: Attr[] = []
  for (let index = 0; index < attributes.length; index += 1) {
    const attribute = attributes.item(index)
    if (attribute !== null) found.push(attribute)
  }
  return found
}

/** The texts directly in the element; comments and what stands in child elements do not count. */
export function ownText(element: Element): string {
  let text = ''
  for (let child = element.firstChild; child !== null; child = child.nextSibling) if (isText(child)) text += child.nodeValue ?? ''
  return text
}

export function isText(node: Node): boolean {
  return node.nodeType === TEXT || node.nodeType === CDATA
}

export function isCommentOrInstruction(node: Node): boolean {
  return node.nodeType === COMMENT || node.nodeType === INSTRUCTION
}

/** White space of XML, which is less than what `\s` matches. */
export function isBlank(text: string): boolean {
  return !/[^ \t\n\r]/.test(text)
}

export function parentElement(element: Element): Element | undefined {
  const parent = element.parentNode
  return isElement(parent) ? parent : undefined
}

/** Each element of the tree, itself first, in the order of the document. */
export function* elementsOf(root: Element): Generator<Element, void, undefined> {
  let node: Element | undefined = root
  while (node !== undefined) {
    yield node
    node = firstElement(node.firstChild) ?? elementAfter(node, root)
  }
}

function elementAfter(element: Element, root: Element): Element | undefined {
  for (let node: Element | undefined = element; node !== undefined && node !== root; node = parentElement(node)) {
    const next = firstElement(node.nextSibling)
    if (next !== undefined) return next
  }
  return undefined
}

function firstElement(from: Node | null): Element | undefined {
  for (let node = from; node !== null; node = node.nextSibling) if (isElement(node)) return node
  return undefined
}

const [ELEMENT, TEXT, CDATA, INSTRUCTION, COMMENT] = [1, 3, 4, 7, 8]
