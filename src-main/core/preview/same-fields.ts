import type { PeopleTable } from './directory-snapshot.ts'
import { placePersonTexts, placeUserTexts } from './person-texts.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'
import { TextSpan } from './snapshot/text-span.ts'

/**
 * Whether `compareFields` would find nothing for somebody who is not renamed, as far as the bytes tell: nearly always, without making a text.
 * False when in doubt.
 */
export function createSameFields(people: PeopleTable, site: SiteUsers): (person: number, user: number) => boolean {
  const placePerson = placePersonTexts(people)
  const placeUser = placeUserTexts(site)
  const own = new TextSpan()
  const other = new TextSpan()

  const hasSameMail = (person: number, user: number): boolean => {
    placePerson(person, 'mail', own)
    if (own.length === 0) return true
    placeUser(user, 'email', other)
    return own.equals(other)
  }
  const hasSameName = (person: number, user: number): boolean => {
    placePerson(person, 'displayName', own)
    if (own.length === 0) placePerson(person, 'commonName', own)
    placeUser(user, 'name', other)
    // Of a name of nothing but spaces the next attribute would be taken.
    return isSurelyVisible(own) && own.equals(other)
  }
  return (person, user) => (site.state(user) & siteUserState.disabled) === 0 && hasSameMail(person, user) && hasSameName(person, user)
}

/** Whether it begins with something that is no space of any kind. */
function isSurelyVisible({ bytes, start, end }: TextSpan): boolean {
  if (start === end) return false
  const first = bytes[start] ?? 0
  return (first > 0x20 && first < 0x7f) || (first >= 0xc3 && first !== 0xe1 && first !== 0xe2 && first !== 0xe3 && first !== 0xef)
}
