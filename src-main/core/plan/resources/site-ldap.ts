import { siteLdapFields } from '../../model/service-fields.ts'
import { succeed } from '../../result.ts'
import type { SiteFacts } from '../../service/service-facts.ts'
import type { ResourceState } from '../plan.ts'
import type { PlannedResource } from './planned-resource.ts'
import { readableFields } from './readable-fields.ts'
import { wantedFields } from './wanted-fields.ts'

/** The site-wide LDAP settings: `PATCH /site`, and of it the `ldap_*` fields only. */
export const siteLdap: PlannedResource = {
  kind: 'site-ldap',
  name: 'the LDAP settings of the site',
  fields: siteLdapFields,
  way: () => 'update',
  wanted(profile, state) {
    const current = state.resources.find(({ resource }) => resource === 'site-ldap')
    if (profile.siteLdap === undefined || current === undefined) return succeed([])
    const wanted = wantedFields(siteLdap, current, profile.siteLdap)
    return wanted.ok ? succeed([wanted.value]) : wanted
  },
  formPath: ['“SSO Providers” in the search box at the top of the page', 'LDAP / Active Directory']
}

export function siteLdapState(site: SiteFacts, host: string): ResourceState {
  return {
    id: 'site-ldap',
    resource: 'site-ldap',
    targetId: undefined,
    title: `LDAP settings of ${host}`,
    fields: readableFields(site.ldap)
  }
}
