import { BerWriter } from 'ldapts'
import type { Outcome } from './outcome.ts'
import { tags } from './ber.ts'

/** The tags of the answers (RFC 4511 section 4.1.1). */
export const answerTag = { bind: 0x61, searchEntry: 0x64, searchDone: 0x65, compare: 0x6f, searchReference: 0x73, extended: 0x78 } as const

export interface AnsweredAttribute {
  readonly name: string
  readonly values: readonly (string | Buffer)[]
}

export interface AnsweredControl {
  readonly type: string
  readonly value: Buffer
}

export function writeSearchEntry(messageId: number, dn: string, attributes: readonly AnsweredAttribute[]): Buffer {
  return writeMessage(messageId, (writer) => {
    writer.startSequence(answerTag.searchEntry)
    writer.writeString(dn)
    writer.startSequence()
    for (const { name, values } of attributes) {
      writer.startSequence()
      writer.writeString(name)
      writer.startSequence(tags.set)
      for (const value of values) {
        if (typeof value === 'string') writer.writeString(value)
        else writer.writeBuffer(value, tags.octetString)
      }
      writer.endSequence()
      writer.endSequence()
    }
    writer.endSequence()
    writer.endSequence()
  })
}

export function writeSearchReference(messageId: number, urls: readonly string[]): Buffer {
  return writeMessage(messageId, (writer) => {
    writer.startSequence(answerTag.searchReference)
    writer.writeStringArray([...urls])
    writer.endSequence()
  })
}

/** Every answer that is a plain LDAPResult, whichever operation it ends. */
export function writeResult(messageId: number, tag: number, outcome: Outcome, controls: readonly AnsweredControl[] = []): Buffer {
  return writeMessage(messageId, (writer) => writeOutcome(writer, tag, outcome), controls)
}

/** The end of an extended operation, with its name or its value. */
export function writeExtendedResult(
  messageId: number,
  outcome: Outcome,
  response: { readonly name?: string; readonly value?: string }
): Buffer {
  return writeMessage(messageId, (writer) => {
    writeOutcome(writer, answerTag.extended, outcome, () => {
      if (response.name !== undefined) writer.writeString(response.name, 0x8a)
      if (response.value !== undefined) writer.writeString(response.value, 0x8b)
    })
  })
}

/** The unsolicited last word before the server closes the connection (RFC 4511 section 4.4.1). */
export function writeNoticeOfDisconnection(outcome: Outcome): Buffer {
  return writeExtendedResult(0, outcome, { name: '1.3.6.1.4.1.1466.20036' })
}

/** The value of a paged results control (RFC 2696). */
export function pagedResultsValue(cookie: Buffer): Buffer {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(0) // the size of the whole set: "unknown" is allowed, and what Active Directory says
  writer.writeBuffer(cookie, tags.octetString)
  writer.endSequence()
  return writer.buffer
}

function writeMessage(messageId: number, writeOperation: (writer: BerWriter) => void, controls: readonly AnsweredControl[] = []): Buffer {
  const writer = new BerWriter({ size: 4096 })
  writer.startSequence()
  writer.writeInt(messageId)
  writeOperation(writer)
  if (controls.length > 0) {
    writer.startSequence(0xa0)
    for (const control of controls) {
      writer.startSequence()
      writer.writeString(control.type)
      writer.writeBuffer(control.value, tags.octetString)
      writer.endSequence()
    }
    writer.endSequence()
  }
  writer.endSequence()
  return writer.buffer
}

function writeOutcome(writer: BerWriter, tag: number, outcome: Outcome, writeMore: () => void = () => undefined): void {
  writer.startSequence(tag)
  writer.writeEnumeration(outcome.code)
  writer.writeString(outcome.matchedDn ?? '')
  writer.writeString(outcome.text ?? '')
  if (outcome.referrals !== undefined) {
    writer.startSequence(0xa3)
    writer.writeStringArray([...outcome.referrals])
    writer.endSequence()
  }
  writeMore()
  writer.endSequence()
}
