import type { Outcome, ReasonCode, WarningCode } from './preview-result.ts'

/** The deciding reason as a sentence for people. */
export function reasonText(reason: ReasonCode, outcome: Outcome): string {
  const isAlreadyDisabled = outcome === 'unchanged' && endings.has(reason)
  return isAlreadyDisabled ? `${sentences[reason]} The user is disabled already.` : sentences[reason]
}

export const warningTexts: Readonly<Record<WarningCode, string>> = {
  'double-suffix': 'The user name field already holds a domain, and another one is appended.',
  'mail-missing': 'The directory has no mail address for this person.',
  'mail-unlike-username': 'Mail address and user name differ, so single sign-on by mail would not find this user.',
  'several-usernames': 'The user name field has several values; the first one is used.',
  expired: 'The account has expired in the directory.',
  locked: 'The account is locked in the directory.',
  'password-expired': 'The password has expired in the directory.',
  'case-differs': 'The site spells the user name differently, in capitals or accents only.',
  'matches-unmanaged-user': 'The site has a user of this name that this sync does not manage.',
  administrator: 'The user is a site administrator.',
  'other-person':
    'Mail address and full name are both new. If the user name was given to somebody else, that person gets the files and permissions of the one before; ask before the sync runs. After a marriage it is the same person.'
}

const endings: ReadonlySet<ReasonCode> = new Set(['gone-from-directory', 'no-longer-in-required-groups', 'disabled-in-directory'])

const sentences: Readonly<Record<ReasonCode, string>> = {
  'new-person': 'The site has no user of this name yet.',
  'fields-differ': 'The directory says something else than the site.',
  'groups-differ': 'Only the groups differ between directory and site.',
  renamed: 'Same mail and same name as a user whose user name is gone: taken for the same person, renamed.',
  same: 'Directory and site say the same.',
  'gone-from-directory': 'Nobody of this user name is in the directory.',
  'no-longer-in-required-groups': 'The person is in none of the required groups any more.',
  'disabled-in-directory': 'The account is disabled in the directory.',
  'not-in-required-groups': 'The person is in none of the required groups.',
  'no-username': 'The user name field is empty.',
  'username-too-long': 'The user name is too long.',
  'username-forbidden-characters': 'The user name has characters that no user name should have.',
  'same-username-twice': 'The same user name is there more than once, and nobody knows which one the sync would take.',
  'not-managed-by-this-sync': 'The user is not managed by this sync and is never touched by it.',
  'user-provisioning-off': 'The sync is told not to create users.',
  'stays-when-gone': 'The directory does not give this user any more, and the sync is told to leave such users alone.'
}
