import type { PreviewRow, ReasonCode, WarningCode } from './preview-result.ts'

/** A reason in a few words, for chips and headings; `reasonText` is the sentence. */
export const reasonWords: Readonly<Record<ReasonCode, string>> = {
  'new-person': 'New on the site',
  'fields-differ': 'Fields differ',
  'groups-differ': 'Groups differ',
  renamed: 'Renamed',
  same: 'The same',
  'gone-from-directory': 'Gone from the directory',
  'no-longer-in-required-groups': 'No longer in a required group',
  'disabled-in-directory': 'Disabled in the directory',
  'not-in-required-groups': 'In no required group',
  'no-username': 'No user name',
  'username-too-long': 'User name too long',
  'username-forbidden-characters': 'Forbidden characters in the user name',
  'same-username-twice': 'Same user name twice',
  'not-managed-by-this-sync': 'Not managed by this sync',
  'user-provisioning-off': 'Users are not created',
  'stays-when-gone': 'Left alone when gone'
}

/** A warning in a few words; `warningTexts` has the sentence. */
export const warningWords: Readonly<Record<WarningCode, string>> = {
  'double-suffix': 'Domain twice',
  'mail-missing': 'No mail address',
  'mail-unlike-username': 'Mail unlike user name',
  'several-usernames': 'Several user names',
  expired: 'Account expired',
  locked: 'Account locked',
  'password-expired': 'Password expired',
  'case-differs': 'Spelled differently',
  'matches-unmanaged-user': 'Unmanaged user',
  administrator: 'Site administrator',
  'other-person': 'Perhaps another person'
}

export const changeWords: Readonly<Record<PreviewRow['changes'][number]['field'], string>> = {
  username: 'User name',
  email: 'Email',
  name: 'Full name',
  disabled: 'Disabled'
}
