import type { BerWriter, SearchFilterValues } from 'ldapts'
import { Filter } from 'ldapts'
import type { FilterValue, SearchFilter } from '../../core/model/search-filter.ts'
import { OCTET_STRING } from './ber.ts'

/**
 * Writes our filter inside a search request of ldapts. Its own filter parser turns the escape `\c3\a9` into two other letters, so that a
 * search finds nothing without a word, and it knows neither `attribute;option` nor numeric attribute names.
 */
export class EncodedFilter extends Filter {
  override readonly type: SearchFilterValues
  readonly #filter: SearchFilter

  constructor(filter: SearchFilter) {
    super()
    this.type = tags[filter.kind]
    this.#filter = filter
  }

  override write(writer: BerWriter): void {
    writeFilter(writer, this.#filter)
  }

  override toString(): string {
    return this.#filter.kind
  }
}

/** RFC 4511, section 4.5.1.7. */
const tags: Readonly<Record<SearchFilter['kind'], SearchFilterValues>> = {
  and: 0xa0,
  or: 0xa1,
  not: 0xa2,
  equal: 0xa3,
  substring: 0xa4,
  'greater-or-equal': 0xa5,
  'less-or-equal': 0xa6,
  present: 0x87,
  approximate: 0xa8,
  extensible: 0xa9
}

function writeFilter(writer: BerWriter, filter: SearchFilter): void {
  if (filter.kind === 'present') {
    writer.writeString(filter.attribute, tags.present)
    return
  }
  writer.startSequence(tags[filter.kind])
  writeComposite(writer, filter)
  writer.endSequence()
}

function writeComposite(writer: BerWriter, filter: Exclude<SearchFilter, { kind: 'present' }>): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      for (const part of filter.filters) writeFilter(writer, part)
      return
    case 'not':
      writeFilter(writer, filter.filter)
      return
    case 'substring':
      writer.writeString(filter.attribute)
      writeSubstrings(writer, filter)
      return
    case 'extensible':
      writeExtensible(writer, filter)
      return
    default:
      writer.writeString(filter.attribute)
      writeValue(writer, filter.value, OCTET_STRING)
  }
}

function writeSubstrings(writer: BerWriter, { first, middle, last }: Extract<SearchFilter, { kind: 'substring' }>): void {
  writer.startSequence()
  if (first.length > 0) writeValue(writer, first, 0x80)
  for (const part of middle) writeValue(writer, part, 0x81)
  if (last.length > 0) writeValue(writer, last, 0x82)
  writer.endSequence()
}

function writeExtensible(writer: BerWriter, filter: Extract<SearchFilter, { kind: 'extensible' }>): void {
  if (filter.rule !== '') writer.writeString(filter.rule, 0x81)
  if (filter.attribute !== '') writer.writeString(filter.attribute, 0x82)
  writeValue(writer, filter.value, 0x83)
  if (filter.includesDn) writer.writeBoolean(true, 0x84)
}

function writeValue(writer: BerWriter, value: FilterValue, tag: number): void {
  writer.writeBuffer(Buffer.from(value), tag)
}
