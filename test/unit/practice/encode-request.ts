import { BerWriter } from 'ldapts'
import type { Filter } from '../../../src-main/practice/protocol/filter.ts'

/** Writes requests exactly as given, also those that no client library would send. */
export interface SearchParts {
  readonly base: string
  readonly scope?: 'base' | 'one' | 'subtree'
  readonly filter?: Filter
  readonly attributes?: readonly string[]
  readonly sizeLimit?: number
  readonly timeLimitSeconds?: number
  readonly typesOnly?: boolean
  readonly controls?: readonly ControlParts[]
}

export interface ControlParts {
  readonly type: string
  readonly critical?: boolean
  readonly value?: Buffer
}

export function encodeSearch(messageId: number, parts: SearchParts): Buffer {
  return encodeMessage(
    messageId,
    (writer) => {
      writer.startSequence(0x63)
      writer.writeString(parts.base)
      writer.writeEnumeration(['base', 'one', 'subtree'].indexOf(parts.scope ?? 'subtree'))
      writer.writeEnumeration(0)
      writer.writeInt(parts.sizeLimit ?? 0)
      writer.writeInt(parts.timeLimitSeconds ?? 0)
      writer.writeBoolean(parts.typesOnly ?? false)
      writeFilter(writer, parts.filter ?? { kind: 'present', attribute: 'objectClass' })
      writer.startSequence()
      writer.writeStringArray([...(parts.attributes ?? [])])
      writer.endSequence()
      writer.endSequence()
    },
    parts.controls
  )
}

export function encodeBind(messageId: number, name: string, password: string, version = 3): Buffer {
  return encodeMessage(messageId, (writer) => {
    writer.startSequence(0x60)
    writer.writeInt(version)
    writer.writeString(name)
    writer.writeString(password, 0x80)
    writer.endSequence()
  })
}

export function encodeExtended(messageId: number, name: string): Buffer {
  return encodeMessage(messageId, (writer) => {
    writer.startSequence(0x77)
    writer.writeString(name, 0x80)
    writer.endSequence()
  })
}

export function encodeAbandon(messageId: number, target: number): Buffer {
  return encodeMessage(messageId, (writer) => writer.writeInt(target, 0x50))
}

export function encodeCompare(messageId: number, entry: string, attribute: string, value: string): Buffer {
  return encodeMessage(messageId, (writer) => {
    writer.startSequence(0x6e)
    writer.writeString(entry)
    writer.startSequence()
    writer.writeString(attribute)
    writer.writeString(value)
    writer.endSequence()
    writer.endSequence()
  })
}

export function encodeDelete(messageId: number, dn: string): Buffer {
  return encodeMessage(messageId, (writer) => writer.writeString(dn, 0x4a))
}

export function encodePaging(size: number, cookie: Buffer): ControlParts {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(size)
  writer.writeBuffer(cookie, 0x04)
  writer.endSequence()
  return { type: '1.2.840.113556.1.4.319', value: writer.buffer }
}

export function encodeFilter(filter: Filter): Buffer {
  const writer = new BerWriter()
  writeFilter(writer, filter)
  return writer.buffer
}

function encodeMessage(messageId: number, writeOperation: (writer: BerWriter) => void, controls: readonly ControlParts[] = []): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(messageId)
  writeOperation(writer)
  if (controls.length > 0) {
    writer.startSequence(0xa0)
    for (const { type, critical, value } of controls) {
      writer.startSequence()
      writer.writeString(type)
      if (critical !== undefined) writer.writeBoolean(critical)
      if (value !== undefined) writer.writeBuffer(value, 0x04)
      writer.endSequence()
    }
    writer.endSequence()
  }
  writer.endSequence()
  return writer.buffer
}

function writeFilter(writer: BerWriter, filter: Filter): void {
  switch (filter.kind) {
    case 'and':
    case 'or':
      writer.startSequence(filter.kind === 'and' ? 0xa0 : 0xa1)
      for (const each of filter.filters) writeFilter(writer, each)
      writer.endSequence()
      return
    case 'not':
      writer.startSequence(0xa2)
      writeFilter(writer, filter.filter)
      writer.endSequence()
      return
    case 'present':
      writer.writeString(filter.attribute, 0x87)
      return
    case 'substrings':
      writer.startSequence(0xa4)
      writer.writeString(filter.attribute)
      writer.startSequence()
      if (filter.initial !== undefined) writer.writeBuffer(filter.initial, 0x80)
      for (const any of filter.any) writer.writeBuffer(any, 0x81)
      if (filter.final !== undefined) writer.writeBuffer(filter.final, 0x82)
      writer.endSequence()
      writer.endSequence()
      return
    case 'extensible':
      writer.startSequence(0xa9)
      if (filter.rule !== undefined) writer.writeString(filter.rule, 0x81)
      if (filter.attribute !== undefined) writer.writeString(filter.attribute, 0x82)
      writer.writeBuffer(filter.value, 0x83)
      if (filter.withDn) writer.writeBoolean(true, 0x84)
      writer.endSequence()
      return
    default:
      writer.startSequence({ equal: 0xa3, 'greater-or-equal': 0xa5, 'less-or-equal': 0xa6, approximate: 0xa8 }[filter.kind])
      writer.writeString(filter.attribute)
      writer.writeBuffer(filter.value, 0x04)
      writer.endSequence()
  }
}
