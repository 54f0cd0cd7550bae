import { counted } from '../catalog/entry.ts'
import type { IdentityRules, IdentityView } from './identity-views.ts'

/** The rules by which the names of an LDAP sync are laid beside those of an Entra sign-in, and nothing else. */
export function besideSignInRules(nameId: IdentityRules['nameId'], ldap: NonNullable<IdentityRules['ldap']>): IdentityRules {
  return { nameId, scimUserName: 'upn', ldap, ways: ['saml', 'ldap'], strategyId: undefined }
}

/** Where the names of LDAP and of the sign-in disagree, in a sentence or two; judged by `besideSignInRules`. */
export function ldapBesideSignIn({ classes, rowCount }: Pick<IdentityView, 'classes' | 'rowCount'>): string {
  const count = (name: string): number => classes.find((each) => each.class === name)?.count ?? 0
  const unlike = count('ldap-unlike-sign-in')
  const nameless = count('no-name')
  const shared = count('two-people-one-name')
  const first =
    unlike === 0
      ? 'LDAP gives nobody another name than the Entra sign-in.'
      : `LDAP calls ${counted(unlike, 'person', 'people')} (of ${counted(rowCount, 'person', 'people')} read) otherwise than the Entra sign-in: accounts that the sync makes could not be reached.`
  return [
    first,
    ...(nameless === 0 ? [] : [`For ${counted(nameless, 'person', 'people')} the directory has no sign-in name, so nobody can tell.`]),
    ...(shared === 0 ? [] : [`${counted(shared, 'person shares a name', 'people share names')}.`])
  ].join(' ')
}
