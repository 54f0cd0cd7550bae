import type { SamlMode } from '../saml-source.ts'

/** When the two keys are valid, in milliseconds since 1970. */
export interface KeyDates {
  readonly oldFromMs: number
  readonly oldUntilMs: number
  readonly newFromMs: number
  readonly newUntilMs: number
}

/** One imagined moment of a roll-over. */
export interface RolloverSituation {
  readonly atMs: number
  /** Somebody has clicked “Make certificate active”. */
  readonly isNewActive: boolean
  /** The old certificate was deleted in Entra ID. */
  readonly isOldRemoved: boolean
  /** What Files.com holds; with a metadata address `both` means: it has read the address since the new key was published. */
  readonly stored: 'old' | 'new' | 'both'
}

export type KeyName = 'old' | 'new'

export interface SignInForecast {
  readonly signIn: 'works' | 'breaks' | 'not-known'
  /** By which key Entra ID signs at that moment. */
  readonly signedBy: KeyName
  readonly reason: SignInReason
}

export type SignInReason =
  | 'trusted'
  /** Trusted, and its dates are over or have not begun: whether Files.com looks at them is not documented. */
  | 'trusted-but-ended'
  | 'trusted-but-not-yet-valid'
  | 'not-trusted'
  /** The address publishes it; whether Files.com has read it, and keeps more than one key, is not documented. */
  | 'perhaps-not-read'

/** Whether a sign-in goes through in this situation. */
export function signInAt(mode: SamlMode, situation: RolloverSituation, dates: KeyDates): SignInForecast {
  const signedBy = signingKey(situation, dates)
  const { stored } = situation
  if (stored !== 'both' && stored !== signedBy)
    return mode === 'url'
      ? { signIn: 'not-known', signedBy, reason: 'perhaps-not-read' }
      : { signIn: 'breaks', signedBy, reason: 'not-trusted' }
  const { fromMs, untilMs } = validity(signedBy, dates)
  if (situation.atMs > untilMs) return { signIn: 'not-known', signedBy, reason: 'trusted-but-ended' }
  if (situation.atMs < fromMs) return { signIn: 'not-known', signedBy, reason: 'trusted-but-not-yet-valid' }
  return { signIn: 'works', signedBy, reason: 'trusted' }
}

/**
 * Entra ID signs with the active certificate. Once that has ended, it takes a valid inactive one by itself; without any, it goes on with the
 * ended one. Source: learn.microsoft.com/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on
 */
function signingKey({ atMs, isNewActive, isOldRemoved }: RolloverSituation, dates: KeyDates): KeyName {
  const active: KeyName = isNewActive || isOldRemoved ? 'new' : 'old'
  const other: KeyName = active === 'new' ? 'old' : 'new'
  if (atMs <= validity(active, dates).untilMs) return active
  if (other === 'old' && isOldRemoved) return active
  const { fromMs, untilMs } = validity(other, dates)
  return fromMs <= atMs && atMs <= untilMs ? other : active
}

function validity(key: KeyName, dates: KeyDates): { readonly fromMs: number; readonly untilMs: number } {
  return key === 'old' ? { fromMs: dates.oldFromMs, untilMs: dates.oldUntilMs } : { fromMs: dates.newFromMs, untilMs: dates.newUntilMs }
}
