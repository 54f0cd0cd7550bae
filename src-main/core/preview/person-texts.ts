import type { PeopleTable, PersonText } from './directory-snapshot.ts'
import type { SiteUsers } from './site-users.ts'
import type { TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

export type PlacePersonText = (person: number, column: Exclude<PersonText, 'stableId'>, span: TextSpan) => void
export type PlaceUserText = (user: number, column: 'username' | 'email' | 'name', span: TextSpan) => void

/** Texts of people in UTF-8, whether their table keeps them so or not. */
export function placePersonTexts(people: PeopleTable): PlacePersonText {
  if (people.place !== undefined) return people.place.bind(people)
  return (person, column, span) => {
    placeText(people.text(person, column), span)
  }
}

/** The same of users. Without a site nobody may ask. */
export function placeUserTexts(site: SiteUsers | undefined): PlaceUserText {
  if (site?.place !== undefined) return site.place.bind(site)
  return (user, column, span) => {
    placeText(site?.text(user, column) ?? '', span)
  }
}

function placeText(text: string, span: TextSpan): void {
  const bytes = encodeUtf8(text)
  span.set(bytes, 0, bytes.length)
}
