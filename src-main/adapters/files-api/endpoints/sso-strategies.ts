import { z } from 'zod'
import { succeed } from '../../../core/result.ts'
import { Secret } from '../../../core/secret.ts'
import type { FilesService } from '../../../core/service/files-service.ts'
import type { ServiceFailure } from '../../../core/service/service-failure.ts'
import type { StrategyFacts } from '../../../core/service/service-facts.ts'
import type { ServiceCaller } from '../create-caller.ts'
import { pickFields } from '../pick-fields.ts'
import { listShape, noContent, optionalFlag, optionalNumber, optionalText, shape } from '../shape.ts'

type Strategies = Pick<
  FilesService,
  'strategies' | 'strategy' | 'scimToken' | 'createStrategy' | 'updateStrategy' | 'startSync' | 'probeStrategyWrites'
>

/** `/sso_strategies`. The answer has a field for the SCIM token; only the named fields are picked. Writing is documented until 2020 only. */
export function ssoStrategiesEndpoint(caller: ServiceCaller): Strategies {
  return {
    strategies: (signal) => caller.pages('sso_strategies', {}, listShape(strategySchema, strategyFacts), signal),
    strategy: (id, signal) => caller.read(pathOf(id), strategyShape, signal),
    scimToken: (id, signal) => caller.read(pathOf(id), scimTokenShape, signal),
    createStrategy: (fields, signal) => caller.send('POST', 'sso_strategies', fields, strategyShape, signal),
    updateStrategy: (id, fields, signal) => caller.send('PATCH', pathOf(id), fields, strategyShape, signal),
    startSync: (id, signal) => caller.send('POST', `${pathOf(id)}/sync`, {}, noContent, signal),
    async probeStrategyWrites(id, signal) {
      const answer = await caller.send('PATCH', pathOf(id), {}, noContent, signal)
      if (answer.ok) return succeed('accepted')
      const taken = isTaken(answer.error)
      return taken === undefined ? answer : succeed(taken)
    }
  }
}

/** The service refuses an empty change because it is empty: it would take one with fields. Or it takes no change at all. */
function isTaken(failure: ServiceFailure): 'accepted' | 'refused' | undefined {
  if (failure.kind !== 'refused') return undefined
  if (failure.type === 'bad-request/no-valid-input-params' || failure.type === 'bad-request/request-params-required') return 'accepted'
  // These are about the key and its user: with another key the service might take the change.
  if (ABOUT_THE_KEY.test(failure.type)) return undefined
  return REFUSING.has(failure.status) || failure.type === 'bad-request/method-not-allowed' ? 'refused' : undefined
}

const ABOUT_THE_KEY =
  /^not-authorized\/(?:api-key-|two-factor-|reauthentication-|read-only-session|site-admin-required|insufficient-permission-for-site)/

const REFUSING: ReadonlySet<number> = new Set([403, 404, 405])

function pathOf(id: number): string {
  return `sso_strategies/${String(id)}`
}

const strategySchema = z.looseObject({
  id: z.number(),
  protocol: optionalText,
  provider: optionalText,
  label: optionalText,
  enabled: optionalFlag,
  user_count: optionalNumber,
  display_on_login_page: optionalFlag,
  scim_oauth_access_token_expires_at: optionalText
})

function strategyFacts(strategy: z.output<typeof strategySchema>): StrategyFacts {
  return {
    id: strategy.id,
    protocol: strategy.protocol ?? '',
    provider: strategy.provider ?? '',
    label: strategy.label ?? '',
    enabled: strategy.enabled ?? false,
    userCount: strategy.user_count ?? undefined,
    displayOnLoginPage: strategy.display_on_login_page ?? undefined,
    scimTokenExpiresAt: strategy.scim_oauth_access_token_expires_at ?? undefined,
    fields: pickFields(strategy, STRATEGY_FIELDS)
  }
}

/** Wrapped where it is read: no text of it goes on. */
const scimTokenShape = shape(z.object({ scim_oauth_access_token: optionalText }), ({ scim_oauth_access_token: token }) =>
  token === undefined || token === null || token === '' ? undefined : new Secret(token)
)

const strategyShape = shape(strategySchema, strategyFacts)

const STRATEGY_FIELDS = [
  'enabled',
  'label',
  'display_on_login_page',
  'saml_provider_metadata_url',
  'saml_provider_metadata_content',
  'saml_provider_cert_fingerprint',
  'saml_provider_issuer_url',
  'saml_provider_slo_target_url',
  'saml_provider_sso_target_url',
  'scim_authentication_method',
  'scim_username',
  'provision_users',
  'provision_groups',
  'deprovision_users',
  'deprovision_groups',
  'deprovision_behavior',
  'provision_group_default',
  'provision_group_exclusion',
  'provision_group_inclusion',
  'provision_group_required',
  'provision_email_signup_groups',
  'provision_site_admin_groups',
  'provision_readonly_site_admin_groups',
  'provision_group_admin_groups',
  'provision_attachments_permission',
  'provision_dav_permission',
  'provision_ftp_permission',
  'provision_sftp_permission',
  'provision_time_zone',
  'provision_company',
  'provision_require_2fa',
  'provision_filesystem_layout',
  'ldap_provisioning_enabled',
  'ldap_type',
  'ldap_host',
  'ldap_host_2',
  'ldap_host_3',
  'ldap_port',
  'ldap_secure',
  'ldap_base_dn',
  'ldap_domain',
  'ldap_username',
  'ldap_username_field'
] as const
