import type { NamingWay } from '../../src-main/core/identity/identity-views.ts'

/** The ways in the order in which they are asked about, with what each does. */
export const ways: readonly { readonly way: NamingWay; readonly title: string; readonly text: string }[] = [
  { way: 'saml', title: 'SAML sign-in', text: 'People sign in at Microsoft by SAML.' },
  { way: 'oauth', title: 'OAuth sign-in', text: 'People sign in at Microsoft by OAuth.' },
  { way: 'scim', title: 'SCIM provisioning', text: 'Entra ID makes the accounts. It needs SAML.' },
  { way: 'jit', title: 'Just-in-time provisioning', text: 'The first sign-in makes the account.' },
  { way: 'ldap', title: 'LDAP provisioning', text: 'Files.com makes the accounts from a directory.' }
]

export const wayTitles: Readonly<Record<NamingWay, string>> = {
  saml: 'SAML sign-in',
  oauth: 'OAuth sign-in',
  scim: 'SCIM',
  jit: 'Just-in-time',
  ldap: 'LDAP'
}
