import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { comparableText } from '../preview/name-person.ts'
import { evidenceOf, timeText } from '../scim/log/group-scim-causes.ts'
import { plainValue } from '../scim/log/read-scim-body.ts'
import type { SsoEventFacts, UserFacts } from '../service/service-facts.ts'
import { isSame } from './find-traced-person.ts'
import type { PersonEvents } from './person-events.ts'
import type { PersonNames } from './person-names.ts'
import { endOfSignIn } from './sign-in-problem.ts'
import type { TraceFacts } from './trace-facts.ts'

/** The person is called otherwise elsewhere, and nobody on the site has that name. */
export interface FoundRename {
  readonly newName: string
  /** The mail that belongs to the new name, where somebody told it. */
  readonly newMail: string | undefined
  /** What links both names; the end of a sentence. */
  readonly how: string
  /** Whether it is more than a likeness. */
  readonly isSure: boolean
  readonly evidence: readonly EvidenceItem[]
}

/** A user name that was changed in Entra ID, or in the directory, and not on the site. The first that is sure, else the likeliest. */
export function findRename(facts: TraceFacts, user: UserFacts, names: PersonNames, events: PersonEvents): FoundRename | undefined {
  const taken = new Set(facts.users.map(({ username }) => comparableText(username)))
  // What has no domain is no sign-in name of Entra ID: an external id, or a name for people.
  const isFree = (name: string | undefined): name is string =>
    name !== undefined && !taken.has(comparableText(name)) && name.includes('@') === user.username.includes('@')
  const failures = failuresSince(facts, user)
  const candidates = [
    ...byScimChange(events, isFree),
    ...bySameNumber(failures, user, isFree),
    ...byIdentity(facts, isFree),
    ...byScimPerson(facts, user, isFree),
    ...byDirectory(facts, isFree),
    ...byMail(failures, user, isFree),
    ...byLikeness(failures, facts, user, names, isFree)
  ].filter(({ newName }) => !isSame(newName, user.username))
  return candidates.find(({ isSure }) => isSure) ?? candidates[0]
}

type IsFree = (name: string | undefined) => name is string

/** Entra ID wanted to change the name of this very account. Only its last word counts: what it wanted before that has been overtaken. */
function byScimChange({ scim }: PersonEvents, isFree: IsFree): readonly FoundRename[] {
  for (const entry of scim) {
    const { wish } = entry.reading
    const changes = 'changes' in wish ? wish.changes : []
    const value = plainValue(changes.find(({ path, op }) => /^userName$/i.test(path) && op !== 'remove')?.value)
    if (typeof value !== 'string') continue
    if (!isFree(value)) return []
    const mail = plainValue(changes.find(({ path }) => /^emails?\b/i.test(path))?.value)
    const newMail = typeof mail === 'string' ? mail : undefined
    return [
      { newName: value, newMail, how: 'Entra ID sent the new name for this account by SCIM', isSure: true, evidence: evidenceOf(entry) }
    ]
  }
  return []
}

/** A failed sign-in that the service counts as one of this account, under another name. One that succeeded bears the name of its own day. */
function bySameNumber(failures: readonly SsoEventFacts[], user: UserFacts, isFree: IsFree): readonly FoundRename[] {
  return failures.flatMap((event) =>
    event.userId === user.id && isFree(event.username)
      ? [
          {
            newName: event.username,
            newMail: undefined,
            how: 'a failed sign-in of this very account carries the new name',
            isSure: true,
            evidence: signInEvidence(event, event.username)
          }
        ]
      : []
  )
}

function byIdentity({ identity }: TraceFacts, isFree: IsFree): readonly FoundRename[] {
  if (identity === undefined || !isFree(identity.upn)) return []
  return [
    {
      newName: identity.upn,
      newMail: identity.mail === '' ? undefined : identity.mail,
      how: 'the table of people from Entra ID has the person under the new name',
      isSure: true,
      evidence: [seenAboutPeople('UPN', identity.upn), seenAboutPeople('Mail', identity.mail === '' ? 'none' : identity.mail)]
    }
  ]
}

/** Entra ID looked for, or wanted to make, somebody with this mail or full name under a name that nobody has. */
function byScimPerson({ scimEntries }: TraceFacts, user: UserFacts, isFree: IsFree): readonly FoundRename[] {
  // Once Entra ID has reached the account under its name of today, what it wanted before that has been overtaken.
  const reached = scimEntries.findIndex(
    ({ reading, view }) =>
      !view.isFailure &&
      reading.names.some((name) => isSame(name, user.username)) &&
      (reading.wish.kind === 'change-user' || reading.answer?.totalResults === 1)
  )
  return (reached === -1 ? scimEntries : scimEntries.slice(0, reached)).flatMap((entry) => {
    const { request, wish } = entry.reading
    if (wish.kind !== 'create-user' || !isFree(request?.userName)) return []
    const hasMail = isSame(request.mail, user.email) || isSame(request.mail, user.username)
    const hasName = isSame(request.fullName, user.name) || isSame(request.displayName, user.name)
    if (!hasMail && !hasName) return []
    const how = `Entra ID wanted to make an account of the new name for somebody with the same ${hasMail ? 'mail' : 'full name'}`
    return [{ newName: request.userName, newMail: request.mail, how, isSure: hasMail, evidence: evidenceOf(entry) }]
  })
}

function byDirectory({ directory }: TraceFacts, isFree: IsFree): readonly FoundRename[] {
  if (directory.kind !== 'found' || !isFree(directory.row.username)) return []
  const { row } = directory
  return [
    {
      newName: row.username,
      newMail: row.mail === '' ? undefined : row.mail,
      how: 'the directory has the person under the new name',
      isSure: true,
      evidence: [seenAboutPeople('Entry', row.dn), seenAboutPeople('User name by the rules of the sync', row.username)]
    }
  ]
}

/** Somebody with the mail of this account as name tried to sign in, and nobody is called so. */
function byMail(failures: readonly SsoEventFacts[], { email }: UserFacts, isFree: IsFree): readonly FoundRename[] {
  const event = failures.find(({ username }) => isSame(username, email) && isFree(username))
  if (event?.username === undefined || email === undefined) return []
  return [
    {
      newName: event.username,
      newMail: email,
      how: 'somebody with the mail of this account as name tried to sign in, and no account has that name',
      isSure: true,
      evidence: signInEvidence(event, event.username)
    }
  ]
}

/** A name that nobody has, so like this one and no other that it may be the same person: an Anna Smith who is called Jones now. */
function byLikeness(
  failures: readonly SsoEventFacts[],
  { users }: TraceFacts,
  user: UserFacts,
  names: PersonNames,
  isFree: IsFree
): readonly FoundRename[] {
  return failures.flatMap((event) => {
    const { username } = event
    if (!isFree(username) || !sharesPart(username, user)) return []
    // Asked for by that name: then the likeness was not found by chance.
    const others = names.has(username) ? [] : users.filter((other) => other.id !== user.id && sharesPart(username, other))
    if (others.length > 0) return []
    return [
      {
        newName: username,
        newMail: undefined,
        how: 'somebody of a like name, whom the site does not have, tried to sign in',
        isSure: false,
        evidence: signInEvidence(event, username)
      }
    ]
  })
}

/** Newer than the last sign-in that reached the account under its name of today: older ones have been got over. */
function failuresSince({ ssoEvents }: TraceFacts, user: UserFacts): readonly SsoEventFacts[] {
  const last = ssoEvents.findIndex((event) => endOfSignIn(event) === 'good' && isSame(event.username, user.username))
  return (last === -1 ? ssoEvents : ssoEvents.slice(0, last)).filter((event) => endOfSignIn(event) === 'bad')
}

function signInEvidence({ id, createdAt }: SsoEventFacts, name: string): readonly EvidenceItem[] {
  return [seen('Event', `number ${String(id)}, ${timeText(createdAt)}`), seenAboutPeople('Name of the sign-in', name)]
}

/** The same domain, and a part of the name in common. */
export function sharesPart(name: string, { username }: UserFacts): boolean {
  const [local = '', domain = ''] = comparableText(name).split('@')
  const [otherLocal = '', otherDomain = ''] = comparableText(username).split('@')
  if (domain !== otherDomain) return false
  const parts = new Set(partsOf(otherLocal))
  return partsOf(local).some((part) => parts.has(part))
}

function partsOf(local: string): readonly string[] {
  return local.split(/[._\-\s]+/).filter((part) => part.length >= SHORTEST_PART)
}

const SHORTEST_PART = 3
