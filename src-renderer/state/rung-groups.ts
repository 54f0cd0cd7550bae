import type { CheckResult } from '../../src-main/core/checks/check.ts'
import type { Origin } from '../../src-main/core/errors.ts'

/** A rung as it stands at this moment of a run. */
export interface Rung {
  readonly id: string
  readonly title: string
  readonly origin: Origin
  readonly progress:
    | { readonly kind: 'waiting' }
    | { readonly kind: 'running' }
    /** The run ended before its turn. */
    | { readonly kind: 'not-checked' }
    | { readonly kind: 'finished'; readonly result: CheckResult }
}

/** Rungs about the same thing: a part of the first host's ladder, or all of a backup host. */
export interface RungGroup {
  /** The prefix of a backup host's rungs (`backup-1`), or the heading of a part; `''` for rungs of no known part. */
  readonly key: string
  readonly rungs: readonly Rung[]
}

/** In the order of the run. */
export function groupRungs(rungs: readonly Rung[]): readonly RungGroup[] {
  const groups = new Map<string, Rung[]>()
  for (const rung of rungs) {
    const key = groupOf(rung.id)
    groups.set(key, [...(groups.get(key) ?? []), rung])
  }
  return [...groups].map(([key, members]) => ({ key, rungs: members }))
}

/** The position of a backup host, from 1; undefined for a part of the first host's ladder. */
export function backupPosition(key: string): number | undefined {
  const digits = /^backup-(\d+)$/.exec(key)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function groupOf(id: string): string {
  const slash = id.indexOf('/')
  if (slash !== -1) return id.slice(0, slash)
  if (id.startsWith('certificate.')) return 'Certificate'
  return parts[id] ?? ''
}

const parts: Readonly<Record<string, string>> = {
  'ldap.name-resolves': 'The way in',
  'ldap.port-accepts': 'The way in',
  'ldap.tls-opens': 'The way in',
  'ldap.root-dse-answers': 'Directory and sign-in',
  'ldap.type-as-chosen': 'Directory and sign-in',
  'ldap.bind-accepted': 'Directory and sign-in',
  'ldap.identity-proved': 'Directory and sign-in',
  'ldap.account-safe': 'Directory and sign-in',
  'ldap.base-exists': 'People and groups',
  'ldap.users-found': 'People and groups',
  'ldap.attributes-present': 'People and groups',
  'ldap.usernames-unique': 'People and groups',
  'ldap.groups-found': 'People and groups',
  'ldap.memberships-readable': 'People and groups',
  'ldap.limits-known': 'People and groups',
  'ldap.referrals-harmless': 'People and groups',
  'ldap.person-explained': 'People and groups',
  'ldap.person-password-accepted': 'People and groups',
  'ldap.reachable-from-files-com': 'Beyond this computer'
}
