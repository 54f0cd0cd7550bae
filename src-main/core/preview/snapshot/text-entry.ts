import { type DirectoryEntry, valuesOf } from '../../model/directory-facts.ts'
import type { EntryView } from './entry-view.ts'
import { encodeUtf8 } from './utf8.ts'

/**
 * An entry of texts (LDIF, a recording, a test) as a view of bytes. A part of a ranged attribute (`member;range=0-1499`) counts as values of
 * the attribute.
 */
export function entryViewOf(entry: DirectoryEntry, wanted: readonly string[]): EntryView {
  const values: number[][] = wanted.map(() => [])
  const dn = encodeUtf8(entry.dn)
  const parts = [dn]
  let length = dn.length
  for (const [index, attribute] of wanted.entries())
    for (const value of wantedValues(entry, attribute)) {
      const bytes = encodeUtf8(value)
      values[index]?.push(length, length + bytes.length)
      parts.push(bytes)
      length += bytes.length
    }
  return { bytes: joined(parts, length), dnStart: 0, dnEnd: dn.length, values, ranges: [] }
}

function wantedValues(entry: DirectoryEntry, attribute: string): readonly string[] {
  const name = attribute.toLowerCase()
  const ranged = [...entry.attributes].filter(([key]) => key.startsWith(`${name};range=`)).flatMap(([, values]) => values)
  return ranged.length === 0 ? valuesOf(entry, name) : [...valuesOf(entry, name), ...ranged]
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
