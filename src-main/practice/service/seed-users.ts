import { MAIL_DOMAIN } from '../company/make-people.ts'
import type { Person } from '../company/person.ts'
import { newUser } from './new-user.ts'
import { seedOtherWays } from './seed-other-ways.ts'
import type { KeyOwners } from './service-keys.ts'
import type { SiteState } from './site-state.ts'
import type { StoredUser } from './stored-records.ts'

/**
 * Administrators first, then people of the directory, a few who have left it, and, where that is not enough, as many more of those.
 * Returns who the keys belong to.
 */
export function seedUsers(state: SiteState, people: readonly Person[], userCount: number, now: Date): KeyOwners & { readonly bob: number } {
  const strategyId = [...state.strategies.keys()][0] ?? null
  for (const user of administrators(strategyId, now)) state.users.set(user.id, user)
  const left = Math.min(MOST_LEFT, Math.max(0, userCount - state.users.size))
  const present = Math.min(people.length, Math.max(0, userCount - state.users.size - left))
  const total = Math.max(userCount, state.users.size)
  for (const person of people.slice(0, present)) add(state, directoryUser(state.users.size + 1, person, strategyId, now))
  while (state.users.size < total)
    add(state, formerUser(state.users.size + 1, state.users.size - ADMINISTRATORS - present + 1, strategyId, now))
  return { admin: 1, bob: 2, readOnlyAdmin: 3, workspaceAdmin: 4, plainUser: 5 }
}

const MOST_LEFT = 3
const ADMINISTRATORS = 5
const CREATED_AT = '2024-02-05T10:00:00.000Z'

function add(state: SiteState, user: StoredUser): void {
  state.users.set(user.id, user)
}

/** Ids 1 to 5. Alice is the way in that stays open when single sign-on breaks. */
function administrators(strategyId: number | null, now: Date): readonly StoredUser[] {
  const yesterday = daysBefore(now, 1)
  const password = { authentication_method: 'password', password_set_at: daysBefore(now, 60) }
  const bySso = strategyId === null ? password : { authentication_method: 'sso', sso_strategy_id: strategyId }
  const seen = { first_login_at: CREATED_AT, last_login_at: yesterday, last_web_login_at: yesterday, last_active_at: yesterday }
  return [
    newUser(1, 'alice.admin', CREATED_AT, {
      ...password,
      ...seen,
      name: 'Alice Admin',
      email: `alice.admin@${MAIL_DOMAIN}`,
      site_admin: true,
      active_2fa: true,
      type_of_2fa: 'totp'
    }),
    newUser(2, 'bob.admin', CREATED_AT, { ...bySso, ...seen, name: 'Bob Admin', email: `bob.admin@${MAIL_DOMAIN}`, site_admin: true }),
    newUser(3, 'carol.auditor', CREATED_AT, {
      ...password,
      ...seen,
      name: 'Carol Auditor',
      email: `carol.auditor@${MAIL_DOMAIN}`,
      readonly_site_admin: true
    }),
    newUser(4, 'walter.workspace', CREATED_AT, {
      ...password,
      name: 'Walter Workspace',
      email: `walter.workspace@${MAIL_DOMAIN}`,
      workspace_admin: true,
      workspace_id: 3
    }),
    newUser(5, 'petra.plain', CREATED_AT, { ...password, name: 'Petra Plain', email: `petra.plain@${MAIL_DOMAIN}` })
  ]
}

function directoryUser(id: number, person: Person, strategyId: number | null, now: Date): StoredUser {
  const lastLogin = id % 7 === 0 ? null : daysBefore(now, id % 50)
  return newUser(id, `${person.login}@${MAIL_DOMAIN}`, CREATED_AT, {
    ...managedBy(strategyId),
    name: person.displayName,
    email: person.mail ?? null,
    company: 'Practice Harbour Freight',
    last_login_at: lastLogin,
    last_web_login_at: lastLogin,
    last_active_at: lastLogin ?? CREATED_AT,
    ...seedOtherWays(id, now)
  })
}

function formerUser(id: number, number: number, strategyId: number | null, now: Date): StoredUser {
  const login = `former.person${String(number).padStart(6, '0')}`
  return newUser(id, `${login}@${MAIL_DOMAIN}`, CREATED_AT, {
    ...managedBy(strategyId),
    name: `Former Person ${number}`,
    email: `${login}@${MAIL_DOMAIN}`,
    last_login_at: daysBefore(now, 200 + (number % 300))
  })
}

/** Without a strategy they come from an earlier site-wide LDAP sync. How such users sign in by the documented words is not documented. */
function managedBy(strategyId: number | null): Partial<StoredUser> {
  return strategyId === null
    ? { externally_managed: true, authentication_method: 'none' }
    : { externally_managed: true, authentication_method: 'sso', sso_strategy_id: strategyId }
}

function daysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString()
}
