import { bareDomain, comparableText } from './name-person.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { TextKeys } from './snapshot/text-keys.ts'
import { foldedByte, TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

/** Names of the site that people have: by key of the site the key of the people, `NO_ROW` where nobody has it. */
export interface NamesFound {
  readonly ownKeyOf: Uint32Array
}

/** Looks every name of the site up among those of the people: without the domain that all of them have. */
export function findNames(own: TextKeys, sites: TextKeys, { domain }: Pick<PreviewRules, 'domain'>): NamesFound {
  const suffix = suffixOf(domain)
  const ownKeyOf = new Uint32Array(sites.count)
  const span = new TextSpan()
  for (let key = 0; key < ownKeyOf.length; key += 1) {
    sites.place(key, span)
    const end = span.end - suffix.length
    // A name is never empty, so there is something before the domain.
    const found = end > span.start && endsWith(span, suffix) ? own.find(span.bytes, span.start, end) : -1
    ownKeyOf[key] = found === -1 ? NO_ROW : found
  }
  return { ownKeyOf }
}

/** The other way round, for people who arrive when the names of the site are known: the key of the site that such a person has, or -1. */
export function createNameFinder(sites: TextKeys, { domain }: Pick<PreviewRules, 'domain'>): (own: TextKeys, key: number) => number {
  const suffix = suffixOf(domain)
  const span = new TextSpan()
  let joined = new Uint8Array(256)
  return (own, key) => {
    own.place(key, span)
    const { length } = span
    if (suffix.length === 0) return sites.find(span.bytes, span.start, span.end)
    if (length + suffix.length > joined.length) joined = new Uint8Array((length + suffix.length) * 2)
    joined.set(span.bytes.subarray(span.start, span.end))
    joined.set(suffix, length)
    return sites.find(joined, 0, length + suffix.length)
  }
}

function suffixOf(domain: string): Uint8Array {
  const bare = bareDomain(domain)
  return bare === '' ? NO_SUFFIX : encodeUtf8(comparableText(`@${bare}`))
}

const NO_SUFFIX = new Uint8Array(0)

function endsWith({ bytes, end }: TextSpan, suffix: Uint8Array): boolean {
  const from = end - suffix.length
  for (let index = 0; index < suffix.length; index += 1) if (foldedByte(bytes[from + index] ?? 0) !== suffix[index]) return false
  return true
}
