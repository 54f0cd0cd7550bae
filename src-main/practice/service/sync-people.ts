import { newUser } from './new-user.ts'
import type { DirectoryPerson } from './read-directory.ts'
import type { SiteState } from './site-state.ts'
import type { StoredUser } from './stored-records.ts'
import { createGroupFiller } from './sync-groups.ts'
import type { SyncRules } from './sync-rules.ts'

export interface SyncCounts {
  found: number
  inScope: number
  created: number
  updated: number
  enabled: number
  disabled: number
  unchanged: number
  /** Users of the same name that somebody else looks after. */
  leftAlone: number
  /** One sentence for each entry that could not be taken. */
  skipped: string[]
}

/** Makes the users of the site what the directory says. Only users that this sync looks after are ever changed or disabled. */
export function syncPeople(state: SiteState, people: readonly DirectoryPerson[], rules: SyncRules, now: Date): SyncCounts {
  const counts: SyncCounts = { ...nothingYet(), found: people.length }
  const users = new Map([...state.users.values()].map((user) => [user.username.toLowerCase(), user]))
  const fillGroups = createGroupFiller(state, rules)
  const present = new Set<string>()
  for (const person of people) {
    if (person.isDisabled || !(rules.requiredGroups.isEmpty || person.groups.some((name) => rules.requiredGroups.match(name)))) continue
    counts.inScope += 1
    const username = usernameOf(person, rules.domain)
    const key = username?.toLowerCase()
    if (username === undefined || key === undefined) counts.skipped.push(`${person.dn}: the user name field is empty`)
    else if (present.has(key)) counts.skipped.push(`${person.dn}: another entry has the user name ${username}`)
    else {
      present.add(key)
      const user = users.get(key)
      if (user !== undefined && !isManaged(user, rules)) counts.leftAlone += 1
      else if (person.mail === undefined) counts.skipped.push(`${person.dn}: no mail address`)
      else if (user !== undefined) {
        counts[updateUser(user, person)] += 1
        fillGroups(user, person, false)
      } else if (rules.createsUsers) {
        fillGroups(createUser(state, username, person, rules, now), person, true)
        counts.created += 1
      }
    }
  }
  if (rules.disablesUsers) counts.disabled = disableAbsent(state, present, rules)
  return counts
}

function nothingYet(): SyncCounts {
  return { found: 0, inScope: 0, created: 0, updated: 0, enabled: 0, disabled: 0, unchanged: 0, leftAlone: 0, skipped: [] }
}

function usernameOf({ login }: DirectoryPerson, domain: string): string | undefined {
  if (login === undefined) return undefined
  return domain === '' ? login : `${login}@${domain}`
}

function isManaged(user: StoredUser, { source }: SyncRules): boolean {
  return user.externally_managed && user.sso_strategy_id === (source === 'site' ? null : source)
}

function updateUser(user: StoredUser, person: DirectoryPerson): 'enabled' | 'updated' | 'unchanged' {
  const wasDisabled = user.disabled
  const email = person.mail ?? user.email
  const name = person.name ?? user.name
  const isSame = user.email === email && user.name === name
  Object.assign(user, { disabled: false, email, name })
  return wasDisabled ? 'enabled' : isSame ? 'unchanged' : 'updated'
}

function createUser(state: SiteState, username: string, person: DirectoryPerson, rules: SyncRules, now: Date): StoredUser {
  const user = newUser(state.newId(), username, now.toISOString(), {
    ...rules.newUserFields,
    email: person.mail ?? null,
    name: person.name ?? null,
    site_admin: person.groups.some((group) => rules.siteAdminGroups.match(group))
  })
  state.users.set(user.id, user)
  return user
}

/** `deprovision_behavior` has one documented value, `disable`, so nobody is ever deleted. */
function disableAbsent(state: SiteState, present: ReadonlySet<string>, rules: SyncRules): number {
  let disabled = 0
  for (const user of state.users.values()) {
    if (user.disabled || !isManaged(user, rules) || present.has(user.username.toLowerCase())) continue
    user.disabled = true
    disabled += 1
  }
  return disabled
}
