import { counted } from '../catalog/entry.ts'
import { groupListNotes } from './group-list-notes.ts'
import { plannedValue } from './order-changes.ts'
import type { PlannedChange, ReadState } from './plan.ts'
import { titlesOf } from './titles-of.ts'

/** What is worth knowing of new names of people and groups. How a sync takes them is not documented, and said so. */
export function nameNotes(changes: readonly PlannedChange[], state: ReadState): readonly string[] {
  return [...notesOnUsers(changes), ...notesOnGroups(changes, state)]
}

function notesOnUsers(changes: readonly PlannedChange[]): readonly string[] {
  const renamed = changes.filter((change) => change.resource === 'user' && plannedValue(change, 'username') !== undefined)
  const mailed = changes.filter((change) => change.resource === 'user' && plannedValue(change, 'email') !== undefined)
  return [
    ...(renamed.length === 0
      ? []
      : [
          `${counted(renamed.length, 'person gets', 'people get')} another user name: ${titlesOf(renamed)}. Folders, permissions and keys belong to the number of a user and stay. The old name no longer works for FTP, SFTP and WebDAV, and the provider and the directory have to send the new one, or a second account is made.`
        ]),
    ...(mailed.length === 0
      ? []
      : [
          `${counted(mailed.length, 'person gets', 'people get')} another mail address: ${titlesOf(mailed)}. Files.com writes there from then on, also for a new password.`
        ])
  ]
}

function notesOnGroups(changes: readonly PlannedChange[], state: ReadState): readonly string[] {
  const renamed = changes.filter((change) => change.resource === 'group')
  if (renamed.length === 0) return []
  return [
    `${counted(renamed.length, 'group gets', 'groups get')} another name. Whether a provisioning that made a group finds it again by its number or by its old name is not documented: if the old name turns up again after the next sign-in or sync, it goes by the name.`,
    ...groupListNotes(renamed, state)
  ]
}
