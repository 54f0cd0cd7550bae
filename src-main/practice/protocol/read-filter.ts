import { BerElements, MalformedMessageError, tags } from './ber.ts'
import type { Filter } from './filter.ts'

/** Reads the next element as a search filter. Throws `MalformedMessageError`, also for nesting that could only be an attack. */
export function readFilter(elements: BerElements, depth = 0): Filter {
  if (depth > MAX_DEPTH) throw new MalformedMessageError(`a filter nested deeper than ${MAX_DEPTH}`)
  const { tag, content } = elements.next()
  const inner = new BerElements(content)
  switch (tag) {
    case 0xa0:
      return { kind: 'and', filters: readFilters(inner, depth) }
    case 0xa1:
      return { kind: 'or', filters: readFilters(inner, depth) }
    case 0xa2:
      return { kind: 'not', filter: readFilter(inner, depth + 1) }
    case 0xa3:
      return { kind: 'equal', ...readComparison(inner) }
    case 0xa4:
      return readSubstrings(inner)
    case 0xa5:
      return { kind: 'greater-or-equal', ...readComparison(inner) }
    case 0xa6:
      return { kind: 'less-or-equal', ...readComparison(inner) }
    case 0x87:
      return { kind: 'present', attribute: content.toString('utf8') }
    case 0xa8:
      return { kind: 'approximate', ...readComparison(inner) }
    case 0xa9:
      return readExtensible(inner)
    default:
      throw new MalformedMessageError(`a filter of kind 0x${tag.toString(16)}`)
  }
}

/** A client may nest, a person never gets near; each level costs one stack frame here and one in the comparison. */
const MAX_DEPTH = 100

function readFilters(elements: BerElements, depth: number): readonly Filter[] {
  const filters: Filter[] = []
  while (!elements.atEnd) filters.push(readFilter(elements, depth + 1))
  return filters
}

function readComparison(elements: BerElements): { attribute: string; value: Buffer } {
  return { attribute: elements.text(), value: elements.content(tags.octetString) }
}

function readSubstrings(elements: BerElements): Filter {
  const attribute = elements.text()
  const parts = elements.elements(tags.sequence)
  let initial: Buffer | undefined
  let final: Buffer | undefined
  const any: Buffer[] = []
  while (!parts.atEnd) {
    const { tag, content } = parts.next()
    if (final !== undefined) throw new MalformedMessageError('a substring after the final one')
    if (tag === 0x80 && initial === undefined && any.length === 0) initial = content
    else if (tag === 0x81) any.push(content)
    else if (tag === 0x82) final = content
    else throw new MalformedMessageError(`a substring of kind 0x${tag.toString(16)}`)
  }
  if (initial === undefined && any.length === 0 && final === undefined)
    throw new MalformedMessageError('a substring filter without substrings')
  return { kind: 'substrings', attribute, initial, any, final }
}

function readExtensible(elements: BerElements): Filter {
  const rule = elements.nextTag === 0x81 ? elements.text(0x81) : undefined
  const attribute = elements.nextTag === 0x82 ? elements.text(0x82) : undefined
  const value = elements.content(0x83)
  const withDn = elements.nextTag === 0x84 ? elements.boolean(0x84) : false
  if (rule === undefined && attribute === undefined) throw new MalformedMessageError('an extensible filter without rule and attribute')
  return { kind: 'extensible', rule, attribute, value, withDn }
}
