import type { IdentityResult } from './judge-identity.ts'

/** What the names rest on and nobody has documented, in the order in which it matters. */
export function identityAssumptions({ people, rules, waysInUse }: IdentityResult): readonly string[] {
  return [
    ...(people.source === 'directory'
      ? [
          'Entra ID is assumed to hold mail and user principal name as the directory has them. A synchronisation can be set up otherwise, and replaces domains that are not verified; an Entra user export shows what is really sent.'
        ]
      : []),
    ...(rules.nameId === 'upn'
      ? [
          'A SAML sign-in is assumed to be known by what Unique User Identifier sends. The documentation also describes sign-ins that look for the mail where it differs from the user principal name: try one such person, or judge by mail.'
        ]
      : []),
    ...(waysInUse.includes('oauth')
      ? ['Which claim of an OAuth sign-in becomes the user name is not documented; the same value as with SAML is assumed.']
      : []),
    'That Files.com takes names which differ in capitals or accents only for one name is assumed, because it is not documented.',
    ...(waysInUse.includes('ldap') &&
    rules.ldap !== undefined &&
    rules.ldap.domain.trim() !== '' &&
    rules.ldap.usernameField.toLowerCase() === 'userprincipalname'
      ? ['A domain after a user principal name is assumed to be appended a second time; how Files.com handles that is not documented.']
      : [])
  ]
}
