import { seen, seenAboutPeople, type EvidenceItem } from '../evidence.ts'
import { evidenceOf, timeText } from '../scim/log/group-scim-causes.ts'
import type { UserFacts } from '../service/service-facts.ts'
import { failuresSince } from './failures-since.ts'
import { isSame } from './find-traced-person.ts'
import type { TraceFacts } from './trace-facts.ts'

/** The sign-in takes the mail, and provisioning the name of the account: nothing was renamed, and a rename would set one against the other. */
export interface FoundMismatch {
  readonly sentence: string
  readonly evidence: readonly EvidenceItem[]
}

/** A failed sign-in as the mail of the account, since which SCIM has found the account by its name of today. */
export function findMismatch(facts: TraceFacts, user: UserFacts): FoundMismatch | undefined {
  const { username, email } = user
  if (email === undefined || isSame(email, username)) return undefined
  const failures = failuresSince(facts, user).filter((event) => isSame(event.username, email))
  const [failure] = failures
  const firstMs = Math.min(...failures.map(({ createdAt }) => Date.parse(createdAt)))
  const entry = facts.scimEntries.find(
    ({ entry: { createdAt }, reading, view }) => !view.isFailure && Date.parse(createdAt) >= firstMs && isNamed(reading, username)
  )
  if (failure === undefined || entry === undefined) return undefined
  return {
    sentence: `The sign-in calls the person ${email}, which is the mail, and provisioning by SCIM knows the account as ${username}. So the sign-in finds nobody.`,
    evidence: [
      seen('Event', `number ${String(failure.id)}, ${timeText(failure.createdAt)}`),
      seenAboutPeople('Name of the sign-in', email),
      ...evidenceOf(entry)
    ]
  }
}

/** By the name itself, in the search or in what was sent; an answer names whatever it found. */
function isNamed({ path, request }: TraceFacts['scimEntries'][number]['reading'], username: string): boolean {
  return (
    isSame(request?.userName, username) ||
    path.clauses.some(({ attribute, value }) => /^userName$/i.test(attribute) && isSame(value, username))
  )
}
