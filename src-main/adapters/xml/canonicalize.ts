import type { Attr, Element, Node } from '@xmldom/xmldom'
import { attributesOf, isElement, isText, parentElement } from './element-tools.ts'
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './xml-names.ts'

export interface Canonicalization {
  /** Exclusive C14N 1.0, or (inclusive) Canonical XML 1.0. */
  readonly isExclusive: boolean
  readonly withComments: boolean
  /** Prefixes that exclusive canonicalization treats as the inclusive one does; empty text for the default namespace. */
  readonly inclusivePrefixes: ReadonlySet<string>
}

/**
 * The canonical form of one element and what is in it, without `leftOut`: the text whose UTF-8 bytes are digested.
 * One pass that walks instead of calling itself and undoes its scopes, so that neither depth nor declarations make it slower than the text is long.
 */
export function canonicalize(apex: Element, how: Canonicalization, leftOut?: Element): string {
  const writer = new CanonicalWriter(apex, how)
  let node: Node = apex
  for (;;) {
    let next: Node | null = null
    if (node !== leftOut) {
      writer.begin(node)
      next = isElement(node) ? node.firstChild : null
      if (next === null && isElement(node)) writer.end(node)
    }
    while (next === null) {
      if (node === apex) return writer.written
      next = node.nextSibling
      if (next !== null) break
      const parent = node.parentNode
      if (!isElement(parent)) throw new TypeError('The element to canonicalize is not above what it contains')
      writer.end(parent)
      node = parent
    }
    node = next
  }
}

class CanonicalWriter {
  written = ''
  readonly #apex: Element
  readonly #how: Canonicalization
  /** Prefix to namespace, as declared in the document and as written so far. */
  readonly #declared = new Map<string, string>()
  readonly #rendered = new Map<string, string>()
  readonly #undo: (readonly Overwritten[])[] = []

  constructor(apex: Element, how: Canonicalization) {
    this.#apex = apex
    this.#how = how
    for (const ancestor of ancestorsOf(apex))
      for (const attribute of attributesOf(ancestor))
        if (attribute.namespaceURI === XMLNS_NAMESPACE) this.#declared.set(declaredPrefix(attribute), attribute.value)
  }

  begin(node: Node): void {
    if (isElement(node)) this.#beginElement(node)
    else if (isText(node)) this.written += escapedText(node.nodeValue ?? '')
    else if (node.nodeType === COMMENT && this.#how.withComments) this.written += `<!--${node.nodeValue ?? ''}-->`
  }

  end(element: Element): void {
    this.written += `</${element.tagName}>`
    for (const { map, prefix, before } of this.#undo.pop() ?? [])
      if (before === undefined) map.delete(prefix)
      else map.set(prefix, before)
  }

  #beginElement(element: Element): void {
    const undo: Overwritten[] = []
    const declaredHere: string[] = []
    const attributes: Attr[] = []
    for (const attribute of attributesOf(element)) {
      if (attribute.namespaceURI === XMLNS_NAMESPACE) {
        const prefix = declaredPrefix(attribute)
        declaredHere.push(prefix)
        overwrite(this.#declared, prefix, attribute.value, undo)
      } else attributes.push(attribute)
    }
    if (element === this.#apex && !this.#how.isExclusive) attributes.push(...inheritedAttributes(element))
    const toRender = this.#prefixesToRender(element, attributes, declaredHere).filter((prefix) => this.#mustRender(prefix))
    this.written += `<${element.tagName}`
    for (const prefix of toRender.sort(byCodePoints)) {
      const namespace = this.#declared.get(prefix) ?? ''
      overwrite(this.#rendered, prefix, namespace, undo)
      this.written += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapedValue(namespace)}"`
    }
    if (attributes.length > 1) attributes.sort(byNamespaceAndName)
    for (const attribute of attributes) this.written += ` ${attribute.name}="${escapedValue(attribute.value)}"`
    this.written += '>'
    this.#undo.push(undo)
  }

  /** Without repetitions. */
  #prefixesToRender(element: Element, attributes: readonly Attr[], declaredHere: readonly string[]): string[] {
    const isApex = element === this.#apex
    if (!this.#how.isExclusive) return isApex ? [...this.#declared.keys()] : [...declaredHere]
    const used = [element.prefix ?? '', ...attributes.flatMap(({ prefix }) => (prefix === null || prefix === '' ? [] : [prefix]))]
    const listed = this.#how.inclusivePrefixes
    // Below the apex only what is declared anew can differ from what is written.
    if (listed.size > 0) used.push(...(isApex ? [...this.#declared.keys()] : declaredHere).filter((prefix) => listed.has(prefix)))
    return used.length === 1 ? used : [...new Set(used)]
  }

  #mustRender(prefix: string): boolean {
    if (prefix === 'xml') return false
    return (this.#declared.get(prefix) ?? '') !== (this.#rendered.get(prefix) ?? '')
  }
}

interface Overwritten {
  readonly map: Map<string, string>
  readonly prefix: string
  readonly before: string | undefined
}

const COMMENT = 8

function overwrite(map: Map<string, string>, prefix: string, value: string, undo: Overwritten[]): void {
  undo.push({ map, prefix, before: map.get(prefix) })
  map.set(prefix, value)
}

function declaredPrefix(attribute: Attr): string {
  return attribute.prefix === 'xmlns' ? (attribute.localName ?? '') : ''
}

/** Outermost first. */
function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = []
  for (let node = parentElement(element); node !== undefined; node = parentElement(node)) found.unshift(node)
  return found
}

// Canonical XML 1.0 takes `xml:lang` and its like from the elements above that are left out.
function inheritedAttributes(apex: Element): readonly Attr[] {
  const own = new Set(attributesOf(apex).map(({ name }) => name))
  const inherited = new Map<string, Attr>()
  for (const ancestor of ancestorsOf(apex))
    for (const attribute of attributesOf(ancestor))
      if (attribute.namespaceURI === XML_NAMESPACE && !own.has(attribute.name)) inherited.set(attribute.name, attribute)
  return [...inherited.values()]
}

function byNamespaceAndName(a: Attr, b: Attr): number {
  return byCodePoints(a.namespaceURI ?? '', b.namespaceURI ?? '') || byCodePoints(a.localName ?? '', b.localName ?? '')
}

/** The order of characters, which is not that of UTF-16: surrogates stand before U+E000 there. */
function byCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (left !== right) return isSurrogate(left) === isSurrogate(right) ? left - right : isSurrogate(left) ? 1 : -1
  }
  return a.length - b.length
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff
}

function escapedText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? character) : text
}

function escapedValue(value: string): string {
  return /[&<"\t\n\r]/.test(value) ? value.replace(/[&<"\t\n\r]/g, (character) => ESCAPES[character] ?? character) : value
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;'
}
