import type { GroupChange } from './group-changes.ts'

/** Names of groups in one line; a name with a comma is put in quotes, so that nobody takes it for two. */
export function groupList(names: readonly string[]): string {
  return names.map((name) => (name.includes(',') ? `“${name}”` : name)).join(', ')
}

/** What to do about a name of `GroupMatch.takenApart`. */
export function takenApartText(name: string): string {
  return `The directory has a group “${name}”. A comma separates names here, so that this group is not meant: write “${name.replaceAll(',', '*')}” for it.`
}

/** As people read them. */
export const groupOutcomeText: Readonly<Record<GroupChange['outcome'], string>> = {
  create: 'New',
  update: 'Members change',
  unchanged: 'Unchanged',
  'left-out': 'Left out'
}

/** Why, as a sentence. */
export const groupReasonText: Readonly<Record<GroupChange['because'], string>> = {
  'new-group': 'No user is in it yet.',
  'members-differ': 'Somebody would join or leave.',
  same: 'Directory and site have the same people in it.',
  'not-compared': 'The list of users does not name groups, so whether anything changes cannot be told.',
  'not-included': 'It is not among “Only provision these groups”.',
  excluded: 'It is among “Exclude these groups”.',
  'no-name': 'The group has no name (cn) in the directory.',
  'group-provisioning-off': 'The sync is told not to create groups.'
}
