import { fail, type Result, succeed } from '../../../core/result.ts'
import { DISPLAY_NAME_CLAIM, EMAIL_CLAIM, GROUPS_CLAIM } from '../../entra/entra-claims.ts'
import { newUser } from '../new-user.ts'
import type { SiteState } from '../site-state.ts'
import type { StoredStrategy, StoredUser } from '../stored-records.ts'
import { createGroupFiller } from '../sync-groups.ts'
import { rulesOf } from '../sync-rules.ts'
import type { SignedIn } from './verify-response.ts'

/** Finds or makes the user whom a verified response names, and fills groups, as the provider’s provisioning fields say. The error is one sentence. */
export function takeSignIn(state: SiteState, strategy: StoredStrategy, signedIn: SignedIn, now: Date): Result<StoredUser, string> {
  const username = signedIn.nameId
  const known = [...state.users.values()].find((user) => user.username.toLowerCase() === username.toLowerCase())
  if (known === undefined && !strategy.provision_users) return fail(`No user ${username} exists, and this provider does not make users.`)
  if (known?.disabled === true) return fail(`The user ${known.username} is disabled.`)
  if (known !== undefined && known.sso_strategy_id !== strategy.id)
    return fail(`The user ${known.username} does not sign in by this provider.`)
  const groups = signedIn.claims.get(GROUPS_CLAIM) ?? []
  const rules = rulesOf(state, strategy.id)
  if (rules?.requiredGroups.isEmpty === false && !groups.some((name) => rules.requiredGroups.match(name)))
    return fail(`${username} is in none of the groups that this provider requires.`)
  const user = known ?? makeUser(state, strategy, signedIn, now)
  const at = now.toISOString()
  Object.assign(user, { last_login_at: at, last_web_login_at: at, last_active_at: at, first_login_at: user['first_login_at'] ?? at })
  if (rules !== undefined)
    createGroupFiller(state, rules)(
      user,
      { dn: username, login: username, mail: user.email ?? undefined, name: user.name ?? undefined, isDisabled: false, groups },
      known === undefined
    )
  return succeed(user)
}

/** Just in time: at the first sign-in, with what the response says. */
function makeUser(state: SiteState, strategy: StoredStrategy, { nameId, claims }: SignedIn, now: Date): StoredUser {
  const user = newUser(state.newId(), nameId, now.toISOString(), {
    email: claims.get(EMAIL_CLAIM)?.[0] ?? null,
    name: claims.get(DISPLAY_NAME_CLAIM)?.[0] ?? null,
    company: typeof strategy['provision_company'] === 'string' ? strategy['provision_company'] : null,
    authentication_method: 'sso',
    externally_managed: true,
    sso_strategy_id: strategy.id
  })
  state.users.set(user.id, user)
  return user
}
