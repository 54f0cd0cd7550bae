import type { Element, Node } from '@xmldom/xmldom'

/** Child elements, in document order. */
export function childElements(parent: Node): readonly Element[] {
  const children: Element[] = []
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) if (isElement(node)) children.push(node)
  return children
}

export function childrenNamed(parent: Node, namespace: string, name: string): readonly Element[] {
  return childElements(parent).filter((child) => isNamed(child, namespace, name))
}

export function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.localName === name && element.namespaceURI === namespace
}

/** The element and everything below it, in document order. Not recursive. */
export function* elementsFrom(root: Element): Generator<Element> {
  let node: Node | null = root
  while (node !== null) {
    if (isElement(node)) yield node
    node = nextInDocument(node, root)
  }
}

/** All text of an element, as canonicalization would leave it: comments are no border. */
export function textOf(element: Element): string {
  const pieces: string[] = []
  for (let node = nextInDocument(element, element); node !== null; node = nextInDocument(node, element)) {
    if (node.nodeType === TEXT || node.nodeType === CDATA) pieces.push(node.nodeValue ?? '')
  }
  return pieces.join('')
}

export function textOfChild(parent: Node, namespace: string, name: string): string | undefined {
  const child = childrenNamed(parent, namespace, name)[0]
  return child === undefined ? undefined : textOf(child)
}

/** Undefined when it is not there; an empty text is one. */
export function attributeOf(element: Element, name: string): string | undefined {
  return element.getAttributeNode(name)?.value
}

function nextInDocument(node: Node, root: Node): Node | null {
  if (node.firstChild !== null) return node.firstChild
  for (let up: Node | null = node; up !== null && up !== root; up = up.parentNode) if (up.nextSibling !== null) return up.nextSibling
  return null
}

export function isElement(node: Node): node is Element {
  return node.nodeType === ELEMENT
}

const ELEMENT = 1
const TEXT = 3
const CDATA = 4
