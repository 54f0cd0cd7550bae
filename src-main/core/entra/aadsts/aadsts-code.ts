/** What this application says to one error code of Microsoft Entra ID. Microsoft may change its codes: this is advice, and nothing is decided by it. */
export interface AadstsCode {
  readonly code: number
  /** What happened, as a whole sentence. */
  readonly meaning: string
  /** What to do for Files.com; the two are the same text where the protocol makes no difference. */
  readonly remedy: { readonly saml: string; readonly oauth: string }
  readonly kind: AadstsKind
  readonly problem: AadstsProblem
}

/** Whom or what it is about. */
export type AadstsKind = 'person' | 'application' | 'tenant' | 'request' | 'secret'

export const aadstsKindText: Readonly<Record<AadstsKind, string>> = {
  person: 'The person who signs in',
  application: 'The application in Entra ID',
  tenant: 'The tenant',
  request: 'The request that Files.com sent',
  secret: 'The client secret'
}

/** The problems of the catalogue that are told by a code: one for each remedy. Who can do it stands there. */
export type AadstsProblem =
  | 'entra.sign-in.reply-address'
  | 'entra.sign-in.application'
  | 'entra.sign-in.tenant'
  | 'entra.sign-in.not-assigned'
  | 'entra.sign-in.other-tenant'
  | 'entra.sign-in.account'
  | 'entra.sign-in.policy'
  | 'entra.sign-in.method-differs'
  | 'entra.sign-in.start-again'
  | 'entra.sign-in.signed-request'
  | 'entra.sign-in.empty-name-id'
  | 'entra.sign-in.no-signing-key'
  | 'entra.sign-in.client-secret'
  | 'entra.sign-in.registration'
  | 'entra.sign-in.consent'

export function both(remedy: string): AadstsCode['remedy'] {
  return { saml: remedy, oauth: remedy }
}
