import { flag, port, text, type WritableFields } from './write-fields.ts'

const ldapConnection: WritableFields = {
  ldap_type: { kind: 'choice', words: ['active_directory', 'open_ldap'] },
  ldap_host: text,
  ldap_host_2: text,
  ldap_host_3: text,
  ldap_port: port,
  ldap_secure: flag,
  ldap_base_dn: text,
  ldap_domain: text,
  ldap_username: text,
  ldap_username_field: text
}

/** What `PATCH /site` takes, apart from the password of the LDAP account. */
export const writableSiteFields: WritableFields = {
  ...ldapConnection,
  ldap_enabled: flag,
  ldap_server_certificate: { kind: 'choice', words: ['require_match', 'allow_any'] },
  // Their values are not documented: whatever is sent is kept.
  ldap_user_action: text,
  ldap_group_action: text,
  ldap_user_include_groups: text,
  ldap_group_inclusion: text,
  ldap_group_exclusion: text,
  // A few settings that have nothing to do with directories: nobody may change them by accident.
  name: text,
  non_sso_users_allowed: flag,
  non_sso_groups_allowed: flag,
  require_2fa: flag,
  motd_text: text,
  session_expiry_minutes: { kind: 'number', least: 1, most: 100_000 }
}

/** What the contract of 2020 takes for a strategy. `client_id`, `client_secret` and `scim_password` are kept apart: no answer shows them. */
export const writableStrategyFields: WritableFields = {
  ...ldapConnection,
  ldap_provisioning_enabled: flag,
  protocol: { kind: 'choice', words: ['saml', 'oauth2'] },
  provider: {
    kind: 'choice',
    words: ['azure', 'google', 'auth0', 'okta', 'atlassian', 'box', 'dropbox', 'slack', 'ubuntu', 'onelogin', 'saml', 'idaptive']
  },
  label: text,
  enabled: flag,
  display_on_login_page: flag,
  provider_identifier: text,
  saml_provider_cert_fingerprint: text,
  saml_provider_issuer_url: text,
  saml_provider_metadata_content: text,
  saml_provider_metadata_url: text,
  saml_provider_slo_target_url: text,
  saml_provider_sso_target_url: text,
  scim_authentication_method: text,
  scim_username: text,
  provision_users: flag,
  provision_groups: flag,
  deprovision_users: flag,
  deprovision_groups: flag,
  deprovision_behavior: text,
  provision_group_default: text,
  provision_group_exclusion: text,
  provision_group_inclusion: text,
  provision_group_required: text,
  provision_email_signup_groups: text,
  provision_site_admin_groups: text,
  provision_readonly_site_admin_groups: text,
  provision_group_admin_groups: text,
  provision_attachments_permission: flag,
  provision_dav_permission: flag,
  provision_ftp_permission: flag,
  provision_sftp_permission: flag,
  provision_time_zone: text,
  provision_company: text,
  provision_require_2fa: { kind: 'choice', words: ['use_system_setting', 'always_require', 'never_require'] },
  provision_filesystem_layout: {
    kind: 'choice',
    words: ['site_root', 'user_root', 'partner_root', 'integration_centric', 'workspace_root']
  }
}

/** What `PATCH /users/{id}` takes, apart from `clear_2fa` and `group_ids`, which are no fields of the record. */
export const writableUserFields: WritableFields = {
  username: text,
  email: text,
  name: text,
  company: text,
  notes: text,
  authentication_method: {
    kind: 'choice',
    words: ['password', 'sso', 'none', 'email_signup', 'password_with_imported_hash', 'password_and_ssh_key']
  },
  sso_strategy_id: { kind: 'number', least: 1, most: Number.MAX_SAFE_INTEGER },
  disabled: flag,
  site_admin: flag,
  readonly_site_admin: flag,
  require_password_change: flag,
  require_2fa: { kind: 'choice', words: ['use_system_setting', 'always_require', 'never_require'] },
  ftp_permission: flag,
  sftp_permission: flag,
  dav_permission: flag,
  restapi_permission: flag
}

export const writableGroupFields: WritableFields = { name: text, notes: text }
