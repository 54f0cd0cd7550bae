import { z } from 'zod'
import type { FilesService } from '../../../core/service/files-service.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { pickFields } from '../pick-fields.ts'
import { optionalFlag, optionalNumber, optionalText, shape } from '../shape.ts'

/** `GET /site` and `PATCH /site`. The answer holds session tokens; only the named fields are picked. */
export function siteEndpoint(caller: ServiceCaller): Pick<FilesService, 'site' | 'updateSite'> {
  return {
    site: (signal) => caller.read('site', siteShape, signal),
    async updateSite(fields, signal) {
      const foreign = Object.keys(fields).filter((name) => !name.startsWith('ldap_'))
      if (foreign.length > 0) throw new TypeError(`Only ldap_ fields may be sent to the site, not ${foreign.join(', ')}`)
      return caller.send('PATCH', 'site', fields, siteShape, signal)
    }
  }
}

const siteSchema = z.looseObject({
  name: optionalText,
  subdomain: z.string(),
  domain: optionalText,
  admin_user_id: optionalNumber,
  non_sso_users_allowed: optionalFlag,
  non_sso_groups_allowed: optionalFlag,
  require_2fa: optionalFlag
})

const siteShape = shape(siteSchema, (site) => ({
  name: site.name ?? '',
  subdomain: site.subdomain,
  domain: site.domain === '' ? undefined : (site.domain ?? undefined),
  adminUserId: site.admin_user_id ?? undefined,
  ldap: pickFields(site, SITE_LDAP_FIELDS),
  nonSsoUsersAllowed: site.non_sso_users_allowed ?? undefined,
  nonSsoGroupsAllowed: site.non_sso_groups_allowed ?? undefined,
  require2fa: site.require_2fa ?? undefined
}))

const SITE_LDAP_FIELDS = [
  'ldap_enabled',
  'ldap_type',
  'ldap_host',
  'ldap_host_2',
  'ldap_host_3',
  'ldap_port',
  'ldap_secure',
  'ldap_server_certificate',
  'ldap_username',
  'ldap_username_field',
  'ldap_domain',
  'ldap_base_dn',
  'ldap_user_action',
  'ldap_group_action',
  'ldap_user_include_groups',
  'ldap_group_inclusion',
  'ldap_group_exclusion'
] as const
