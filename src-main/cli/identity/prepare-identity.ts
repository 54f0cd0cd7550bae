import type { IdentityRequest, IdentityUsersSource } from '../../core/identity/identity-tables.ts'
import type { IdentityRules, NamingWay } from '../../core/identity/identity-views.ts'
import type { PreviewRules } from '../../core/preview/preview-rules.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import type { Profile } from '../../core/profile/profile.ts'
import { type Result, succeed } from '../../core/result.ts'
import type { CliPorts } from '../create-cli-ports.ts'
import { type OpenedSite, openSite } from '../open-site.ts'
import { chooseUsers } from '../preview/choose-sources.ts'
import { parseSyncName } from '../preview/choose-sync.ts'
import { preparePreview, profileOf, usersSource } from '../preview/prepare-preview.ts'
import { previewBasis } from '../preview/preview-basis.ts'
import type { PreviewSourceOptions } from '../preview/preview-source-options.ts'
import { badUsage, type Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { IdentityOptions, TypedIdentity } from './identity-options.ts'

export interface PreparedIdentity {
  readonly request: IdentityRequest
  /** Connected, when its users are compared. */
  readonly site: OpenedSite | undefined
}

/** From the options to a request. A directory is found as “preview” finds it; an Entra export needs none. */
export async function prepareIdentity(
  ports: CliPorts,
  listRuns: () => Promise<Result<readonly PreviewRunHead[], Refusal>>,
  options: IdentityOptions,
  typed: TypedIdentity,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<PreparedIdentity, Refusal>> {
  const sources: PreviewSourceOptions = { ...options, newUsers: true, groups: true }
  if (options.entraUsers !== undefined) return prepareExport(ports, options.entraUsers, { options, sources, typed }, terminal, signal)
  const prepared = await preparePreview(ports, listRuns, sources, terminal, signal)
  if (!prepared.ok) return prepared
  const { request, site } = prepared.value
  const profile = await profileOf(ports, sources, { err: { lines: () => undefined } })
  if (!profile.ok) return profile
  return succeed({
    site,
    request: { people: request.people, users: request.users, rules: rulesOf(options, typed, profile.value, request.rules) }
  })
}

interface Given {
  readonly options: IdentityOptions
  readonly sources: PreviewSourceOptions
  readonly typed: TypedIdentity
}

async function prepareExport(
  ports: CliPorts,
  path: string,
  { options, sources, typed }: Given,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<PreparedIdentity, Refusal>> {
  const chosen = chooseUsers(sources)
  if (!chosen.ok) return badUsage(chosen.error)
  const profile = await profileOf(ports, sources, terminal)
  if (!profile.ok) return profile
  const users = chosen.value
  const site =
    users.kind === 'site'
      ? await openSite(ports, { ...sources, site: users.named }, { named: profile.value?.site }, terminal, signal)
      : succeed(undefined)
  if (!site.ok) return site
  const isLdapAsked = typed.ways?.includes('ldap') === true || options.usernameField !== undefined || options.domain !== undefined
  const ldap = isLdapAsked ? await ldapRules(ports, sources, profile.value, site.value, signal) : succeed(undefined)
  if (!ldap.ok) return ldap
  const source: IdentityUsersSource = usersSource(users, site.value)
  return succeed({
    site: site.value,
    request: { people: { kind: 'entra', path }, users: source, rules: rulesOf(options, typed, profile.value, ldap.value) }
  })
}

/** By what LDAP provisioning names people: as the profile and the site have it, or as the options say. */
async function ldapRules(
  ports: CliPorts,
  options: PreviewSourceOptions,
  profile: Profile | undefined,
  site: OpenedSite | undefined,
  signal: AbortSignal
): Promise<Result<PreviewRules, Refusal>> {
  const sync = parseSyncName(options.strategy)
  if (!sync.ok) return sync
  const basis = await previewBasis(
    { people: 'ldif', sync: sync.value, profile, recorded: undefined, reader: site?.service },
    options,
    ports.certificates,
    signal
  )
  return basis.ok ? succeed(basis.value.rules) : basis
}

function rulesOf(
  { nameId, scimUserName }: IdentityOptions,
  typed: TypedIdentity,
  profile: Profile | undefined,
  ldap: PreviewRules | undefined
): IdentityRules {
  return {
    nameId,
    scimUserName,
    ldap: ldap === undefined ? undefined : { usernameField: ldap.usernameField, domain: ldap.domain },
    ways: typed.ways ?? usualWays(profile, ldap),
    strategyId: typed.strategyId ?? profile?.saml?.strategyId ?? profile?.oauth?.strategyId
  }
}

/** As the profile has it; a provider of its own that reads a directory provisions by LDAP instead of SCIM. */
function usualWays(profile: Profile | undefined, ldap: PreviewRules | undefined): readonly NamingWay[] {
  const isOauth = profile?.oauth !== undefined && profile.saml === undefined
  const signIn: NamingWay = isOauth ? 'oauth' : 'saml'
  if (ldap?.managedBy.kind === 'strategy') return [signIn, 'ldap']
  return isOauth ? [signIn] : [signIn, 'scim']
}
