import type { SignInMethod } from '../../src-main/core/adviser/adviser-views.ts'

/** Where each way of signing in is set up. */
export const signInGoals = {
  saml: { screen: 'saml', label: 'Set up SAML' },
  oauth: { screen: 'oauth', label: 'Set up OAuth' },
  ldap: { screen: 'setup', label: 'Set up LDAP' }
} as const satisfies Record<SignInMethod, { readonly screen: string; readonly label: string }>
