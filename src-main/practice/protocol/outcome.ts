/** How an operation ended: the fields of an LDAPResult (RFC 4511 section 4.1.9). */
export interface Outcome {
  readonly code: number
  readonly matchedDn?: string
  readonly text?: string
  readonly referrals?: readonly string[]
}

export const resultCode = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  timeLimitExceeded: 3,
  sizeLimitExceeded: 4,
  compareFalse: 5,
  compareTrue: 6,
  authMethodNotSupported: 7,
  strongerAuthRequired: 8,
  referral: 10,
  unavailableCriticalExtension: 12,
  noSuchAttribute: 16,
  undefinedAttributeType: 17,
  noSuchObject: 32,
  invalidDnSyntax: 34,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  unavailable: 52,
  unwillingToPerform: 53,
  other: 80
} as const

export const success: Outcome = { code: resultCode.success }
