import { decodeUtf8 } from './utf8.ts'

export interface SecurityIdentifier {
  /** The identifier without its last part, `S-1-5-21-...`. */
  readonly domain: string
  /** The last part: what `primaryGroupID` refers to. */
  readonly relative: number
}

/** `objectSid` in bytes (MS-DTYP 2.4.2) or in its notation; `undefined` for anything else. */
export function securityIdentifier(bytes: Uint8Array, start: number, end: number): SecurityIdentifier | undefined {
  const text = bytes[start] === 1 ? notation(bytes, start, end) : decodeUtf8(bytes, start, end)
  const found = text === undefined ? null : /^(S-1(?:-\d+)+)-(\d+)$/i.exec(text)
  if (found === null) return undefined
  const [, domain = '', relative = ''] = found
  return Number(relative) > 0xffffffff ? undefined : { domain: domain.toUpperCase(), relative: Number(relative) }
}

function notation(bytes: Uint8Array, start: number, end: number): string | undefined {
  const count = bytes[start + 1] ?? 0
  if (count > 15 || end - start !== 8 + 4 * count) return undefined
  let authority = 0
  for (let at = start + 2; at < start + 8; at += 1) authority = authority * 256 + (bytes[at] ?? 0)
  let text = `S-1-${authority}`
  for (let at = start + 8; at < end; at += 4) text += `-${littleEndian(bytes, at)}`
  return text
}

function littleEndian(bytes: Uint8Array, at: number): number {
  return (((bytes[at + 3] ?? 0) << 24) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at] ?? 0)) >>> 0
}
