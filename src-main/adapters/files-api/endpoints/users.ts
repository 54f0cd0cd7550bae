import { z } from 'zod'
import type { FilesService, UserFilter } from '../../../core/service/files-service.ts'
import type { UserFacts } from '../../../core/service/service-facts.ts'
import type { Query, ServiceCaller } from '../create-caller.ts'
import { listShape, optionalFlag, optionalNumber, optionalText, shape } from '../shape.ts'

/** `/users`. */
export function usersEndpoint(caller: ServiceCaller): Pick<FilesService, 'users' | 'user' | 'updateUser'> {
  return {
    users: (filter, signal) => caller.pages('users', queryOf(filter), listShape(userSchema, userFacts), signal),
    user: (id, signal) => caller.read(`users/${String(id)}`, userShape, signal),
    updateUser: (id, fields, signal) => caller.send('PATCH', `users/${String(id)}`, fields, userShape, signal)
  }
}

function queryOf({ username, usernamePrefix, siteAdmin, pageSize }: UserFilter): Query {
  return {
    ...(username === undefined ? {} : { 'filter[username]': username }),
    ...(usernamePrefix === undefined ? {} : { 'filter_prefix[username]': usernamePrefix }),
    ...(siteAdmin === undefined ? {} : { 'filter[site_admin]': siteAdmin }),
    ...(pageSize === undefined ? {} : { per_page: pageSize })
  }
}

const userSchema = z.object({
  id: z.number(),
  username: z.string(),
  email: optionalText,
  name: optionalText,
  authentication_method: optionalText,
  sso_strategy_id: optionalNumber,
  externally_managed: optionalFlag,
  disabled: optionalFlag,
  site_admin: optionalFlag,
  readonly_site_admin: optionalFlag,
  lockout_expires: optionalText,
  password_expired: optionalFlag,
  require_password_change: optionalFlag,
  last_login_at: optionalText,
  last_web_login_at: optionalText,
  last_ftp_login_at: optionalText,
  last_sftp_login_at: optionalText,
  last_dav_login_at: optionalText,
  last_restapi_login_at: optionalText,
  last_api_use_at: optionalText,
  last_active_at: optionalText,
  active_2fa: optionalFlag,
  require_2fa: optionalText,
  public_keys_count: optionalNumber,
  api_keys_count: optionalNumber,
  ftp_permission: optionalFlag,
  sftp_permission: optionalFlag,
  dav_permission: optionalFlag,
  restapi_permission: optionalFlag,
  group_ids: optionalText,
  // Documented as a list in one place and as a comma list in another; an odd one must not cost the whole user.
  admin_group_ids: z
    .union([z.array(z.number()), z.string()])
    .nullish()
    .catch(undefined)
})

function userFacts(user: z.output<typeof userSchema>): UserFacts {
  return {
    id: user.id,
    username: user.username,
    email: user.email ?? undefined,
    name: user.name ?? undefined,
    // A user without a method is nobody's proof of anything; the empty text equals no method.
    authenticationMethod: user.authentication_method ?? '',
    ssoStrategyId: user.sso_strategy_id ?? undefined,
    externallyManaged: user.externally_managed ?? undefined,
    disabled: user.disabled ?? undefined,
    siteAdmin: user.site_admin ?? undefined,
    readonlySiteAdmin: user.readonly_site_admin ?? undefined,
    // Here null says something: not locked.
    lockoutExpires: user.lockout_expires,
    passwordExpired: user.password_expired ?? undefined,
    requirePasswordChange: user.require_password_change ?? undefined,
    lastLoginAt: user.last_login_at ?? undefined,
    lastWebLoginAt: user.last_web_login_at,
    lastFtpLoginAt: user.last_ftp_login_at,
    lastSftpLoginAt: user.last_sftp_login_at,
    lastDavLoginAt: user.last_dav_login_at,
    lastRestapiLoginAt: user.last_restapi_login_at,
    lastApiUseAt: user.last_api_use_at,
    lastActiveAt: user.last_active_at ?? undefined,
    active2fa: user.active_2fa ?? undefined,
    require2fa: user.require_2fa ?? undefined,
    publicKeysCount: user.public_keys_count ?? undefined,
    apiKeysCount: user.api_keys_count ?? undefined,
    ftpPermission: user.ftp_permission ?? undefined,
    sftpPermission: user.sftp_permission ?? undefined,
    davPermission: user.dav_permission ?? undefined,
    restapiPermission: user.restapi_permission ?? undefined,
    groupIds: user.group_ids ?? undefined,
    adminGroupIds: numbersOf(user.admin_group_ids)
  }
}

function numbersOf(list: readonly number[] | string | null | undefined): readonly number[] | undefined {
  if (typeof list !== 'string') return list ?? undefined
  return list
    .split(',')
    .filter((text) => /^\s*\d+\s*$/.test(text))
    .map(Number)
}

const userShape = shape(userSchema, userFacts)
