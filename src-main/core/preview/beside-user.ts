import { compareFields } from './compare-fields.ts'
import { looksLikeAnother } from './looks-like-another.ts'
import type { PeopleTable } from './directory-snapshot.ts'
import { bareDomain, plainAscii, serviceUsername } from './name-person.ts'
import { placePersonTexts, placeUserTexts } from './person-texts.ts'
import { createSameFields } from './same-fields.ts'
import { isJoined } from './same-text.ts'
import type { SiteUsers } from './site-users.ts'
import { TextSpan } from './snapshot/text-span.ts'
import { encodeUtf8 } from './snapshot/utf8.ts'

export const besideBit = {
  /** The sync would write nothing into the user, as long as the user name stays. */
  sameFields: 1,
  /** The user's name is spelled differently from the one that the service would make. */
  otherSpelling: 2,
  /** Mail and full name are both those of somebody else, as far as anybody can tell: `looksLikeAnother`. */
  otherPerson: 4
} as const

/** What shows when a person and a user of the site are put side by side: bits of `besideBit`. */
export function createBesideUser(people: PeopleTable, site: SiteUsers, domain: string): (person: number, user: number) => number {
  const haveSameFields = createSameFields(people, site)
  const isSpelledSame = createSameSpelling(people, site, domain)
  return (person, user) => {
    const spelling = isSpelledSame(person, user) ? 0 : besideBit.otherSpelling
    if (haveSameFields(person, user)) return spelling | besideBit.sameFields
    const changes = compareFields(people, person, site, user, { domain, isRenamed: false })
    if (changes.length === 0) return spelling | besideBit.sameFields
    return spelling | (looksLikeAnother(changes) ? besideBit.otherPerson : 0)
  }
}

function createSameSpelling(people: PeopleTable, site: SiteUsers, domain: string): (person: number, user: number) => boolean {
  const placePerson = placePersonTexts(people)
  const placeUser = placeUserTexts(site)
  const suffix = bareDomain(domain) === '' ? '' : `@${bareDomain(domain)}`
  const suffixBytes = encodeUtf8(suffix)
  const isPlainSuffix = plainAscii.test(suffix)
  const value = new TextSpan()
  const onSite = new TextSpan()
  return (person, user) => {
    placePerson(person, 'username', value)
    if (!isPlainSuffix || value.length === 0 || !value.isPlain)
      return site.text(user, 'username') === serviceUsername(people.text(person, 'username'), domain)
    placeUser(user, 'username', onSite)
    return isJoined(onSite, value, suffixBytes, false)
  }
}
