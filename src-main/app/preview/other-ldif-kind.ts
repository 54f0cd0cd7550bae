import { type Problem, problem } from '../../core/errors.ts'
import type { DirectoryEntry } from '../../core/model/directory-facts.ts'
import { type ServerType, serverTypeText } from '../../core/model/directory-settings.ts'
import { isGroup, isOfActiveDirectory, isPerson } from './ldif-entries.ts'

/** Notices an export of Active Directory that is read as one of OpenLDAP, or the other way round: it would look like a directory that lost everybody. */
export interface OtherLdifKind {
  see(entry: DirectoryEntry): void
  /** `people` and `groups`: as many as were found of the kind that was named. */
  isMeant(people: number, groups: number): boolean
  problemOf(file: string): Problem
}

export function createOtherKind(serverType: ServerType): OtherLdifKind {
  const other = serverType === 'openldap' ? 'active-directory' : 'openldap'
  let otherPeople = 0
  let otherGroups = 0
  return {
    see(entry) {
      // A computer or a contact of Active Directory is a person of OpenLDAP by its classes.
      if (other === 'openldap' && isOfActiveDirectory(entry)) return
      if (isPerson(entry, other)) otherPeople += 1
      if (isGroup(entry, other)) otherGroups += 1
    },
    isMeant: (people, groups) => (people === 0 && otherPeople > 0) || (groups === 0 && otherGroups > 0),
    problemOf: (file) =>
      problem('preview.ldif.other-kind', {
        file,
        kind: serverTypeText[serverType],
        otherKind: serverTypeText[other],
        option: other,
        others: otherPeople + otherGroups
      })
  }
}
