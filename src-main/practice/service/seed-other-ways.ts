import type { StoredUser } from './stored-records.ts'

/** How somebody comes in beside the browser. Most people do not; some did so lately, some long ago, some with keys and some with a password. */
export function seedOtherWays(id: number, now: Date): Partial<StoredUser> {
  const lately = daysBefore(now, (id % 25) + 1)
  const longAgo = daysBefore(now, 150 + (id % 200))
  return {
    public_keys_count: id % 11 === 0 ? 1 : 0,
    ...(id % 10 === 3 || id % 22 === 0 ? { last_sftp_login_at: lately } : {}),
    ...(id % 10 === 7 ? { last_sftp_login_at: longAgo } : {}),
    ...(id % 13 === 5 ? { last_ftp_login_at: lately } : {}),
    ...(id % 16 === 9 ? { dav_permission: true, last_dav_login_at: id % 32 === 9 ? lately : longAgo } : {}),
    // With a key the service sees a use of the API, and no sign-in.
    ...(id % 14 === 12 ? { last_api_use_at: lately, ...(id % 28 === 12 ? { api_keys_count: 1 } : { last_restapi_login_at: lately }) } : {})
  }
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString()
}
