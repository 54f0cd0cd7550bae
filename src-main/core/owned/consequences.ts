import type { LeaverOutcome } from './owned-views.ts'

/** What the documentation of Files.com says becomes of things when their account goes, in our words; what it is silent on is said as such. */
export function consequencesOf(outcomes: readonly LeaverOutcome[], hasAdministrator: boolean): readonly string[] {
  return [
    ...(outcomes.includes('disable') ? disabled : []),
    ...(outcomes.includes('delete') ? deleted : []),
    ...(hasAdministrator
      ? [
          'A site administrator cannot be disabled before that right is taken away, says the documentation of Files.com (“Disabling Users”).'
        ]
      : [])
  ]
}

const disabled: readonly string[] = [
  'Disabled: the sign-in is blocked at once, and the account stays with all its settings (documentation of Files.com, “Disabling Users”).',
  'Whether keys, share links and automations of a disabled account go on working is not documented. Look at those that others rely on before the sync runs.'
]

const deleted: readonly string[] = [
  'Deleted by LDAP or SCIM: share links, automations, GPG keys and the like stay, and nobody becomes their new owner. Only whoever deletes an account by hand is asked for one (documentation of Files.com, “Deleting Users”).',
  'What the activity log and the settings log say of a deleted account is deleted with it. What becomes of its API keys and SSH keys is not documented.'
]

/** Of things that can belong to somebody and are not looked at. */
export const notLookedAt: readonly string[] = [
  'Remote servers, custom forms and folder settings can belong to people as well, and are not looked at here. Files and folders have no owner in the interface of Files.com.'
]
