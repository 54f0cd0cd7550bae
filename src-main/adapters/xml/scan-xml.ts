import { NamespaceScope } from './namespace-scope.ts'
import { ReferenceScan } from './scan-references.ts'
import { scanStartTag } from './scan-start-tag.ts'
import { XmlFault } from './xml-fault.ts'
import { qualifiedNameAt, spaceEnd, TextPlace } from './xml-text.ts'

export interface ScanLimits {
  readonly mostLevels: number
  readonly mostElements: number
  readonly mostAttributesOfElement: number
  readonly mostAttributes: number
  /** Comments and CDATA sections together. */
  readonly mostComments: number
  readonly mostNamespacesInScope: number
}

/**
 * One pass over the text that refuses whatever is not well-formed by XML 1.0 and Namespaces in XML 1.0, and all that could cost more than its
 * size or point elsewhere. xmldom is lenient (values without quotes, text beside the root, undeclared prefixes): it only sees what passed here.
 * Throws `XmlFault`. `text` has line feeds as line ends.
 */
export function scanXml(text: string, limits: ScanLimits): void {
  const place = new TextPlace(text)
  refuseForbiddenCharacters(text, place)
  const references = new ReferenceScan(text, place)
  const namespaces = new NamespaceScope(limits.mostNamespacesInScope)
  const open: string[] = []
  const counts = { elements: 0, attributes: 0, comments: 0 }
  let hasRoot = false
  let at = xmlDeclarationEnd(text, place)
  for (;;) {
    const tag = text.indexOf('<', at)
    const textEnd = tag < 0 ? text.length : tag
    if (open.length > 0) references.inText(at, textEnd)
    else if (spaceEnd(text, at) < textEnd)
      throw place.malformed(spaceEnd(text, at), hasRoot ? 'there is text after the end' : 'there is text before the first element')
    if (tag < 0) break
    const next = text.charCodeAt(tag + 1)
    if (next === SLASH) {
      at = endTagEnd(text, tag, open.pop(), place)
      namespaces.leave()
    } else if (next === EXCLAMATION) {
      counts.comments += 1
      if (counts.comments > limits.mostComments) throw new XmlFault({ kind: 'too-many', what: 'comments', most: limits.mostComments })
      at = commentOrCdataEnd(text, tag, open.length > 0, place)
    } else if (next === QUESTION) {
      throw instructionFault(text, tag, place)
    } else {
      if (open.length === 0 && hasRoot) throw place.malformed(tag, 'there is a second element beside the outermost one')
      hasRoot = true
      counts.elements += 1
      if (counts.elements > limits.mostElements) throw new XmlFault({ kind: 'too-many', what: 'elements', most: limits.mostElements })
      if (open.length >= limits.mostLevels) throw new XmlFault({ kind: 'too-deep', mostLevels: limits.mostLevels, line: place.line(tag) })
      const start = scanStartTag(text, tag, { place, references, namespaces, mostAttributes: limits.mostAttributesOfElement })
      counts.attributes += start.attributes
      if (counts.attributes > limits.mostAttributes)
        throw new XmlFault({ kind: 'too-many', what: 'attributes', most: limits.mostAttributes })
      if (start.isEmpty) namespaces.leave()
      else open.push(start.name)
      at = start.end
    }
  }
  if (open.length > 0) throw place.malformed(text.length, `the text ends inside of <${shortened(open.at(-1) ?? '')}>`)
  if (!hasRoot) throw place.malformed(text.length, 'there is no element')
}

const [EXCLAMATION, SLASH, QUESTION] = [0x21, 0x2f, 0x3f]

const FORBIDDEN = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u

function refuseForbiddenCharacters(text: string, place: TextPlace): void {
  const found = FORBIDDEN.exec(text)
  if (found === null) return
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  throw place.malformed(found.index, `the character U+${code} is forbidden in XML`)
}

const DECLARATION =
  /<\?xml\s+version\s*=\s*(?:"([^"]*)"|'([^']*)')(?:\s+encoding\s*=\s*(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>/y

function xmlDeclarationEnd(text: string, place: TextPlace): number {
  if (!/^<\?xml[\s?]/.test(text)) return 0
  DECLARATION.lastIndex = 0
  const found = DECLARATION.exec(text)
  if (found === null) throw place.malformed(0, 'the XML declaration is not one')
  const version = found[1] ?? found[2] ?? ''
  if (version !== '1.0') throw place.malformed(0, `it says XML version ${shortened(version)}, and only 1.0 is supported`)
  return DECLARATION.lastIndex
}

function endTagEnd(text: string, tag: number, expected: string | undefined, place: TextPlace): number {
  const name = qualifiedNameAt(text, tag + 2)
  if (name === undefined) throw place.malformed(tag, 'the name of an end tag is missing or no name')
  if (expected === undefined) throw place.malformed(tag, `</${shortened(name)}> ends nothing`)
  if (name !== expected) throw place.malformed(tag, `</${shortened(name)}> stands where </${shortened(expected)}> should`)
  const end = spaceEnd(text, tag + 2 + name.length)
  if (text.charAt(end) !== '>') throw place.malformed(end, `the end tag </${shortened(name)}> is not closed`)
  return end + 1
}

function commentOrCdataEnd(text: string, tag: number, isInside: boolean, place: TextPlace): number {
  if (text.startsWith('<!--', tag)) {
    const end = text.indexOf('--', tag + 4)
    if (end < 0) throw place.malformed(tag, 'a comment does not end')
    if (text.charAt(end + 2) !== '>') throw place.malformed(end, 'there are two hyphens inside of a comment')
    return end + 3
  }
  if (text.startsWith('<![CDATA[', tag)) {
    if (!isInside) throw place.malformed(tag, 'a CDATA section stands outside of all elements')
    const end = text.indexOf(']]>', tag + 9)
    if (end < 0) throw place.malformed(tag, 'a CDATA section does not end')
    return end + 3
  }
  if (/^<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION|\[)/i.test(text.slice(tag, tag + 12)))
    throw new XmlFault({ kind: 'document-type', line: place.line(tag) })
  throw place.malformed(tag, '<! begins neither a comment nor a CDATA section')
}

function instructionFault(text: string, tag: number, place: TextPlace): XmlFault {
  const target = /^[^\s?>]{0,60}/.exec(text.slice(tag + 2, tag + 62))?.[0] ?? ''
  if (target.toLowerCase() === 'xml') return place.malformed(tag, 'the XML declaration does not stand at the very beginning')
  return new XmlFault({ kind: 'processing-instruction', target, line: place.line(tag) })
}

function shortened(name: string): string {
  return name.length <= 60 ? name : `${name.slice(0, 60)}…`
}
