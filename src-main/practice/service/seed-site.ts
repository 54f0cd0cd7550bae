import { PERSON_PASSWORD } from '../company/make-company.ts'
import { makePeople } from '../company/make-people.ts'
import { repeatableUuid } from '../company/repeatable-uuid.ts'
import { practiceTenantNames } from '../entra/practice-tenant-names.ts'
import { newStrategy } from './new-strategy.ts'
import { seedGroups } from './seed-groups.ts'
import { seedLogs } from './seed-logs.ts'
import { seedOwned } from './seed-owned.ts'
import { seedUsers } from './seed-users.ts'
import { makeServiceKeys, type ServiceKeys } from './service-keys.ts'
import { SiteState } from './site-state.ts'
import type { StoredSite, StoredStrategy } from './stored-records.ts'

export type SeedStrategies = 'none' | 'azure-saml' | 'azure-saml-and-oauth'

export interface SeededSite {
  readonly state: SiteState
  readonly keys: ServiceKeys
  /** The administrator who interferes. */
  readonly bobId: number
}

export const AZURE_SAML_ID = 101
export const AZURE_OAUTH_ID = 102

/** The site of the practice company, some years old: administrators, people, groups, logs, and no LDAP settings yet. */
export function seedSite(options: { readonly userCount: number; readonly strategies: SeedStrategies; readonly now: Date }): SeededSite {
  const { now } = options
  const state = new SiteState(practiceSite())
  for (const strategy of practiceStrategies(options.strategies, now)) state.strategies.set(strategy.id, strategy)
  const people = makePeople()
  const owners = seedUsers(state, people, options.userCount, now)
  seedGroups(state, people)
  seedLogs(state, people, now)
  const { keys, stored } = makeServiceKeys(owners, now)
  state.apiKeys.push(...stored)
  seedOwned(state, now)
  return { state, keys, bobId: owners.bob }
}

function practiceSite(): StoredSite {
  return {
    id: 1,
    name: 'Practice Harbour Freight',
    subdomain: 'practice',
    domain: null,
    admin_user_id: 1,
    created_at: '2022-03-01T09:00:00.000Z',
    email: 'it@practice.example',
    language: 'en',
    non_sso_users_allowed: true,
    non_sso_groups_allowed: true,
    require_2fa: false,
    require_2fa_user_type: 'site_admins',
    allowed_ips: '',
    motd_text: 'Welcome aboard',
    session_expiry_minutes: 360,
    smtp_address: 'smtp.practice.example',
    smtp_username: 'mailer',
    color2_left: '#0066a7',
    ldap_enabled: false,
    ldap_type: 'active_directory',
    ldap_host: null,
    ldap_host_2: null,
    ldap_host_3: null,
    ldap_port: null,
    ldap_secure: false,
    ldap_server_certificate: 'require_match',
    ldap_username: null,
    ldap_username_field: 'sAMAccountName',
    ldap_domain: null,
    ldap_base_dn: null,
    ldap_user_action: 'disabled',
    ldap_group_action: 'disabled',
    ldap_user_include_groups: null,
    ldap_group_inclusion: null,
    ldap_group_exclusion: null
  }
}

function practiceStrategies(wanted: SeedStrategies, now: Date): readonly StoredStrategy[] {
  if (wanted === 'none') return []
  return wanted === 'azure-saml' ? [azureSaml(now)] : [azureSaml(now), azureOauth()]
}

function azureSaml(now: Date): StoredStrategy {
  const { metadataUrl, issuer } = practiceTenantNames()
  return {
    ...newStrategy(AZURE_SAML_ID, 'practice'),
    protocol: 'saml',
    provider: 'azure',
    provider_identifier: 'entra',
    label: 'Practice Entra ID',
    enabled: true,
    saml_provider_metadata_url: metadataUrl,
    saml_provider_issuer_url: issuer,
    scim_authentication_method: 'oauth',
    // A secret, as the service gives it back: a client must never keep it.
    scim_oauth_access_token: repeatableUuid(`scim/${PERSON_PASSWORD}`).toString('hex'),
    scim_oauth_access_token_expires_at: new Date(now.getTime() + 200 * DAY_MS).toISOString(),
    provision_users: true,
    provision_groups: true,
    deprovision_users: true,
    deprovision_groups: true,
    deprovision_behavior: 'disable',
    provision_company: 'Practice Harbour Freight'
  }
}

function azureOauth(): StoredStrategy {
  return {
    ...newStrategy(AZURE_OAUTH_ID, 'practice'),
    protocol: 'oauth2',
    provider: 'azure',
    label: 'Practice Entra ID (trial)',
    display_on_login_page: false
  }
}

const DAY_MS = 86_400_000
