import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { comparableText } from '../preview/name-person.ts'
import { evidenceOf, timeText } from '../scim/log/group-scim-causes.ts'
import { plainValue } from '../scim/log/read-scim-body.ts'
import type { SsoEventFacts, UserFacts } from '../service/service-facts.ts'
import { isSame } from './find-traced-person.ts'
import type { PersonEvents } from './person-events.ts'
import type { PersonNames } from './person-names.ts'
import { failuresSince } from './failures-since.ts'
import { findMismatch } from './find-mismatch.ts'
import { endOfSignIn } from './sign-in-problem.ts'
import type { TraceFacts } from './trace-facts.ts'

/** The person is called otherwise elsewhere, and nobody on the site has that name. */
export interface FoundRename {
  readonly newName: string
  /** The mail that belongs to the new name, where somebody told it. */
  readonly newMail: string | undefined
  /** What links both names; the end of a sentence. */
  readonly how: string
  /** Whether it is proved enough to rename by: a wrong one would give the files of one person to another. */
  readonly isSure: boolean
  readonly evidence: readonly EvidenceItem[]
}

/** A user name that was changed in Entra ID, or in the directory, and not on the site. The first that is sure, else the likeliest. */
export function findRename(facts: TraceFacts, user: UserFacts, names: PersonNames, events: PersonEvents): FoundRename | undefined {
  // Who has which name is not known then, and a free name is the whole proof.
  if (facts.areUsersCut || findMismatch(facts, user) !== undefined) return undefined
  const taken = new Set(facts.users.map(({ username }) => comparableText(username)))
  // What has no domain is no sign-in name of Entra ID: an external id, or a name for people.
  const isFree = (name: string | undefined): name is string =>
    name !== undefined && !taken.has(comparableText(name)) && name.includes('@') === user.username.includes('@')
  const failures = failuresSince(facts, user)
  const candidates = [
    ...byScimChange(facts, user, events, isFree),
    ...bySameNumber(failures, user, isFree),
    ...byIdentity(facts, user, isFree),
    ...byScimPerson(facts, user, isFree),
    ...byDirectory(facts, user, isFree),
    ...byMail(failures, user, isFree),
    ...byLikeness(failures, facts, user, names, isFree)
  ].filter(({ newName }) => !isSame(newName, user.username))
  return candidates.find(({ isSure }) => isSure) ?? candidates[0]
}

type IsFree = (name: string | undefined) => name is string

/** Entra ID wanted to change the name of this very account. Only its last word counts: what it wanted before that has been overtaken. */
function byScimChange(facts: TraceFacts, user: UserFacts, { scim }: PersonEvents, isFree: IsFree): readonly FoundRename[] {
  for (const entry of scim) {
    const { wish } = entry.reading
    const changes = 'changes' in wish ? wish.changes : []
    const value = plainValue(changes.find(({ path, op }) => /^userName$/i.test(path) && op !== 'remove')?.value)
    if (typeof value !== 'string') continue
    if (!isFree(value)) return []
    const mail = plainValue(changes.find(({ path }) => /^emails?\b/i.test(path))?.value)
    const newMail = typeof mail === 'string' ? mail : undefined
    const isSure = isNamedByLog(facts, user, entry.reading.userId) || sharesPart(value, user)
    return [{ newName: value, newMail, how: 'Entra ID sent the new name for this account by SCIM', isSure, evidence: evidenceOf(entry) }]
  }
  return []
}

/** Whether the log calls the number by a name of this account; that it is the number of the user is not documented. */
function isNamedByLog({ scimEntries }: TraceFacts, { username, email }: UserFacts, userId: string | undefined): boolean {
  return scimEntries.some(
    ({ reading }) => reading.userId === userId && reading.names.some((name) => isSame(name, username) || isSame(name, email))
  )
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

/** Only where the table has the same mail: somebody else may have the same full name. Who is named by mail is not renamed by the UPN. */
function byIdentity({ identity }: TraceFacts, user: UserFacts, isFree: IsFree): readonly FoundRename[] {
  if (identity === undefined) return []
  const { upn, mail, names, account } = identity
  const newName = names.saml ?? names.oauth ?? upn
  const isNamedSo = [mail, ...Object.values(names)].some((name) => isSame(name, user.username))
  const isLinked = account?.id === user.id || isSame(mail, user.email) || isSame(upn, user.email)
  if (!isLinked || isNamedSo || !isFree(newName)) return []
  return [
    {
      newName,
      newMail: mail === '' ? undefined : mail,
      how: 'the table of identities has the person under the new name',
      isSure: true,
      evidence: [seenAboutPeople('UPN', upn), seenAboutPeople('Mail', mail === '' ? 'none' : mail)]
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
    // What was made under that name and is called otherwise now was renamed on purpose.
    if (wish.kind !== 'create-user' || !entry.view.isFailure || !isFree(request?.userName)) return []
    const hasMail = isSame(request.mail, user.email) || isSame(request.mail, user.username)
    const hasName = isSame(request.fullName, user.name) || isSame(request.displayName, user.name)
    if (!hasMail && !hasName) return []
    const how = `Entra ID wanted to make an account of the new name for somebody with the same ${hasMail ? 'mail' : 'full name'}`
    return [{ newName: request.userName, newMail: request.mail, how, isSure: hasMail, evidence: evidenceOf(entry) }]
  })
}

/**
 * The sync that is on would make a second account for the same mail. What a sync that is off would call people says nothing, and neither does
 * its name for somebody who signs in by the name of today.
 */
function byDirectory({ directory, identity, ssoEvents }: TraceFacts, user: UserFacts, isFree: IsFree): readonly FoundRename[] {
  if (directory.kind !== 'found' || !directory.isOn || directory.row.outcome !== 'create' || !isFree(directory.row.username)) return []
  const { row } = directory
  if (!isSame(row.mail, user.email) && !isSame(row.mail, user.username)) return []
  if (identity !== undefined && !Object.values(identity.names).every((name) => isSame(name, row.username))) return []
  const last = ssoEvents.find(
    (event) => endOfSignIn(event) !== 'neutral' && (event.userId === user.id || isSame(event.username, user.username))
  )
  if (last !== undefined && endOfSignIn(last) === 'good') return []
  return [
    {
      newName: row.username,
      newMail: row.mail === '' ? undefined : row.mail,
      how: 'the directory has the person under the new name, and the next sync would make a second account',
      isSure: true,
      evidence: [seenAboutPeople('Entry', row.dn), seenAboutPeople('User name by the rules of the sync', row.username)]
    }
  ]
}

/** Somebody with the mail of this account as name tried to sign in, and nobody is called so. */
function byMail(failures: readonly SsoEventFacts[], user: UserFacts, isFree: IsFree): readonly FoundRename[] {
  const { email } = user
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
    if (!isFree(username) || !sharesGivenName(username, user)) return []
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

function signInEvidence({ id, createdAt }: SsoEventFacts, name: string): readonly EvidenceItem[] {
  return [seen('Event', `number ${String(id)}, ${timeText(createdAt)}`), seenAboutPeople('Name of the sign-in', name)]
}

/** The same domain, and a part of the name in common. */
function sharesPart(name: string, { username }: UserFacts): boolean {
  const [local = '', domain = ''] = comparableText(name).split('@')
  const [otherLocal = '', otherDomain = ''] = comparableText(username).split('@')
  if (domain !== otherDomain) return false
  const parts = new Set(partsOf(otherLocal))
  return partsOf(local).some((part) => parts.has(part))
}

/** A new family name is what changes; somebody else of the family has another given name. */
function sharesGivenName(name: string, user: UserFacts): boolean {
  if (!sharesPart(name, user)) return false
  const words = comparableText(user.name ?? '')
  const given = /^[^,]+,\s*(\S+)/.exec(words)?.[1] ?? words.split(/\s+/)[0] ?? ''
  const parts = partsOf(comparableText(name).split('@')[0] ?? '')
  const [first] = partsOf(comparableText(user.username).split('@')[0] ?? '')
  return parts.includes(given) || (first !== undefined && parts[0] === first)
}

function partsOf(local: string): readonly string[] {
  return local.split(/[._\-\s]+/).filter((part) => part.length >= SHORTEST_PART)
}

const SHORTEST_PART = 3
