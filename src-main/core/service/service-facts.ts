/**
 * What the service says, reduced to the fields this application uses. Names inside `fields` are the service's own (`ldap_host`), so that
 * plan, journal, documentation and web form speak of the same thing. Dates are ISO 8601 texts; absence is `undefined`.
 */
export type FieldValue = string | number | boolean | undefined
export type FieldValues = Readonly<Record<string, FieldValue>>

/** `GET /site`. A site answer also holds session tokens: nothing but these fields ever leaves the adapter. */
export interface SiteFacts {
  readonly name: string
  readonly subdomain: string
  /** The custom domain, when there is one. */
  readonly domain: string | undefined
  readonly adminUserId: number | undefined
  /** Every documented `ldap_*` field that the answer holds, except write-only ones. */
  readonly ldap: FieldValues
  readonly nonSsoUsersAllowed: boolean | undefined
  readonly nonSsoGroupsAllowed: boolean | undefined
  readonly require2fa: boolean | undefined
}

/** `GET /api_key`: which key this is. */
export interface ApiKeyFacts {
  readonly id: number
  readonly name: string
  /** `full`, `desktop_app`, `files_only`, ... */
  readonly permissionSet: string
  readonly expiresAt: string | undefined
  readonly createdAt: string | undefined
  /** Absent for a key of the whole site. */
  readonly userId: number | undefined
  /** 0 or absent: the default workspace. */
  readonly workspaceId: number | undefined
}

/** `GET /sso_strategies`. The answer has a field for the SCIM token: nothing but these fields ever leaves the adapter. */
export interface StrategyFacts {
  readonly id: number
  readonly protocol: string
  readonly provider: string
  readonly label: string
  /** The service sets it to false by itself after many failures. */
  readonly enabled: boolean
  readonly userCount: number | undefined
  readonly displayOnLoginPage: boolean | undefined
  readonly scimTokenExpiresAt: string | undefined
  /** Every documented `provision_*`, `deprovision_*`, `ldap_*` and `saml_*` field that the answer holds, and `enabled`, `label`, `display_on_login_page`. */
  readonly fields: FieldValues
}

/** `GET /users`. */
export interface UserFacts {
  readonly id: number
  readonly username: string
  readonly email: string | undefined
  readonly name: string | undefined
  /** `password`, `sso`, `none`, `email_signup`, `password_with_imported_hash`, `password_and_ssh_key`. */
  readonly authenticationMethod: string
  readonly ssoStrategyId: number | undefined
  readonly externallyManaged: boolean | undefined
  readonly disabled: boolean | undefined
  readonly siteAdmin: boolean | undefined
  readonly readonlySiteAdmin: boolean | undefined
  /** While it lies in the future, nobody gets in with this name. `null` means the service says: not locked; `undefined`: it says nothing. */
  readonly lockoutExpires: string | null | undefined
  readonly passwordExpired: boolean | undefined
  readonly requirePasswordChange: boolean | undefined
  readonly lastLoginAt: string | undefined
  /** `null`: the service says never; `undefined`: it does not tell. */
  readonly lastWebLoginAt: string | null | undefined
  /** The ways in beside the browser; as above, `null` says never and `undefined` nothing. */
  readonly lastFtpLoginAt: string | null | undefined
  readonly lastSftpLoginAt: string | null | undefined
  readonly lastDavLoginAt: string | null | undefined
  /** A sign-in at the API. What of it an API key counts as is not documented. */
  readonly lastRestapiLoginAt: string | null | undefined
  /** Any use of the API. */
  readonly lastApiUseAt: string | null | undefined
  readonly lastActiveAt: string | undefined
  readonly active2fa: boolean | undefined
  /** `use_system_setting`, `always_require`, `never_require`. */
  readonly require2fa: string | undefined
  /** SSH keys. */
  readonly publicKeysCount: number | undefined
  readonly apiKeysCount: number | undefined
  readonly ftpPermission: boolean | undefined
  readonly sftpPermission: boolean | undefined
  readonly davPermission: boolean | undefined
  readonly restapiPermission: boolean | undefined
  readonly groupIds: string | undefined
  /** Numbers of the groups that the user administers; absent: the service does not tell. */
  readonly adminGroupIds?: readonly number[] | undefined
}

/** Something that belongs to a user: a key, a share link, an automation. Never the key itself, and never the address that opens a share link. */
export interface OwnedFacts {
  readonly id: number
  /** As people call it; empty: it has no name. About people. */
  readonly name: string
  readonly userId: number | undefined
  readonly createdAt: string | undefined
  readonly expiresAt: string | undefined
  readonly lastUsedAt: string | undefined
  readonly isOff: boolean | undefined
  /** What kind of its kind it is, in the service's words: `full`, `copy_file`; empty: nothing is told. */
  readonly variety: string
}

export interface GroupFacts {
  readonly id: number
  readonly name: string
  readonly usernames: string | undefined
}

/** `GET /group_users`. */
export interface GroupUserFacts {
  readonly groupId: number
  readonly groupName: string | undefined
  readonly userId: number
  readonly username: string | undefined
  readonly admin: boolean | undefined
}

/** `GET /external_events`: the hourly sync writes here, and so does this application's change record. */
export interface ExternalEventFacts {
  readonly id: number
  readonly eventType: string
  /** `success`, `failure`, `partial_failure`, `in_progress`, `skipped`. */
  readonly status: string
  readonly body: string
  readonly createdAt: string
}

/** `GET /sso_events`. */
export interface SsoEventFacts {
  readonly id: number
  readonly eventType: string
  readonly status: string
  readonly body: string | undefined
  readonly errors: readonly string[]
  readonly createdAt: string
  readonly userId: number | undefined
  readonly username: string | undefined
  readonly provider: string | undefined
  readonly providerLabel: string | undefined
}

/** `GET /scim_logs`. */
export interface ScimLogFacts {
  readonly id: number
  readonly createdAt: string
  readonly requestMethod: string
  readonly requestPath: string
  readonly responseCode: number | undefined
  /** JSON as it was sent, secrets masked and cut when it is long; `undefined`: the service does not tell, or there was none. About people. */
  readonly requestJson: string | undefined
  readonly responseJson: string | undefined
  readonly userAgent: string | undefined
}

/** `GET /settings_changes`. */
export interface SettingsChangeFacts {
  readonly createdAt: string
  readonly userId: number | undefined
  readonly changes: readonly string[]
}
