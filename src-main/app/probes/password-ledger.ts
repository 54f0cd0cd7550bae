/** Which rung refused the password of this run: after that no host is asked again, so that one press spends one try. */
export interface PasswordLedger {
  refusedBy?: { readonly host: string; readonly checkId: string }
}
