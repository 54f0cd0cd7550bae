import type { UserFacts } from '../service/service-facts.ts'
import type { PasswordWay } from './oauth-views.ts'

export interface PasswordWayUse {
  readonly way: PasswordWay
  /** ISO 8601. */
  readonly lastAt: string
}

/** The ways beside the browser by which somebody came in since then, latest first. A way that is closed to them does not count: nobody can lose it. */
export function lastUses(user: UserFacts, sinceMs: number): readonly PasswordWayUse[] {
  return WAYS.flatMap(({ way, lastAt, isOpen }) => {
    const at = lastAt(user)
    return typeof at === 'string' && Date.parse(at) >= sinceMs && isOpen(user) !== false ? [{ way, lastAt: at }] : []
  }).sort((one, other) => Date.parse(other.lastAt) - Date.parse(one.lastAt))
}

/** The ways of which the site tells at all when this user came by them, `null` for never included. */
export function toldWays(user: UserFacts): readonly PasswordWay[] {
  return WAYS.flatMap(({ way, lastAt }) => (lastAt(user) === undefined ? [] : [way]))
}

export const passwordWayNames: Readonly<Record<PasswordWay, string>> = { sftp: 'SFTP', ftp: 'FTP', webdav: 'WebDAV', api: 'the API' }

interface Way {
  readonly way: PasswordWay
  readonly lastAt: (user: UserFacts) => string | null | undefined
  readonly isOpen: (user: UserFacts) => boolean | undefined
}

const WAYS: readonly Way[] = [
  { way: 'sftp', lastAt: ({ lastSftpLoginAt }) => lastSftpLoginAt, isOpen: ({ sftpPermission }) => sftpPermission },
  { way: 'ftp', lastAt: ({ lastFtpLoginAt }) => lastFtpLoginAt, isOpen: ({ ftpPermission }) => ftpPermission },
  { way: 'webdav', lastAt: ({ lastDavLoginAt }) => lastDavLoginAt, isOpen: ({ davPermission }) => davPermission },
  { way: 'api', lastAt: lastApiAt, isOpen: ({ restapiPermission }) => restapiPermission }
]

/**
 * The web interface and apps use the API as well, so a mere use says little of somebody without an API key; it counts only where the service
 * tells no sign-ins.
 */
function lastApiAt({ lastRestapiLoginAt, lastApiUseAt, apiKeysCount }: UserFacts): string | null | undefined {
  const usedAt = lastRestapiLoginAt === undefined || (apiKeysCount ?? 0) > 0 ? lastApiUseAt : undefined
  if (typeof lastRestapiLoginAt !== 'string' || typeof usedAt !== 'string')
    // Never is told, and goes before what is not told.
    return lastRestapiLoginAt ?? usedAt ?? (lastRestapiLoginAt === null || usedAt === null ? null : undefined)
  return Date.parse(lastRestapiLoginAt) > Date.parse(usedAt) ? lastRestapiLoginAt : usedAt
}
