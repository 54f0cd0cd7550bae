import { type FileHandle, open } from 'node:fs/promises'
import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import type { DirectoryEntry } from '../../core/model/directory-facts.ts'
import { isSystemError, reasonOf } from '../files/system-error.ts'
import { createLdifLines } from './ldif-lines.ts'
import { createLdifRecords, inMegabytes, type LdifCounts } from './ldif-records.ts'

/** `cut`: the file ends inside an entry, or says itself that it is not the whole. Half an entry is never handed out. */
export type LdifEnd =
  | ({ readonly kind: 'complete' } & LdifTotals)
  | ({ readonly kind: 'cut'; readonly problem: Problem } & LdifTotals)
  | { readonly kind: 'refused'; readonly problem: Problem }

export interface LdifTotals extends LdifCounts {
  readonly bytes: number
  readonly lines: number
}

export interface LdifOptions {
  /** Attributes that are wanted, without options; others are passed over without being decoded. Default: all. */
  readonly attributes?: readonly string[]
  /** After each piece of the file; the total is absent for pipes. */
  readonly onProgress?: (bytesRead: number, bytesTotal: number | undefined) => void
  /** A line when unfolded: photos are long. */
  readonly lineLimitBytes?: number
  readonly entryLimitBytes?: number
  readonly pieceBytes?: number
}

/**
 * Reads an export of a directory (RFC 2849) entry by entry, in constant memory. Values come as from a live directory; names of attributes in
 * lower case with their options. A file that is cut between two entries looks whole: nothing in LDIF tells. Problems: `preview.ldif.*`.
 */
export async function readLdif(
  path: string,
  onEntry: (entry: DirectoryEntry) => void,
  signal: CancelSignal,
  options: LdifOptions = {}
): Promise<LdifEnd> {
  try {
    const file = await open(path, 'r')
    try {
      return await readFrom(file, path, onEntry, signal, options)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { kind: 'refused', problem: problem('preview.ldif.unreadable', { file: path, reason: reasonOf(error) }) }
  }
}

const MEBIBYTE = 1_048_576

async function readFrom(
  file: FileHandle,
  path: string,
  onEntry: (entry: DirectoryEntry) => void,
  signal: CancelSignal,
  { attributes, onProgress, lineLimitBytes = 16 * MEBIBYTE, entryLimitBytes = 256 * MEBIBYTE, pieceBytes = MEBIBYTE / 4 }: LdifOptions
): Promise<LdifEnd> {
  const wanted = attributes === undefined ? undefined : new Set(attributes.map((name) => name.toLowerCase()))
  const records = createLdifRecords({ file: path, onEntry, wanted, entryLimitBytes })
  const lines = createLdifLines(records.onLine)
  const stats = await file.stat()
  const total = stats.isFile() ? stats.size : undefined
  const refused = (found: Problem): LdifEnd => ({ kind: 'refused', problem: found })

  let bytes = Buffer.allocUnsafe(pieceBytes)
  let filled = 0
  let read = 0
  for (;;) {
    throwIfCancelled(signal)
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled)
    throwIfCancelled(signal)
    const isFirst = read === 0
    read += bytesRead
    filled += bytesRead
    if (isFirst) {
      const reason = strangeBeginning(bytes.subarray(0, filled))
      if (reason !== undefined) return refused(problem('preview.ldif.unreadable', { file: path, reason }))
      if (startsWithMark(bytes, filled)) {
        bytes.copyWithin(0, MARK_BYTES, filled)
        filled -= MARK_BYTES
      }
    }
    const taken = lines.take(bytes, filled, bytesRead === 0)
    if (taken.kind === 'stopped') {
      if (records.refusal === undefined) throw new TypeError('The reader of records stopped without a reason')
      return refused(records.refusal)
    }
    if (bytesRead === 0) return endOf(path, records, { lines: lines.nextLine - 1, bytes: read }, filled > taken.bytes)
    bytes.copyWithin(0, taken.bytes, filled)
    filled -= taken.bytes
    onProgress?.(read, total)
    if (filled > lineLimitBytes)
      return refused(
        problem('preview.ldif.too-large', { file: path, line: lines.nextLine, what: 'line', limitMegabytes: inMegabytes(lineLimitBytes) })
      )
    if (bytes.length - filled < pieceBytes / 2) bytes = Buffer.concat([bytes.subarray(0, filled)], bytes.length * 2)
  }
}

function endOf(
  file: string,
  { counts, isInsideRecord, failedResult }: ReturnType<typeof createLdifRecords>,
  size: { readonly lines: number; readonly bytes: number },
  hasRest: boolean
): LdifEnd {
  const totals = { ...counts, ...size }
  const cut = (because: string): LdifEnd => ({ kind: 'cut', problem: problem('preview.ldif.cut', { file, because }), ...totals })
  if (hasRest) return cut(`line ${String(size.lines + 1)} has no end`)
  if (isInsideRecord) return cut(`the entry before the end of the file, at line ${String(size.lines)}, is not followed by an empty line`)
  if (failedResult !== undefined) return cut(`the search that wrote it ended with “${failedResult}”`)
  if (counts.entries === 0) return { kind: 'refused', problem: problem('preview.ldif.unreadable', { file, reason: 'it holds no entry' }) }
  return { kind: 'complete', ...totals }
}

/** Windows tools write UTF-16 when asked for Unicode, some without the mark before it; zero bytes in text are nothing else. */
function strangeBeginning(bytes: Buffer): string | undefined {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const [first, second, third, fourth] = bytes
  const isHalfZero =
    bytes.length >= 4 && ((first !== 0 && second === 0 && third !== 0 && fourth === 0) || (first === 0 && second !== 0 && third === 0))
  if (hasMark || isHalfZero) return 'it is written in UTF-16: export it again without that option (ldifde: without -u), or save it as UTF-8'
  const packed = packedWith(bytes)
  if (packed !== undefined) return `it is packed with ${packed}: unpack it, and choose the file that was in it`
  if (bytes.subarray(0, 512).includes(0)) return 'it is a binary file'
  // The last byte tells nothing: what follows it may be in the next piece.
  return bytes.subarray(0, -1).includes(CR) && !bytes.includes(LF)
    ? 'its lines end with CR alone, as on old Macintosh computers: save it with line breaks of Unix or Windows'
    : undefined
}

function packedWith(bytes: Buffer): string | undefined {
  return packers.find(([, beginning]) => bytes.subarray(0, beginning.length).equals(beginning))?.[0]
}

const packers: readonly (readonly [name: string, beginning: Buffer])[] = [
  ['gzip', Buffer.from('1f8b', 'hex')],
  ['zip', Buffer.from('504b0304', 'hex')],
  ['bzip2', Buffer.from('425a68', 'hex')],
  ['xz', Buffer.from('fd377a585a', 'hex')],
  ['zstd', Buffer.from('28b52ffd', 'hex')],
  ['7-Zip', Buffer.from('377abcaf', 'hex')]
]

const LF = 0x0a
const CR = 0x0d

const MARK_BYTES = 3

/** The mark that Windows editors put before UTF-8. */
function startsWithMark(bytes: Buffer, length: number): boolean {
  return length >= MARK_BYTES && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}
