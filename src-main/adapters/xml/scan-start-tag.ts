import type { NamespaceScope } from './namespace-scope.ts'
import type { ReferenceScan } from './scan-references.ts'
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './xml-names.ts'
import { XmlFault } from './xml-fault.ts'
import { qualifiedNameAt, referredCharacter, spaceEnd, type TextPlace } from './xml-text.ts'

export interface ScanTools {
  readonly place: TextPlace
  readonly references: ReferenceScan
  readonly namespaces: NamespaceScope
  readonly mostAttributes: number
}

export interface StartTag {
  readonly name: string
  readonly isEmpty: boolean
  readonly end: number
  readonly attributes: number
}

/** Reads the tag that begins at `tag` and enters the scope of its namespaces. Throws `XmlFault`. */
export function scanStartTag(text: string, tag: number, tools: ScanTools): StartTag {
  const { place, namespaces } = tools
  const name = qualifiedNameAt(text, tag + 1)
  if (name === undefined) throw place.malformed(tag, '< begins no tag: in a text it has to be written as &lt;')
  const names: string[] = []
  let declared: Map<string, string> | undefined
  let at = tag + 1 + name.length
  for (;;) {
    const next = spaceEnd(text, at)
    const isEmpty = text.startsWith('/>', next)
    if (isEmpty || text.charAt(next) === '>') {
      refuseRepeated(names, tag, place)
      namespaces.enter(declared)
      refuseUndeclared(name, names, tag, tools)
      return { name, isEmpty, end: next + (isEmpty ? 2 : 1), attributes: names.length }
    }
    if (next === text.length) throw place.malformed(tag, 'a tag does not end')
    if (next === at) throw place.malformed(at, 'there is no space between two attributes, or a name that is none')
    const attribute = attributeAt(text, next, tools)
    names.push(attribute.name)
    if (names.length > tools.mostAttributes) throw new XmlFault({ kind: 'too-many', what: 'attributes', most: tools.mostAttributes })
    const prefix = declaredPrefix(attribute.name)
    if (prefix !== undefined) {
      declared ??= new Map()
      declared.set(prefix, declaredNamespace(prefix, attribute, next, place))
    }
    at = attribute.end
  }
}

interface ScannedAttribute {
  readonly name: string
  readonly value: string
  readonly end: number
}

function attributeAt(text: string, at: number, { place, references }: ScanTools): ScannedAttribute {
  const name = qualifiedNameAt(text, at)
  if (name === undefined) throw place.malformed(at, 'an attribute has a name that is none')
  const equals = spaceEnd(text, at + name.length)
  if (text.charAt(equals) !== '=') throw place.malformed(at, 'an attribute has no value')
  const quoteAt = spaceEnd(text, equals + 1)
  const quote = text.charAt(quoteAt)
  if (quote !== '"' && quote !== "'") throw place.malformed(quoteAt, 'the value of an attribute has no quotation marks')
  const valueEnd = text.indexOf(quote, quoteAt + 1)
  if (valueEnd < 0) throw place.malformed(quoteAt, 'the value of an attribute does not end')
  const value = text.slice(quoteAt + 1, valueEnd)
  if (value.includes('<')) throw place.malformed(quoteAt, 'there is < in the value of an attribute')
  const hasReference = references.inValue(quoteAt + 1, valueEnd)
  // Only the declarations of namespaces look at the value.
  return { name, value: hasReference && declaredPrefix(name) !== undefined ? dereferenced(value) : value, end: valueEnd + 1 }
}

function dereferenced(value: string): string {
  return value.replace(/&([^;]+);/g, (all, reference: string) => referredCharacter(reference) ?? all)
}

/** The prefix that an attribute declares: empty for the default namespace, undefined for every other attribute. */
function declaredPrefix(name: string): string | undefined {
  if (name === 'xmlns') return ''
  return name.startsWith('xmlns:') ? name.slice(6) : undefined
}

function declaredNamespace(prefix: string, { value }: ScannedAttribute, at: number, place: TextPlace): string {
  // White space in a value is normalized to spaces.
  const name = value.replace(/[\t\n\r]/g, ' ')
  if (prefix === 'xmlns' || name === XMLNS_NAMESPACE) throw place.malformed(at, 'the prefix xmlns and its namespace cannot be declared')
  if ((prefix === 'xml') !== (name === XML_NAMESPACE)) throw place.malformed(at, 'the prefix xml and its namespace belong together')
  if (prefix !== '' && name === '') throw place.malformed(at, 'a prefix is declared for no namespace')
  return name
}

function refuseRepeated(names: readonly string[], tag: number, place: TextPlace): void {
  if (names.length > 1 && new Set(names).size < names.length) throw place.malformed(tag, 'an attribute stands twice in one tag')
}

function refuseUndeclared(element: string, attributes: readonly string[], tag: number, { place, namespaces }: ScanTools): void {
  const colon = element.indexOf(':')
  if (colon > 0) namespaceOf(element.slice(0, colon), namespaces, tag, place)
  const expanded = new Set<string>()
  for (const name of attributes) {
    const end = name.indexOf(':')
    if (end < 0 || declaredPrefix(name) !== undefined) continue
    const key = `${namespaceOf(name.slice(0, end), namespaces, tag, place)} ${name.slice(end + 1)}`
    if (expanded.has(key)) throw place.malformed(tag, 'an attribute stands twice in one tag, under two prefixes of one namespace')
    expanded.add(key)
  }
}

function namespaceOf(prefix: string, namespaces: NamespaceScope, tag: number, place: TextPlace): number {
  const number = prefix === 'xmlns' ? undefined : namespaces.numberOf(prefix)
  if (number === undefined) throw place.malformed(tag, `the prefix ${prefix.slice(0, 60)} is not declared`)
  return number
}
