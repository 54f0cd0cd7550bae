import type { WantedUser } from '../../../src-main/core/profile/profile.ts'

/** What a repair wants of a user: `anna@old.example: user name anna@new.example, mail anna@new.example`. */
export function wantedText({ username, newUsername, newEmail, authenticationMethod, ssoStrategyId }: WantedUser): string {
  const parts = [
    ...(newUsername === undefined ? [] : [`user name ${newUsername}`]),
    ...(newEmail === undefined ? [] : [`mail ${newEmail}`]),
    ...(authenticationMethod === undefined ? [] : [`authentication method ${authenticationMethod}`]),
    ...(ssoStrategyId === undefined ? [] : [`provider ${String(ssoStrategyId)}`])
  ]
  return `${username}: ${parts.join(', ')}`
}
