import { comparableText } from '../preview/name-person.ts'
import { isAboutPerson } from '../scim/log/follow-verdict.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { nearUsers } from './near-users.ts'
import { personNames, type PersonNames } from './person-names.ts'
import type { TraceFacts } from './trace-facts.ts'

export type FoundPerson =
  | {
      readonly kind: 'found'
      /** Absent: others know the person, and the site has no account. */
      readonly user: UserFacts | undefined
      /** `user name`, `mail`, ...: by what the account was found; empty without one. */
      readonly by: string
      readonly names: PersonNames
    }
  | { readonly kind: 'several'; readonly users: readonly UserFacts[] }
  | { readonly kind: 'nobody'; readonly nearest: readonly UserFacts[] }

/**
 * Who is meant: by user name, mail and full name on the site, in that order; else by what directory, Entra ID and the log of SCIM say of
 * somebody who is called so.
 */
export function findTracedPerson(facts: TraceFacts): FoundPerson {
  const { asked, users, directory, identity } = facts
  const row = directory.kind === 'found' ? directory.row : undefined
  const outside = [row?.username, row?.mail, identity?.upn, identity?.mail]
  for (const { by, of } of ways) {
    const fitting = users.filter((user) => isSame(of(user), asked))
    if (fitting.length > 1) return { kind: 'several', users: fitting }
    if (fitting[0] !== undefined) return found(fitting[0], by, [asked, ...outside])
  }
  const numbers = [numberFromEvents(facts), ...numbersFromScim(facts)]
  const known = users.find(({ id }) => numbers.includes(id))
  if (known !== undefined) return found(known, 'its number in the events', [asked, ...outside])
  for (const { by, of } of ways) {
    const wanted = by === 'full name' ? [row?.name, identity?.name, nameInScim(facts)] : [...outside, mailInScim(facts)]
    const fitting = users.filter((user) => wanted.some((name) => isSame(of(user), name)))
    if (fitting.length === 1 && fitting[0] !== undefined)
      return found(fitting[0], `${by}, which others say of “${asked.trim()}”`, [asked, ...outside])
  }
  const isKnownElsewhere =
    row !== undefined ||
    identity !== undefined ||
    facts.ssoEvents.some(({ username }) => isSame(username, asked)) ||
    facts.scimEntries.some((entry) => isAboutPerson(entry, asked, new Set()))
  return isKnownElsewhere
    ? { kind: 'found', user: undefined, by: '', names: personNames([asked, ...outside]) }
    : { kind: 'nobody', nearest: nearUsers(users, asked) }
}

function found(user: UserFacts, by: string, names: readonly (string | undefined)[]): FoundPerson {
  return { kind: 'found', user, by, names: personNames([user.username, user.email, ...names]) }
}

const ways: readonly { readonly by: string; of(user: UserFacts): string | undefined }[] = [
  { by: 'user name', of: ({ username }) => username },
  { by: 'mail', of: ({ email }) => email },
  { by: 'full name', of: ({ name }) => name },
  { by: 'full name', of: ({ name }) => inUsualOrder(name) }
]

/** `Smith, Anna` is how many directories write Anna Smith. */
function inUsualOrder(name: string | undefined): string | undefined {
  const [, family, given] = /^([^,]+),\s*([^,]+)$/.exec(name?.trim() ?? '') ?? []
  return family === undefined || given === undefined ? undefined : `${given} ${family}`
}

/** Whether somebody is called so: by user name, mail or full name. */
export function isCalled(user: UserFacts, asked: string): boolean {
  return ways.some(({ of }) => isSame(of(user), asked))
}

export function isSame(one: string | undefined, other: string | undefined): boolean {
  const wanted = comparableText(other ?? '')
  return wanted !== '' && comparableText(one ?? '') === wanted
}

function numberFromEvents({ asked, ssoEvents }: TraceFacts): number | undefined {
  return ssoEvents.find(({ username, userId }) => userId !== undefined && isSame(username, asked))?.userId
}

/**
 * A change that Entra ID wanted for one account by its number, under the name that is asked for: how a changed user name looks. That the number in SCIM is
 * the number of the user is not documented, so it counts only while the log calls it by nobody else’s name.
 */
function numbersFromScim({ asked, scimEntries, users }: TraceFacts): readonly number[] {
  const usernames = new Set(users.map(({ username }) => comparableText(username)))
  const ids = scimEntries.flatMap(({ reading: { userId, names } }) =>
    userId !== undefined && names.some((name) => isSame(name, asked)) ? [userId] : []
  )
  return [...new Set(ids)].flatMap((id) => {
    const named = scimEntries.filter(({ reading }) => reading.userId === id).flatMap(({ reading }) => reading.names)
    const owner = users.find((user) => String(user.id) === id)
    const isSomebodyElse = named.some((name) => usernames.has(comparableText(name)) && !isSame(name, owner?.username))
    return owner === undefined || isSomebodyElse ? [] : [owner.id]
  })
}

/** What Entra ID sent along with this name: it knows the person by more than one. */
function nameInScim({ asked, scimEntries }: TraceFacts): string | undefined {
  const entry = scimEntries.find(
    ({ reading }) => reading.request?.userName !== undefined && reading.names.some((name) => isSame(name, asked))
  )
  return entry?.reading.request?.fullName ?? entry?.reading.request?.displayName
}

function mailInScim({ asked, scimEntries }: TraceFacts): string | undefined {
  return scimEntries.find(({ reading }) => reading.request?.mail !== undefined && reading.names.some((name) => isSame(name, asked)))
    ?.reading.request?.mail
}
