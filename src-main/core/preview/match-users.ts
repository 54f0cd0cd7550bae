import type { DirectorySnapshot } from './directory-snapshot.ts'
import { findRenames } from './find-renames.ts'
import type { NameTable } from './name-everybody.ts'
import type { Scope } from './people-in-scope.ts'
import { NO_ROW } from './preview-codes.ts'
import type { PreviewRules } from './preview-rules.ts'
import { siteUserState, type SiteUsers } from './site-users.ts'

/** Which user of the site each person is. `NO_ROW`: none. */
export interface UserMatch {
  readonly userOfPerson: Uint32Array
  readonly personOfUser: Uint32Array
  /** 1: by mail and name, under another user name. */
  readonly isRenamed: Uint8Array
  /** By user: 1 when this sync looks after the user. */
  readonly isManaged: Uint8Array
}

/**
 * By user name first. A person outside the scope is put beside her user only when the sync manages that user: then she is the reason for
 * what becomes of the user. Then renames, by evidence only.
 */
export function matchUsers(
  snapshot: DirectorySnapshot,
  site: SiteUsers | undefined,
  rules: PreviewRules,
  names: NameTable,
  scope: Scope,
  managed = managedUsers(site, rules)
): UserMatch {
  const userOfPerson = new Uint32Array(snapshot.people.count).fill(NO_ROW)
  const personOfUser = new Uint32Array(managed.length).fill(NO_ROW)
  const match = { userOfPerson, personOfUser, isRenamed: new Uint8Array(snapshot.people.count), isManaged: managed }
  if (site === undefined) return match
  const userOfKey = bestUserOfEachName(managed, names.keyOfUser, names.count)
  const { claims, claimant, outsider } = scope
  for (let key = 0; key < userOfKey.length; key += 1) {
    const user = userOfKey[key] ?? NO_ROW
    if (user === NO_ROW) continue
    const count = claims[key] ?? 0
    const person = count === 1 ? claimant[key] : count === 0 && managed[user] === 1 ? outsider[key] : NO_ROW
    if (person === undefined || person === NO_ROW) continue
    userOfPerson[person] = user
    personOfUser[user] = person
  }
  for (const [person, user] of findRenames(snapshot, site, names, scope, { managed, userOfKey })) {
    userOfPerson[person] = user
    personOfUser[user] = person
    match.isRenamed[person] = 1
  }
  return match
}

/** Whether this sync looks after the user. Nobody else is ever touched. */
export function isManaged(site: SiteUsers, user: number, { managedBy }: PreviewRules): boolean {
  if ((site.state(user) & siteUserState.externallyManaged) === 0) return false
  const strategy = site.ssoStrategyId(user)
  return managedBy.kind === 'site-ldap' ? strategy === undefined : strategy === managedBy.id
}

/** By user: 1 for those that `isManaged` is true of. */
export function managedUsers(site: SiteUsers | undefined, rules: PreviewRules): Uint8Array {
  const managed = new Uint8Array(site?.count ?? 0)
  if (site !== undefined) for (let user = 0; user < managed.length; user += 1) if (isManaged(site, user, rules)) managed[user] = 1
  return managed
}

/** By key, `NO_ROW` for none. The site should have one user of a name; when spelling hides two, the managed one, then the first. */
export function bestUserOfEachName(managed: Uint8Array, keyOfUser: Uint32Array, keys: number): Uint32Array {
  const best = new Uint32Array(keys).fill(NO_ROW)
  for (let user = 0; user < keyOfUser.length; user += 1) {
    const key = keyOfUser[user] ?? NO_ROW
    if (key === NO_ROW) continue
    const known = best[key] ?? NO_ROW
    if (known === NO_ROW || (managed[known] !== 1 && managed[user] === 1)) best[key] = user
  }
  return best
}
