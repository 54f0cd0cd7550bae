import type { ServiceField } from '../../src-main/core/model/service-field.ts'
import { siteLdapFields, strategyFields } from '../../src-main/core/model/service-fields.ts'
import type { Profile } from '../../src-main/contract/views.ts'
import type { WantedFields } from '../../src-main/core/profile/profile.ts'

/** What the form of Set up is about: the site's own LDAP, the LDAP provisioning of one strategy, or how people sign in. */
export type SetupTarget =
  { readonly kind: 'site-ldap' } | { readonly kind: 'sso-strategy'; readonly id: number } | { readonly kind: 'people' }

export function fieldsOfTarget(target: SetupTarget): readonly ServiceField[] {
  switch (target.kind) {
    case 'site-ldap':
      return siteLdapFields
    case 'sso-strategy':
      return strategyFields
    case 'people':
      return []
  }
}

/** The managed fields of the target; a field that is absent is left as it is. People are no fields: they have a list of their own. */
export function wantedOf(profile: Profile, target: SetupTarget): WantedFields {
  if (target.kind === 'site-ldap') return profile.siteLdap ?? {}
  if (target.kind === 'people') return {}
  return profile.strategies.find(({ id }) => id === target.id)?.fields ?? {}
}

/** The profile with these managed fields; without any, the target is not managed at all. */
export function withWanted(profile: Profile, target: SetupTarget, fields: WantedFields): Profile {
  if (target.kind === 'people') return profile
  const isManaged = Object.keys(fields).length > 0
  if (target.kind === 'site-ldap') return { ...profile, siteLdap: isManaged ? fields : undefined }
  const others = profile.strategies.filter(({ id }) => id !== target.id)
  const strategies = isManaged ? [...others, { id: target.id, fields }].sort((first, second) => first.id - second.id) : others
  return { ...profile, strategies }
}

export function isSameTarget(first: SetupTarget, second: SetupTarget): boolean {
  return first.kind === 'sso-strategy' && second.kind === 'sso-strategy' ? first.id === second.id : first.kind === second.kind
}
