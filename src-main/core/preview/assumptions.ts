import { counted } from '../catalog/entry.ts'
import { LONGEST_USERNAME } from './name-person.ts'
import { outcomeIndex, reasonIndex, warningCodes } from './preview-codes.ts'
import type { ReasonCode, WarningCode } from './preview-result.ts'
import type { Preview } from './run-preview.ts'

/** Every rule that the result rests on and that Files.com documents nowhere, as sentences. Only what matters for this result is named. */
export function previewAssumptions(preview: Preview): readonly string[] {
  const { rules, scope, groups, snapshot, site } = preview
  const tally = preview.tally()
  const hasReason = (...reasons: readonly ReasonCode[]): boolean => reasons.some((reason) => tally.reasons[reasonIndex(reason)] !== 0)
  const hasWarning = (...warnings: readonly WarningCode[]): boolean =>
    warnings.some((warning) => tally.warnings[warningCodes.indexOf(warning)] !== 0)
  const said = (condition: boolean, sentence: string): readonly string[] => (condition ? [sentence] : [])
  return [
    'The filter that Files.com searches people by is not documented; people were searched for as directories of this kind keep them.',
    ...said(
      snapshot.reading.references > 0,
      'The directory pointed to other servers for a part of it. That part was not read; whether Files.com follows such pointers is not documented.'
    ),
    'Capitals and the encoding of accents do not count when user names are compared; a user who is spelled differently keeps the spelling of the site.',
    ...nestingSentences(preview),
    ...said(
      !scope.required.isEmpty || groups.included.perPattern.length + groups.excluded.perPattern.length > 0,
      'Patterns of groups are compared with the name (cn) of a group, without regard to capitals.'
    ),
    ...said(
      groups.excluded.perPattern.length > 0,
      'Excluded groups are kept away from the site; the people in them are taken all the same.'
    ),
    ...sameNameSentences(preview),
    ...said(
      scope.hasDisabled,
      'People whose account the directory has disabled count as gone; whether Files.com looks at that is not documented.'
    ),
    ...said(
      hasWarning('expired', 'locked', 'password-expired'),
      'Expired and locked accounts and ended passwords count as usual people, because only disabling is known to end an account elsewhere.'
    ),
    ...said(
      hasReason('username-too-long', 'username-forbidden-characters'),
      `That a user name may have ${String(LONGEST_USERNAME)} characters at most, and no slash, backslash, comma or invisible character, is a limit of this application: none is documented.`
    ),
    ...said(
      hasReason('same-username-twice'),
      'Of several people with one user name none is taken here, because nobody knows which one Files.com would take; a user of that name stays.'
    ),
    ...said(
      hasWarning('mail-missing'),
      'People without a mail address are taken all the same; Files.com may refuse them. What the directory leaves empty stays as the site has it.'
    ),
    ...said(
      hasWarning('several-usernames'),
      'Of several values of the user name field the first one that the directory sent is used; directories promise no order.'
    ),
    'The full name is displayName, or else cn, or else first and last name; mail addresses are compared without regard to capitals.',
    ...said(
      hasReason('renamed'),
      rules.whenGone === 'nothing'
        ? 'People with a new user name but the same mail and the same name are shown as renamed. Files.com may create a second user instead.'
        : 'People with a new user name but the same mail and the same name are shown as renamed. Files.com may create a second user and take the old one away instead, so they count as people who could lose access.'
    ),
    ...said(
      rules.provisionsGroups && snapshot.groups.count > 0,
      rules.keepsMemberships === true
        ? 'Memberships that end in the directory stay on the site, because the settings say so.'
        : 'Memberships that end in the directory end on the site for groups that the sync keeps; other groups of the site stay as they are.'
    ),
    ...siteSentences(preview),
    ...said(
      tally.outcomes[outcomeIndex('delete')] !== 0,
      'Deleting is what the settings ask for; what Files.com does with the files of deleted users was not looked at.'
    ),
    ...said(site === undefined, 'No site was compared: everybody in scope counts as new, and nobody can be seen to be gone.')
  ]
}

function nestingSentences({ rules, scope, snapshot }: Preview): readonly string[] {
  if (scope.required.isEmpty && !(rules.provisionsGroups && snapshot.groups.count > 0)) return []
  return [
    rules.directMembersOnly
      ? 'Only direct members of a group count; whether Files.com follows groups inside groups is not documented.'
      : 'Members of groups inside groups count as well; whether Files.com follows them is not documented.',
    'Primary groups and memberships by name (memberUid) count like any other; whether Files.com sees them is not documented.'
  ]
}

/** Whoever may name a group in some corner of the directory would give its members what the other one may do. */
function sameNameSentences({ groups, rules }: Preview): readonly string[] {
  const names = groups.names.filter((_, number) => (groups.rowsOf[number]?.length ?? 0) > 1)
  if (names.length === 0 || !rules.provisionsGroups) return []
  const more = names.length > MOST_NAMES ? ` and ${counted(names.length - MOST_NAMES, 'other name', 'other names')}` : ''
  const called = names
    .slice(0, MOST_NAMES)
    .map((name) => `“${name}”`)
    .join(', ')
  return [
    `Several groups of the directory have the same name (${called}${more}): they count as one group on the site, with the members of all of them; what Files.com does is not documented.`
  ]
}

const MOST_NAMES = 3

function siteSentences({ rules, site }: Preview): readonly string[] {
  if (site === undefined) return []
  return [
    ...(rules.managedBy.kind === 'site-ldap'
      ? [
          'For the sync of the site itself no value but “disabled” is documented for “Sync users” and “Sync groups”, nor what becomes of users who are gone; shown is the case in which most would change.'
        ]
      : []),
    rules.managedBy.kind === 'site-ldap'
      ? 'Users count as managed by this sync when they are externally managed and belong to no single sign-on provider.'
      : 'Users count as managed by this sync when they are externally managed and sign in by this provider.',
    'A managed user who is disabled on the site and found in the directory is enabled again.',
    ...(site.namesGroups
      ? []
      : ['The list of users does not name their groups, so the memberships of people who have a user already were not compared.']),
    ...(rules.whenGone === 'nothing' ? ['Nobody is removed, because the settings say so.'] : [])
  ]
}
