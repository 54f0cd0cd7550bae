import { advise } from '../../core/adviser/advise.ts'
import type { AdviserReading, UserReading } from '../../core/adviser/adviser-facts.ts'
import type { Advice, AdviserAnswers } from '../../core/adviser/adviser-views.ts'
import type { CancelSignal } from '../../core/cancel.ts'
import type { Problem } from '../../core/errors.ts'
import type { IdentityView } from '../../core/identity/identity-views.ts'
import { tallyAffectedUsers } from '../../core/oauth/affected-users.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { ClockPort } from '../../core/ports/surroundings.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { collectPages } from '../../core/service/collect-pages.ts'
import type { FilesReader, Pages } from '../../core/service/files-service.ts'
import type { UserFacts } from '../../core/service/service-facts.ts'
import type { ServiceFailure } from '../../core/service/service-failure.ts'
import { serviceProblem } from '../../core/service/service-problem.ts'
import { daysAgo } from './affected-users.ts'

/** What of a site speaks for and against methods. Answers can change afterwards without reading anything again. */
export interface AdviserFindings {
  readonly reading: Omit<AdviserReading, 'identity'>
  /** Why something is missing, as sentences. */
  readonly notRead: readonly string[]
}

/**
 * Reads everything once, by GET requests only; what cannot be read is said and left out. That not even the settings can be read is a problem.
 * Throws `Cancelled`.
 */
export async function readForAdvice(
  ports: { readonly clock: ClockPort },
  reader: FilesReader,
  signal: CancelSignal
): Promise<Result<AdviserFindings, Problem>> {
  const { host } = reader.address
  const notRead: string[] = []
  const missing = (what: string, failure: ServiceFailure): void => {
    notRead.push(`The ${what} could not be read to the end (${serviceProblem(failure, { host, action: `read the ${what}` }).title}).`)
  }
  const site = await reader.site(signal)
  if (!site.ok) return fail(serviceProblem(site.error, { host, action: 'read the settings of the site' }))
  const strategies = await collectPages(reader.strategies(signal))
  if (strategies.failure !== undefined) missing('single sign-on providers', strategies.failure)
  const groups = await collectPages(reader.groups(signal))
  if (groups.failure !== undefined) missing('groups', groups.failure)
  const users = await readUsers(reader.users({}, signal), daysAgo(ports.clock, DAYS_LATELY))
  if (!users.ok) missing('users', users.error)
  return succeed({
    reading: {
      site: site.value,
      strategies: strategies.failure === undefined ? strategies.items : undefined,
      groups: groups.failure === undefined ? groups.items : undefined,
      users: users.ok ? users.value : undefined
    },
    notRead
  })
}

/** `findings`: undefined when no site is connected. */
export function adviceFrom(findings: AdviserFindings | undefined, answers: AdviserAnswers, identity: IdentityView | undefined): Advice {
  const reading = findings?.reading ?? { site: undefined, strategies: undefined, groups: undefined, users: undefined }
  return advise({ answers, reading: { ...reading, identity }, notRead: findings?.notRead ?? [] })
}

/** A quarter of a year: whoever has not used a way for so long has found another. */
const DAYS_LATELY = 90

/** A list that was cut answers nothing: that nobody was seen so far does not mean that there is nobody. */
async function readUsers(pages: Pages<UserFacts>, since: string): Promise<Result<UserReading, ServiceFailure>> {
  const affected = tallyAffectedUsers(since)
  const sinceMs = Date.parse(since)
  const count = { total: 0, bySingleSignOn: 0, mailUnlikeName: 0, seenLately: 0 }
  for (;;) {
    const page = await pages.next()
    if (page.done === true)
      return page.value.kind === 'cut' ? fail(page.value.failure) : succeed({ ...count, affected: affected.finish(undefined) })
    affected.add(page.value)
    for (const user of page.value) {
      count.total += 1
      if (user.siteAdmin !== true && user.disabled !== true && wasSeen(user, sinceMs)) count.seenLately += 1
      if (user.authenticationMethod !== 'sso' || user.disabled === true) continue
      count.bySingleSignOn += 1
      if (isUnlikeName(user)) count.mailUnlikeName += 1
    }
  }
}

function wasSeen({ lastLoginAt, lastWebLoginAt, lastActiveAt }: UserFacts, sinceMs: number): boolean {
  return [lastLoginAt, lastWebLoginAt, lastActiveAt].some((at) => typeof at === 'string' && Date.parse(at) >= sinceMs)
}

/** An empty mail address makes no second account. */
function isUnlikeName({ username, email }: UserFacts): boolean {
  return email !== undefined && email.trim() !== '' && comparableUsername(email) !== comparableUsername(username)
}
