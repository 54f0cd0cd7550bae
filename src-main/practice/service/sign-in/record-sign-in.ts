import type { SiteState } from '../site-state.ts'
import type { StoredStrategy, StoredUser } from '../stored-records.ts'

export type SignInOutcome =
  | { readonly kind: 'signed-in'; readonly user: StoredUser }
  /** `nameId`: as a verified response names the person. `because`: one sentence. */
  | { readonly kind: 'refused'; readonly nameId: string | undefined; readonly because: string }

/** Writes down who came by which provider. The words of type and status are not documented. */
export function recordSignIn(state: SiteState, strategy: StoredStrategy, outcome: SignInOutcome, at: Date): void {
  const isIn = outcome.kind === 'signed-in'
  const username = isIn ? outcome.user.username : (outcome.nameId ?? null)
  state.ssoEvents.push({
    id: state.newId(),
    event_type: 'login',
    status: isIn ? 'success' : 'failure',
    body: isIn ? 'Signed in.' : outcome.because,
    event_errors: isIn ? [] : [outcome.because],
    created_at: at.toISOString(),
    body_url: null,
    user_id: isIn ? outcome.user.id : null,
    username,
    idp_uid: username,
    provider: strategy.provider,
    provider_label: strategy.label,
    ip: '127.0.0.1',
    region: 'us-east-1'
  })
}
