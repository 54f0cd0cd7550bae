import { identityClasses } from '../core/identity/identity-views.ts'
import { namingWays } from '../core/identity/person-names.ts'
import { ownedKinds } from '../core/model/owned-kinds.ts'
import { outcomes, reasonCodes, warningCodes } from '../core/preview/preview-codes.ts'

/**
 * As `redactText`, but for the words of our own by which the window tells outcomes and reasons apart: a password like “disable” or “same” must
 * not take them away, and a whole word of ours tells nothing about it.
 */
export function redactedPreviewText(redactText: (text: string) => string): (text: string) => string {
  return (text) => (OWN_WORDS.has(text) ? text : redactText(text))
}

const OWN_WORDS: ReadonlySet<string> = new Set<string>([
  ...outcomes,
  ...reasonCodes,
  ...warningCodes,
  ...['nothing', 'disable', 'delete', 'required-groups', 'direct-members-only', 'disabled', 'domain'],
  ...['passed', 'failed', 'noted', 'people', 'groups', 'members', 'directory', 'site'],
  ...ownedKinds,
  ...['read', 'cut', 'not-read'],
  ...identityClasses,
  ...namingWays,
  ...['upn', 'mail', 'problem', 'note', 'good', 'sAMAccountName', 'userPrincipalName', 'uid'],
  ...['you', 'directory-administrator', 'entra-administrator'],
  ...['new-group', 'members-differ', 'not-included', 'excluded', 'no-name', 'group-provisioning-off']
])
