import type { PeopleTable } from './directory-snapshot.ts'

/** The full name that a person would get: `displayName`, or `cn`, or first and last name. Our assumption, as the practice site does it. */
export function personName(people: PeopleTable, person: number): string {
  const displayName = people.text(person, 'displayName').trim()
  if (displayName !== '') return displayName
  const commonName = people.text(person, 'commonName').trim()
  if (commonName !== '') return commonName
  return `${people.text(person, 'givenName')} ${people.text(person, 'surname')}`.trim()
}
