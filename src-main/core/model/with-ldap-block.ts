import type { Profile, WantedFields } from '../profile/profile.ts'

/** Whose LDAP block is meant. */
export type LdapTarget = { readonly kind: 'site-ldap' } | { readonly kind: 'sso-strategy'; readonly id: number }

/** The profile with these LDAP settings laid over those of the site, or of one provider; whatever else is managed there stays. */
export function withLdapBlock(profile: Profile, target: LdapTarget, fields: WantedFields): Profile {
  if (target.kind === 'site-ldap') return { ...profile, siteLdap: { ...profile.siteLdap, ...fields } }
  const { id } = target
  const known = profile.strategies.find((strategy) => strategy.id === id)
  const others = profile.strategies.filter((strategy) => strategy.id !== id)
  const { saml, oauth } = profile
  return {
    ...profile,
    strategies: [...others, { id, fields: { ...known?.fields, ...fields } }].sort((one, other) => one.id - other.id),
    // A section that speaks of the same provider must not want something else.
    saml: saml?.strategyId === id ? { ...saml, fields: without(saml.fields, fields) } : saml,
    oauth: oauth?.strategyId === id ? { ...oauth, fields: without(oauth.fields, fields) } : oauth
  }
}

function without(fields: WantedFields, taken: WantedFields): WantedFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !Object.hasOwn(taken, name)))
}
