import type { IdentityRulesForm } from '../state/identity-rules-state.svelte.ts'
import { wayTitles } from './way-words.ts'

/** The rules in one line, for where they are folded away. */
export function identityRulesInShort({ nameId, scimUserName, ways, ldap }: IdentityRulesForm): string {
  const used = ways.length === 0 ? 'SAML sign-in' : ways.map((way) => wayTitles[way]).join(', ')
  return [
    `${used} in use`,
    `sign-in by ${nameId === 'mail' ? 'mail' : 'UPN'}`,
    ...(ways.includes('scim') ? [`provisioning by ${scimUserName === 'mail' ? 'mail' : 'UPN'}`] : []),
    ...(ldap === undefined ? [] : [`LDAP name ${ldap.usernameField}${ldap.domain === '' ? '' : `@${ldap.domain.replace(/^@/, '')}`}`])
  ].join(', ')
}
