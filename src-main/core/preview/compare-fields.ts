import type { PeopleTable } from './directory-snapshot.ts'
import { comparableText, serviceUsername } from './name-person.ts'
import { personName } from './person-name.ts'
import type { PreviewRow } from './preview-result.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'

export type FieldDifference = PreviewRow['changes'][number]

/**
 * What the sync would write into the user of somebody whom it takes. What the directory does not say stays: nobody loses a mail address
 * because an attribute is empty.
 */
export function compareFields(
  people: PeopleTable,
  person: number,
  site: SiteUsers,
  user: number,
  { domain, isRenamed }: { readonly domain: string; readonly isRenamed: boolean }
): readonly FieldDifference[] {
  const changes: FieldDifference[] = []
  if (isRenamed)
    changes.push({
      field: 'username',
      before: site.text(user, 'username'),
      after: serviceUsername(people.text(person, 'username'), domain)
    })
  const mail = people.text(person, 'mail').trim()
  const email = site.text(user, 'email')
  if (mail !== '' && mail !== email && comparableText(mail) !== comparableText(email))
    changes.push({ field: 'email', before: email, after: mail })
  const name = personName(people, person)
  const before = site.text(user, 'name')
  if (name !== '' && name !== before && name.normalize('NFC') !== before.trim().normalize('NFC'))
    changes.push({ field: 'name', before, after: name })
  if ((site.state(user) & siteUserState.disabled) !== 0) changes.push({ field: 'disabled', before: 'yes', after: 'no' })
  return changes.length === 0 ? NO_CHANGES : changes
}

const NO_CHANGES: readonly FieldDifference[] = []
