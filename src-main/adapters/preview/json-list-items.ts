import type { FileHandle } from 'node:fs/promises'
import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { createListScanner, type OnListItem } from './json-list-scanner.ts'

export interface ListItemLimits {
  readonly itemBytes?: number
  readonly pieceBytes?: number
}

/** Reads one JSON list of objects from a file of any size. The number of objects, or what is wrong as half a sentence. */
export async function readListItems(
  file: FileHandle,
  onItem: OnListItem,
  signal: CancelSignal,
  { itemBytes = 1_048_576, pieceBytes = 262_144 }: ListItemLimits = {}
): Promise<Result<number, string>> {
  const scanner = createListScanner(onItem)
  let bytes = Buffer.allocUnsafe(pieceBytes)
  let filled = 0
  for (let isFirst = true; ; isFirst = false) {
    throwIfCancelled(signal)
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled)
    throwIfCancelled(signal)
    filled += bytesRead
    // Spaces in place of the mark that Windows editors put before UTF-8.
    if (isFirst && bytes.subarray(0, Math.min(filled, 3)).equals(BYTE_ORDER_MARK)) bytes.fill(' ', 0, BYTE_ORDER_MARK.length)
    const refusal = scanner.scan(bytes, filled) ?? (bytesRead === 0 ? scanner.unfinished() : undefined)
    if (refusal !== undefined) return fail(refusal)
    if (bytesRead === 0) return succeed(scanner.count)
    const done = scanner.forget(filled)
    bytes.copyWithin(0, done, filled)
    filled -= done
    if (filled > itemBytes) return fail(`its record ${String(scanner.count + 1)} is larger than ${String(Math.round(itemBytes / 1024))} KB`)
    if (bytes.length - filled < pieceBytes / 2) bytes = Buffer.concat([bytes.subarray(0, filled)], bytes.length * 2)
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
