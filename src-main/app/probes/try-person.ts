import { countsAsAttempt } from '../../core/checks/bind-problem.ts'
import { triesLeft } from '../../core/checks/ldap/account-safe.ts'
import { isAnonymousIdentity } from '../../core/directory/anonymous-identity.ts'
import { peopleFilter } from '../../core/directory/filters.ts'
import { type DirectoryEntry, type DirectoryProduct, type LdapFailure, valueOf } from '../../core/model/directory-facts.ts'
import type { AccountFacts, PersonTest } from '../../core/model/directory-readings.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import { escapeFilterValue } from '../../core/model/search-filter.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'
import type { Result } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'

/** With one try left, a typing mistake would lock the person out: then nothing is sent. */
const FEWEST_TRIES = 2

export interface PersonToTry {
  readonly username: string
  readonly password: Secret
}

export interface PersonTools {
  readonly session: DirectorySession
  readonly settings: DirectorySettings
  readonly serverType: ServerType
  readonly product: DirectoryProduct | undefined
  readonly account: AccountFacts
  open(): Promise<Result<DirectorySession, LdapFailure>>
}

/** Finds the person by the user name field and tries the password once, on a connection of its own. */
export async function tryPerson(person: PersonToTry, tools: PersonTools): Promise<PersonTest> {
  if (person.password.isEmpty) return { kind: 'not-sent', because: 'empty-password' }
  if (tools.settings.security === 'none' && !tools.settings.allowCleartext) return { kind: 'not-sent', because: 'cleartext-not-allowed' }
  const found = await findPerson(person.username, tools)
  if (!found.ok) return { kind: 'cut', failure: found.error }
  const [entry, ...others] = found.value
  if (entry === undefined) return { kind: 'not-found' }
  if (others.length > 0) return { kind: 'ambiguous', count: found.value.length }
  const left = triesLeftOf(entry, tools.account)
  if (left !== undefined && left < FEWEST_TRIES)
    return { kind: 'too-few-tries', dn: entry.dn, triesLeft: left, threshold: tools.account.lockoutThreshold ?? 0 }
  const session = await tools.open()
  if (!session.ok) return { kind: 'cut', failure: session.error }
  const answer = await session.value.bind(entry.dn, person.password)
  const identity = answer.ok ? await session.value.whoAmI() : undefined
  session.value.close()
  if (!answer.ok) return { kind: 'refused', dn: entry.dn, failure: answer.error, ...(await triesAfterwards(answer.error, entry.dn, tools)) }
  // Not every server knows the question; the one that does must not answer with nobody.
  return { kind: identity?.ok === true && isAnonymousIdentity(identity.value) ? 'anonymous' : 'accepted', dn: entry.dn }
}

async function findPerson(username: string, tools: PersonTools): Promise<Result<readonly DirectoryEntry[], LdapFailure>> {
  const found: DirectoryEntry[] = []
  const outcome = await tools.session.search({
    base: tools.settings.baseDn,
    scope: 'sub',
    filter: `(&${peopleFilter(tools.serverType, tools.product)}(${tools.settings.usernameField}=${escapeFilterValue(username)}))`,
    attributes: ['badPwdCount'],
    pageSize: 10,
    onPage: (page) => {
      found.push(...page)
      return 'continue'
    }
  })
  return outcome.end.kind === 'cut' ? { ok: false, error: outcome.end.failure } : { ok: true, value: found }
}

function triesLeftOf(entry: DirectoryEntry, { lockoutThreshold }: AccountFacts): number | undefined {
  const count = valueOf(entry, 'badPwdCount')
  if (count === undefined || lockoutThreshold === undefined) return undefined
  return triesLeft({ lockoutThreshold, badPasswordCount: Number(count) })
}

async function triesAfterwards(failure: LdapFailure, dn: string, tools: PersonTools): Promise<{ triesLeft?: number }> {
  if (!countsAsAttempt(failure)) return {}
  const answer = await tools.session.read(dn, ['badPwdCount'])
  const left = answer.ok && answer.value !== undefined ? triesLeftOf(answer.value, tools.account) : undefined
  return left === undefined ? {} : { triesLeft: left }
}
