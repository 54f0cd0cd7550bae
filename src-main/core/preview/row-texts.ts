import type { DirectorySnapshot } from './directory-snapshot.ts'
import { bareDomain } from './name-person.ts'
import { placePersonTexts, placeUserTexts } from './person-texts.ts'
import type { PreviewRules } from './preview-rules.ts'
import type { SiteUsers } from './site-users.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

export type RowText = 'username' | 'name' | 'mail' | 'dn' | 'siteUsername'

/** Moves the span to a text of a row as the preview shows it, or, for `siteUsername`, to the user's present name. What the row has not is empty. */
export type PlaceRowText = (row: number, column: RowText, span: TextSpan) => void

interface TextRowsOfPreview {
  readonly snapshot: DirectorySnapshot
  readonly site: SiteUsers | undefined
  readonly rules: PreviewRules
  readonly match: { readonly isRenamed: Uint8Array }
  userOf(row: number): number | undefined
}

/** The same texts as `Preview.username`, `nameOf`, `mailOf` and the DN, in UTF-8: nobody makes half a million texts to look through them. */
export function createRowTexts({ snapshot: { people }, site, rules, match, userOf }: TextRowsOfPreview): PlaceRowText {
  const placePerson = placePersonTexts(people)
  const placeUser = placeUserTexts(site)
  const domain = bareDomain(rules.domain)
  const suffix = encodeUtf8(domain === '' ? '' : `@${domain}`)
  const empty = new Uint8Array(0)
  const joined = new Joiner()
  const other = new TextSpan()

  const placeSite = (row: number, column: 'username' | 'name' | 'email', span: TextSpan): void => {
    const user = userOf(row)
    if (user === undefined || site === undefined) span.set(empty, 0, 0)
    else placeUser(user, column, span)
  }
  const placeUsername = (row: number, span: TextSpan): void => {
    if (match.isRenamed[row] !== 1 && site !== undefined && userOf(row) !== undefined) {
      placeSite(row, 'username', span)
      return
    }
    if (row >= people.count) {
      span.set(empty, 0, 0)
      return
    }
    placePerson(row, 'username', span)
    span.trim()
    if (span.length > 0 && suffix.length > 0) joined.join(span, undefined, suffix)
  }
  const placePersonName = (person: number, span: TextSpan): void => {
    placePerson(person, 'displayName', span)
    span.trim()
    if (span.length > 0) return
    placePerson(person, 'commonName', span)
    span.trim()
    if (span.length > 0) return
    placePerson(person, 'givenName', span)
    placePerson(person, 'surname', other)
    joined.join(span, SPACE, other.bytes.subarray(other.start, other.end))
    span.trim()
  }
  return (row, column, span) => {
    const isPerson = row < people.count
    switch (column) {
      case 'username':
        placeUsername(row, span)
        return
      case 'siteUsername':
        placeSite(row, 'username', span)
        return
      case 'name':
        span.set(empty, 0, 0)
        if (isPerson) placePersonName(row, span)
        if (span.length === 0) placeSite(row, 'name', span)
        return
      case 'mail':
        span.set(empty, 0, 0)
        if (isPerson) placePerson(row, 'mail', span)
        span.trim()
        if (span.length === 0) placeSite(row, 'email', span)
        return
      case 'dn':
        span.set(empty, 0, 0)
        if (isPerson) placePerson(row, 'dn', span)
        return
    }
  }
}

const SPACE = 0x20

/** Puts one text behind another, in a buffer that is used again for the next. */
class Joiner {
  #bytes = new Uint8Array(1024)

  join(span: TextSpan, between: number | undefined, second: Uint8Array): void {
    const first = span.length
    if (first + second.length + 1 > this.#bytes.length) this.#bytes = new Uint8Array((first + second.length) * 2)
    const bytes = this.#bytes
    for (let index = 0; index < first; index += 1) bytes[index] = span.bytes[span.start + index] ?? 0
    let end = first
    if (between !== undefined) bytes[end++] = between
    for (let index = 0; index < second.length; index += 1) bytes[end++] = second[index] ?? 0
    span.set(bytes, 0, end)
  }
}
