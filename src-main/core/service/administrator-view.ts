import type { AdministratorView } from './connected-site.ts'
import { judgeAdministrator, lastSeenAt } from './judge-administrator.ts'
import type { StrategyFacts, UserFacts } from './service-facts.ts'

/** A site administrator as the overview shows them. */
export function administratorView(user: UserFacts, strategies: readonly StrategyFacts[], now: Date): AdministratorView {
  const { isBreakGlass, evidence } = judgeAdministrator(user, now)
  return {
    id: user.id,
    username: user.username,
    signsInBy: signInText(user, strategies),
    lastSeenAt: lastSeenAt(user),
    isBreakGlass,
    evidence
  }
}

function signInText({ authenticationMethod, ssoStrategyId }: UserFacts, strategies: readonly StrategyFacts[]): string {
  if (authenticationMethod !== 'sso') return methods[authenticationMethod] ?? (authenticationMethod || 'Not told')
  const strategy = strategies.find(({ id }) => id === ssoStrategyId)
  return strategy === undefined ? 'Single sign-on' : `Single sign-on “${strategy.label}”`
}

const methods: Readonly<Record<string, string>> = {
  password: 'Password',
  password_and_ssh_key: 'Password and SSH key',
  password_with_imported_hash: 'Password (imported)',
  email_signup: 'Invitation by mail, not taken yet',
  none: 'No sign-in'
}
