import { equalDn } from '../model/distinguished-name.ts'
import { comparableText } from './name-person.ts'
import { isPlainName, normalName } from './snapshot/normal-name.ts'
import { foldedByte, type TextSpan } from './snapshot/text-span.ts'
import { decodeUtf8, encodeUtf8 } from './snapshot/utf8.ts'

/** Tests texts against one comparable text, as `comparableText` would: made of those only that bytes do not decide about. Trims the span. */
export function createTextTest(comparable: string): (span: TextSpan) => boolean {
  const wanted = encodeUtf8(comparable)
  return (span) => {
    span.trim()
    const { bytes, start, end } = span
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      const isSure = byte < 0x80 && (at + 1 === end || (bytes[at + 1] ?? 0) < 0x80)
      // An accent that follows, or a letter beyond ASCII, may have another form.
      if (!isSure) return comparableText(decodeUtf8(bytes, start, end)) === comparable
      if (foldedByte(byte) !== wanted[at - start]) return false
    }
    return end - start === wanted.length
  }
}

/** The same for distinguished names, as `equalDn` has it. */
export function createDnTest(dn: string): (span: TextSpan) => boolean {
  const wanted = encodeUtf8(normalName(dn))
  return ({ bytes, start, end }) => {
    let index = 0
    if (end - start === wanted.length) while (index < wanted.length && foldedByte(bytes[start + index] ?? 0) === wanted[index]) index += 1
    if (index === wanted.length) return true
    return !isPlainName(bytes, start, end) && equalDn(decodeUtf8(bytes, start, end), dn)
  }
}

/** Whether a text is one text followed by another. `isCaseFree`: the letters of ASCII count without regard to case. */
export function isJoined({ bytes, start, end }: TextSpan, first: TextSpan, second: Uint8Array, isCaseFree: boolean): boolean {
  const length = first.length
  if (end - start !== length + second.length) return false
  for (let index = 0; index < end - start; index += 1) {
    const byte = bytes[start + index] ?? 0
    const wanted = (index < length ? first.bytes[first.start + index] : second[index - length]) ?? 0
    if (byte !== wanted && (!isCaseFree || foldedByte(byte) !== foldedByte(wanted))) return false
  }
  return true
}
