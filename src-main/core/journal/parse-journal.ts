import type { JournalRecord } from './journal-record.ts'
import { isJournalRecord } from './journal-record-guard.ts'

export interface ParsedJournal {
  readonly records: readonly JournalRecord[]
  /** Bytes at the end that are not trusted: from the first line that is no whole record. For a text, bytes of its UTF-8. */
  readonly cutBytes: number
  /** Number of the line, from 1, at which trust ended although more lines follow: the file was damaged or changed, not just cut. */
  readonly brokenLine: number | undefined
}

/**
 * The records of a journal file: one JSON document a line. A record counts when its line is whole, line feed included, because only then
 * had it been synced before anything else was done. From the first line that is none, nothing is trusted, not even a sound line behind it.
 */
export function parseJournal(content: Uint8Array | string): ParsedJournal {
  const records: JournalRecord[] = []
  let trusted = 0
  for (let line = 1; trusted < content.length; line += 1) {
    const end = content instanceof Uint8Array ? content.indexOf(LINE_FEED, trusted) : content.indexOf('\n', trusted)
    const record = end === -1 ? undefined : recordIn(textOf(content, trusted, end))
    if (record === undefined) {
      const isInTheMiddle = end !== -1 && end + 1 < content.length
      return { records, cutBytes: bytesFrom(content, trusted), brokenLine: isInTheMiddle ? line : undefined }
    }
    records.push(record)
    trusted = end + 1
  }
  return { records, cutBytes: 0, brokenLine: undefined }
}

const LINE_FEED = 0x0a

function recordIn(line: string | undefined): JournalRecord | undefined {
  if (line === undefined) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return isJournalRecord(value) ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** `undefined` for bytes that are no UTF-8: part of a character is missing, or somebody wrote something else there. */
function textOf(content: Uint8Array | string, start: number, end: number): string | undefined {
  if (typeof content === 'string') return content.slice(start, end)
  const bytes = content.subarray(start, end)
  if (bytes.every((byte) => byte < 0x80)) return asciiText(bytes)
  try {
    // The core has no TextDecoder.
    return decodeURIComponent(escapedText(bytes))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** ASCII as it is, everything else escaped: a metadata document with one umlaut is a megabyte of ASCII. */
function escapedText(bytes: Uint8Array): string {
  const parts: string[] = []
  let start = 0
  bytes.forEach((byte, at) => {
    if (byte < 0x80 && byte !== PERCENT) return
    parts.push(asciiText(bytes.subarray(start, at)), `%${byte.toString(16).padStart(2, '0')}`)
    start = at + 1
  })
  parts.push(asciiText(bytes.subarray(start)))
  return parts.join('')
}

const PERCENT = 0x25

function asciiText(bytes: Uint8Array): string {
  let text = ''
  // In pieces: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  return text
}

function bytesFrom(content: Uint8Array | string, start: number): number {
  if (content instanceof Uint8Array) return content.length - start
  let bytes = 0
  for (const character of content.slice(start)) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
