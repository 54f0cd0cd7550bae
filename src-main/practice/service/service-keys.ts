import { randomBytes } from 'node:crypto'
import type { StoredApiKey } from './stored-records.ts'

/** The text of one key of each kind that a client must tell apart. */
export interface ServiceKeys {
  readonly siteAdmin: string
  readonly siteWide: string
  readonly readOnlyAdmin: string
  readonly workspaceAdmin: string
  readonly plainUser: string
  readonly expired: string
  readonly desktopApp: string
  /** Good for another site only; here it is as unknown as any wrong key. */
  readonly otherSite: string
  /** Every write is refused until a second factor is given. */
  readonly twoFactor: string
  /** Used from an address that the site does not allow. */
  readonly blockedIp: string
}

/** Who owns the keys, by user id. */
export interface KeyOwners {
  readonly admin: number
  readonly readOnlyAdmin: number
  readonly workspaceAdmin: number
  readonly plainUser: number
}

/** Keys that nobody can know beforehand, so that a test which finds one somewhere has found a leak. */
export function makeServiceKeys(owners: KeyOwners, now: Date): { readonly keys: ServiceKeys; readonly stored: readonly StoredApiKey[] } {
  const keys: ServiceKeys = {
    siteAdmin: keyText(),
    siteWide: keyText(),
    readOnlyAdmin: keyText(),
    workspaceAdmin: keyText(),
    plainUser: keyText(),
    expired: keyText(),
    desktopApp: keyText(),
    otherSite: keyText(),
    twoFactor: keyText(),
    blockedIp: keyText()
  }
  const usual = {
    userId: owners.admin,
    workspaceId: null,
    permissionSet: 'full',
    expiresAt: inDays(now, 90),
    createdAt: inDays(now, -30),
    hindrance: 'none'
  } as const
  const stored: readonly StoredApiKey[] = [
    { ...usual, id: 1, name: 'Setup assistant', key: keys.siteAdmin },
    { ...usual, id: 2, name: 'Site-wide key', key: keys.siteWide, userId: null, expiresAt: null },
    { ...usual, id: 3, name: 'Auditor', key: keys.readOnlyAdmin, userId: owners.readOnlyAdmin },
    { ...usual, id: 4, name: 'Workspace', key: keys.workspaceAdmin, userId: owners.workspaceAdmin, workspaceId: 3 },
    { ...usual, id: 5, name: 'My key', key: keys.plainUser, userId: owners.plainUser },
    { ...usual, id: 6, name: 'Last year', key: keys.expired, expiresAt: inDays(now, -1), createdAt: inDays(now, -366) },
    { ...usual, id: 7, name: 'Laptop', key: keys.desktopApp, permissionSet: 'desktop_app' },
    { ...usual, id: 8, name: 'Careful', key: keys.twoFactor, hindrance: 'two-factor' },
    { ...usual, id: 9, name: 'From home', key: keys.blockedIp, hindrance: 'blocked-ip' }
  ]
  return { keys, stored }
}

function keyText(): string {
  return randomBytes(32).toString('hex')
}

function inDays(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString()
}
