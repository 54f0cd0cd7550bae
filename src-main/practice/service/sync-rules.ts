import { type GroupPatterns, groupPatterns } from './group-patterns.ts'
import type { DirectoryToRead } from './read-directory.ts'
import type { SiteState, SyncSource } from './site-state.ts'
import type { LdapFields, StoredSite, StoredStrategy, StoredUser } from './stored-records.ts'

/** What a sync does with the people it has read. */
export interface SyncRules {
  readonly source: SyncSource
  readonly title: string
  readonly isOn: boolean
  /** Appended to the names of the directory; empty for none. */
  readonly domain: string
  readonly createsUsers: boolean
  readonly disablesUsers: boolean
  /** Empty: everybody. */
  readonly requiredGroups: GroupPatterns
  /** Whether a group of this name is made and filled; `undefined`: no groups at all. */
  readonly takesGroup: ((name: string) => boolean) | undefined
  readonly takesMembersAway: boolean
  /** Names of groups that new users are put into. */
  readonly defaultGroups: readonly string[]
  readonly siteAdminGroups: GroupPatterns
  /** How users that it makes are known. */
  readonly newUserFields: Partial<StoredUser>
}

export function rulesOf(state: SiteState, source: SyncSource): SyncRules | undefined {
  if (source === 'site') return siteRules(state.site)
  const strategy = state.strategies.get(source)
  return strategy === undefined ? undefined : strategyRules(strategy)
}

/** Where to read, or the sentence that says what is missing. */
export function directoryOf(
  state: SiteState,
  source: SyncSource,
  options: { readonly caPem: string | undefined; readonly timeoutMs: number }
): DirectoryToRead | string {
  const fields: LdapFields | undefined = source === 'site' ? state.site : state.strategies.get(source)
  if (fields === undefined) return 'The strategy is gone.'
  const hosts = [fields.ldap_host, fields.ldap_host_2, fields.ldap_host_3].flatMap((host) => (isGiven(host) ? [host] : []))
  // No field for the password of a strategy is documented: one without its own takes the site's.
  const password = state.ldapPasswords.get(source) ?? state.ldapPasswords.get('site')
  if (hosts.length === 0) return 'No LDAP host is set.'
  if (!isGiven(fields.ldap_base_dn)) return 'No base DN is set.'
  if (!isGiven(fields.ldap_username)) return 'No LDAP account is set.'
  if (password === undefined) return 'No password is stored for the LDAP account.'
  const isOpenLdap = fields.ldap_type === 'open_ldap'
  return {
    serverType: isOpenLdap ? 'openldap' : 'active-directory',
    hosts,
    port: fields.ldap_port ?? (fields.ldap_secure ? 636 : 389),
    isSecure: fields.ldap_secure,
    isVerified: source !== 'site' || state.site.ldap_server_certificate !== 'allow_any',
    baseDn: fields.ldap_base_dn,
    username: fields.ldap_username,
    password,
    usernameField: isGiven(fields.ldap_username_field) ? fields.ldap_username_field : isOpenLdap ? 'uid' : 'sAMAccountName',
    ...options
  }
}

/**
 * The values of `ldap_user_action` and `ldap_group_action` are documented nowhere, except that `disabled` is one. Users are synced
 * whatever it says, or no documented value would ever sync anybody; groups when somebody has named some or the value is another one.
 */
function siteRules(site: StoredSite): SyncRules {
  const hasGroups = isGiven(site.ldap_group_inclusion) || (site.ldap_group_action ?? 'disabled') !== 'disabled'
  return {
    source: 'site',
    title: 'LDAP sync of the site',
    isOn: site.ldap_enabled,
    domain: site.ldap_domain ?? '',
    createsUsers: true,
    disablesUsers: true,
    requiredGroups: groupPatterns(site.ldap_user_include_groups),
    takesGroup: hasGroups ? takenGroups(site.ldap_group_inclusion, site.ldap_group_exclusion) : undefined,
    takesMembersAway: true,
    defaultGroups: [],
    siteAdminGroups: groupPatterns(null),
    newUserFields: { authentication_method: 'none', externally_managed: true, sso_strategy_id: null }
  }
}

function strategyRules(strategy: StoredStrategy): SyncRules {
  return {
    source: strategy.id,
    title: `LDAP sync of the strategy “${strategy.label}”`,
    isOn: strategy.ldap_provisioning_enabled,
    domain: strategy.ldap_domain ?? '',
    createsUsers: strategy.provision_users,
    disablesUsers: strategy.deprovision_users,
    requiredGroups: groupPatterns(strategy.provision_group_required),
    takesGroup: strategy.provision_groups ? takenGroups(strategy.provision_group_inclusion, strategy.provision_group_exclusion) : undefined,
    takesMembersAway: strategy.deprovision_groups,
    defaultGroups: (strategy.provision_group_default ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    siteAdminGroups: groupPatterns(strategy.provision_site_admin_groups),
    newUserFields: { authentication_method: 'sso', externally_managed: true, sso_strategy_id: strategy.id }
  }
}

function takenGroups(inclusion: string | null, exclusion: string | null): (name: string) => boolean {
  const included = groupPatterns(inclusion)
  const excluded = groupPatterns(exclusion)
  return (name) => (included.isEmpty || included.match(name)) && !excluded.match(name)
}

function isGiven(text: string | null): text is string {
  return text !== null && text.trim() !== ''
}
