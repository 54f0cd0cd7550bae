/** What a record of the practice site can hold: exactly what JSON can. */
export type StoredValue = string | number | boolean | null | readonly StoredValue[] | { readonly [name: string]: StoredValue }

/** Fields by the names of the service. Those that code needs by name are declared on the kinds below. */
export interface StoredRecord {
  [field: string]: StoredValue
}

export interface LdapFields extends StoredRecord {
  ldap_type: string | null
  ldap_host: string | null
  ldap_host_2: string | null
  ldap_host_3: string | null
  ldap_port: number | null
  ldap_secure: boolean
  ldap_base_dn: string | null
  ldap_domain: string | null
  ldap_username: string | null
  ldap_username_field: string | null
}

export interface StoredSite extends LdapFields {
  id: number
  name: string
  subdomain: string
  admin_user_id: number
  ldap_enabled: boolean
  ldap_server_certificate: string | null
  ldap_user_include_groups: string | null
  ldap_group_action: string | null
  ldap_group_inclusion: string | null
  ldap_group_exclusion: string | null
}

export interface StoredStrategy extends LdapFields {
  id: number
  protocol: string
  provider: string
  label: string
  enabled: boolean
  provision_users: boolean
  provision_groups: boolean
  deprovision_users: boolean
  deprovision_groups: boolean
  provision_group_default: string | null
  provision_group_required: string | null
  provision_group_inclusion: string | null
  provision_group_exclusion: string | null
  provision_site_admin_groups: string | null
  ldap_provisioning_enabled: boolean
}

export interface StoredUser extends StoredRecord {
  id: number
  username: string
  email: string | null
  name: string | null
  authentication_method: string
  sso_strategy_id: number | null
  externally_managed: boolean
  disabled: boolean
  site_admin: boolean
  readonly_site_admin: boolean
  active_2fa: boolean
}

export interface StoredGroup extends StoredRecord {
  id: number
  name: string
  notes: string | null
}

/** What belongs to a user; `null`: to nobody any more. */
export interface StoredOwned extends StoredRecord {
  id: number
  user_id: number | null
}

/** `GET /settings_changes` lists them without an `id` of their own; one is kept for paging. */
export interface StoredEvent extends StoredRecord {
  id: number
  created_at: string
}

export interface StoredExternalEvent extends StoredEvent {
  event_type: string
  status: string
  body: string
}

/** An API key of the site, with what the service does when it is used. */
export interface StoredApiKey {
  readonly id: number
  readonly name: string
  readonly key: string
  /** `null`: a key of the whole site. */
  readonly userId: number | null
  readonly workspaceId: number | null
  readonly permissionSet: string
  readonly expiresAt: string | null
  readonly createdAt: string
  /** Wants a second factor before each write, or is used from an address that the site does not allow. */
  readonly hindrance: 'none' | 'two-factor' | 'blocked-ip'
}
