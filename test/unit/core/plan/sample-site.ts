import { createHash } from 'node:crypto'
import { planLines } from '../../../../src-main/cli/reporters/plan.ts'
import type { Forecast } from '../../../../src-main/core/plan/forecast.ts'
import { makePlan, type PlanInput } from '../../../../src-main/core/plan/make-plan.ts'
import type { Plan, PlannedChange, ReadState } from '../../../../src-main/core/plan/plan.ts'
import { readStateOf } from '../../../../src-main/core/plan/read-state.ts'
import type { WantedResource } from '../../../../src-main/core/plan/wanted.ts'
import { type Profile, usualSafetyLimits } from '../../../../src-main/core/profile/profile.ts'
import { plainStyle } from '../../../../src-main/core/report/text-style.ts'
import type { FieldValues, SiteFacts, StrategyFacts, UserFacts } from '../../../../src-main/core/service/service-facts.ts'

/** A small site in plain values, and everything that a plan is made from. */
export const now = new Date('2026-11-21T12:00:00Z')
export const host = 'acme.files.com'

export function digest(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export const ldapOff: FieldValues = {
  ldap_enabled: false,
  ldap_type: 'active_directory',
  ldap_host: 'dc1.corp.example',
  ldap_host_2: '',
  ldap_port: 389,
  ldap_secure: false,
  ldap_username: 'svc@corp.example',
  ldap_username_field: 'sAMAccountName',
  ldap_base_dn: 'DC=corp,DC=example',
  ldap_domain: 'corp.example',
  ldap_user_action: 'disabled'
}

export function sampleSiteFacts(ldap: FieldValues = ldapOff): SiteFacts {
  return {
    name: 'Acme',
    subdomain: 'acme',
    domain: undefined,
    adminUserId: 1,
    ldap,
    nonSsoUsersAllowed: true,
    nonSsoGroupsAllowed: true,
    require2fa: false
  }
}

export function sampleStrategy(id = 12, fields: FieldValues = {}, label = 'Entra ID'): StrategyFacts {
  return {
    id,
    protocol: 'saml',
    provider: 'azure',
    label,
    enabled: true,
    userCount: 40,
    displayOnLoginPage: true,
    scimTokenExpiresAt: undefined,
    fields: { ldap_provisioning_enabled: false, provision_users: true, provision_group_required: '', ...fields }
  }
}

export function sampleUser(id: number, username: string, facts: Partial<UserFacts> = {}): UserFacts {
  return {
    id,
    username,
    email: undefined,
    name: undefined,
    authenticationMethod: 'password',
    ssoStrategyId: undefined,
    externallyManaged: false,
    disabled: false,
    siteAdmin: false,
    readonlySiteAdmin: false,
    lockoutExpires: null,
    passwordExpired: false,
    requirePasswordChange: false,
    lastLoginAt: '2026-11-20T08:00:00Z',
    lastWebLoginAt: '2026-11-20T08:00:00Z',
    lastFtpLoginAt: null,
    lastSftpLoginAt: null,
    lastDavLoginAt: null,
    lastRestapiLoginAt: null,
    lastApiUseAt: null,
    lastActiveAt: undefined,
    active2fa: true,
    require2fa: 'use_system_setting',
    publicKeysCount: 0,
    apiKeysCount: 0,
    ftpPermission: true,
    sftpPermission: true,
    davPermission: false,
    restapiPermission: true,
    groupIds: undefined,
    ...facts
  }
}

export const alice = sampleUser(1, 'alice.admin', { siteAdmin: true })
export const bob = sampleUser(2, 'bob.admin', { siteAdmin: true, authenticationMethod: 'sso', ssoStrategyId: 12 })
export const anna = sampleUser(34, 'anna.smith@corp.example')
export const omar = sampleUser(35, 'omar@corp.example', { authenticationMethod: 'sso', ssoStrategyId: 12 })

export function sampleState(
  read: { readonly ldap?: FieldValues; readonly strategies?: readonly StrategyFacts[]; readonly users?: readonly UserFacts[] } = {}
): ReadState {
  return readStateOf({
    site: sampleSiteFacts(read.ldap),
    host,
    strategies: read.strategies ?? [sampleStrategy()],
    users: read.users ?? [anna, omar]
  })
}

export function sampleProfile(wanted: Partial<Profile> = {}): Profile {
  return {
    schemaVersion: 2,
    name: 'Acme',
    site: 'acme',
    directory: undefined,
    siteLdap: undefined,
    strategies: [],
    saml: undefined,
    oauth: undefined,
    groups: [],
    users: [],
    safety: usualSafetyLimits,
    ...wanted
  }
}

export const harmlessForecast: Extract<Forecast, { readonly kind: 'made' }> = {
  kind: 'made',
  isComplete: true,
  because: undefined,
  peopleInDirectory: 100,
  peopleLastTime: 100,
  managedUsers: 100,
  wouldLose: [],
  notFound: [],
  assumptions: []
}

export function samplePlan(wanted: readonly WantedResource[], input: Partial<PlanInput> = {}): Plan {
  return makePlan({
    purpose: 'profile',
    state: sampleState(),
    wanted,
    strategyWrites: 'accepted',
    forecast: harmlessForecast,
    limits: usualSafetyLimits,
    administrators: { users: [alice, bob], cut: undefined },
    now,
    digest,
    ...input
  })
}

export function wantedOf(id: string, fields: WantedResource['fields'], secrets: readonly string[] = []): WantedResource {
  return { id, fields, secrets }
}

/** One change to the site's LDAP settings, as a plan has it. */
export function sampleChange(fields: WantedResource['fields'], secrets: readonly string[] = []): PlannedChange {
  const [change] = samplePlan([wantedOf('site-ldap', fields, secrets)]).changes
  if (change === undefined) throw new TypeError('nothing changes')
  return change
}

/** The plan as the command line shows it. */
export function shownText(plan: Plan): string {
  return planLines({ plan, forecast: { kind: 'not-needed' }, secretFields: [] }, plainStyle).join('\n')
}
