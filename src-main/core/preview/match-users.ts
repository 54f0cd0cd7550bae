import type { DirectorySnapshot } from './directory-snapshot.ts'
import type { NameTable } from './name-everybody.ts'
import { comparableText } from './name-person.ts'
import { personName } from './person-name.ts'
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
  scope: Scope
): UserMatch {
  const match = {
    userOfPerson: new Uint32Array(snapshot.people.count).fill(NO_ROW),
    personOfUser: new Uint32Array(site?.count ?? 0).fill(NO_ROW),
    isRenamed: new Uint8Array(snapshot.people.count)
  }
  if (site === undefined) return match
  const pair = (person: number, user: number): void => {
    match.userOfPerson[person] = user
    match.personOfUser[user] = person
  }
  const userOfKey = bestUserOfEachName(site, rules, names)
  userOfKey.forEach((user, key) => {
    if (user === NO_ROW) return
    const claims = scope.claims[key] ?? 0
    const outsider = scope.outsider[key] ?? NO_ROW
    if (claims === 1) pair(scope.claimant[key] ?? NO_ROW, user)
    else if (claims === 0 && outsider !== NO_ROW && isManaged(site, user, rules)) pair(outsider, user)
  })
  for (const [person, user] of renames(snapshot, site, rules, names, scope, userOfKey)) {
    pair(person, user)
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

/** The site should have one user of a name; when spelling hides two, the managed one, then the first. */
function bestUserOfEachName(site: SiteUsers, rules: PreviewRules, names: NameTable): Uint32Array {
  const best = new Uint32Array(names.count).fill(NO_ROW)
  for (let user = 0; user < site.count; user += 1) {
    const key = names.keyOfUser[user] ?? NO_ROW
    if (key === NO_ROW) continue
    const known = best[key] ?? NO_ROW
    if (known === NO_ROW || (!isManaged(site, known, rules) && isManaged(site, user, rules))) best[key] = user
  }
  return best
}

/** Somebody new and somebody gone with the same mail and the same name, and nobody else on either side who has them. */
function renames(
  { people }: DirectorySnapshot,
  site: SiteUsers,
  rules: PreviewRules,
  names: NameTable,
  scope: Scope,
  userOfKey: Uint32Array
): readonly (readonly [person: number, user: number])[] {
  const gone = new Map<string, Candidates>()
  for (let user = 0; user < site.count; user += 1) {
    const key = names.keyOfUser[user] ?? NO_ROW
    if (key === NO_ROW || scope.claims[key] !== 0 || scope.outsider[key] !== NO_ROW || !isManaged(site, user, rules)) continue
    const evidence = evidenceText(site.text(user, 'email'), site.text(user, 'name'))
    if (evidence === undefined) continue
    const known = gone.get(evidence)
    if (known === undefined) gone.set(evidence, { user, users: 1, person: NO_ROW, persons: 0 })
    else known.users += 1
  }
  if (gone.size === 0) return []
  scope.claimant.forEach((person, key) => {
    if (person === NO_ROW || scope.claims[key] !== 1 || userOfKey[key] !== NO_ROW) return
    const evidence = evidenceText(people.text(person, 'mail'), personName(people, person))
    const candidates = evidence === undefined ? undefined : gone.get(evidence)
    if (candidates === undefined) return
    candidates.person = person
    candidates.persons += 1
  })
  return [...gone.values()].flatMap(({ user, users, person, persons }) => (users === 1 && persons === 1 ? [[person, user] as const] : []))
}

interface Candidates {
  readonly user: number
  users: number
  person: number
  persons: number
}

function evidenceText(mail: string, name: string): string | undefined {
  const comparableMail = comparableText(mail)
  const comparableName = comparableText(name)
  return comparableMail === '' || comparableName === '' ? undefined : `${comparableMail}\n${comparableName}`
}
