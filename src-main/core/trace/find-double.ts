import { type EvidenceItem, seenAboutPeople } from '../evidence.ts'
import { comparableText } from '../preview/name-person.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { isSame } from './find-traced-person.ts'
import type { TraceFacts } from './trace-facts.ts'

/** A second account of the same person. */
export interface FoundDouble {
  readonly other: UserFacts
  /** What links both accounts; the end of a sentence. */
  readonly how: string
  /** Which of the two Entra ID signs in to, as far as the events tell. */
  readonly signsInTo: string | undefined
  readonly evidence: readonly EvidenceItem[]
}

/** When mail and UPN differ, a sign-in makes an account under the one beside the account under the other. */
export function findDouble({ users, identity, directory, ssoEvents }: TraceFacts, user: UserFacts): FoundDouble | undefined {
  const outside = [
    identity?.upn,
    identity?.mail,
    ...(directory.kind === 'found' && sameEntry(directory.row, user) ? [directory.row.username, directory.row.mail] : [])
  ]
  const linkOf = (other: UserFacts): string | undefined => {
    if (isSame(other.username, user.email)) return 'the user name of one is the mail of the other'
    if (isSame(other.email, user.username)) return 'the user name of one is the mail of the other'
    if (isSame(other.email, user.email)) return 'both have the same mail'
    if (outside.some((name) => isSame(name, other.username))) return 'the person is known by both names'
    return undefined
  }
  for (const other of users) {
    const how = other.id === user.id || isMeantToBeTwo(user, other) ? undefined : linkOf(other)
    if (how === undefined) continue
    const signedIn = ssoEvents.find(
      ({ status, userId, username }) =>
        /^(?:success|succeeded|successful|ok)$/i.test(status.trim()) &&
        [user, other].some((one) => (userId === undefined ? isSame(username, one.username) : userId === one.id))
    )
    const isOther = signedIn?.userId === other.id || isSame(signedIn?.username, other.username)
    return {
      other,
      how,
      signsInTo: signedIn === undefined ? undefined : isOther ? other.username : user.username,
      evidence: [...accountEvidence('One account', user), ...accountEvidence('Other account', other)]
    }
  }
  return undefined
}

/**
 * A second account on purpose, or somebody else’s: that of an administrator with a password, or of somebody of another name who shares a
 * mailbox.
 */
function isMeantToBeTwo(one: UserFacts, other: UserFacts): boolean {
  const isKept = [one, other].some(({ siteAdmin, authenticationMethod }) => siteAdmin === true && authenticationMethod !== 'sso')
  return isKept || areUnlike(one.name, other.name)
}

/** Both have a full name, and not a word is the same. */
function areUnlike(one: string | undefined, other: string | undefined): boolean {
  const [words, others] = [wordsOf(one), wordsOf(other)]
  return words.length > 0 && others.length > 0 && !words.some((word) => others.includes(word))
}

function wordsOf(name: string | undefined): readonly string[] {
  return comparableText(name ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function sameEntry(row: { readonly username: string; readonly mail: string }, user: UserFacts): boolean {
  return isSame(row.username, user.username) || isSame(row.mail, user.email) || isSame(row.mail, user.username)
}

function accountEvidence(label: string, { username, email, lastLoginAt }: UserFacts): readonly EvidenceItem[] {
  const mail = email === undefined || email === '' ? 'no mail' : `mail ${email}`
  return [seenAboutPeople(label, `${username}, ${mail}, ${lastLoginAt === undefined ? 'never signed in' : `last sign-in ${lastLoginAt}`}`)]
}
