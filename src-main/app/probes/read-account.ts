import { windowsMinutes, windowsTime } from '../../core/directory/windows-time.ts'
import { type DirectoryEntry, type RootDseFacts, valueOf } from '../../core/model/directory-facts.ts'
import type { AccountFacts } from '../../core/model/directory-readings.ts'
import { escapeFilterValue } from '../../core/model/search-filter.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'

const ACCOUNT_ATTRIBUTES = ['sAMAccountName', 'badPwdCount', 'userAccountControl', 'msDS-UserPasswordExpiryTimeComputed', 'primaryGroupID']
const POLICY_ATTRIBUTES = ['lockoutThreshold', 'lockOutObservationWindow']
const IN_CHAIN = '1.2.840.113556.1.4.1941'

/** Last part of the SID (or whole SID) of groups that rule a domain: the same in every language of Windows (MS-DTYP 2.4.2.4). */
const POWERFUL = /^S-1-5-21-\d+-\d+-\d+-(?:512|518|519|520|526|527)$|^S-1-5-32-(?:544|548|549|550|551)$/
const POWERFUL_PRIMARY_GROUPS: ReadonlyMap<string, string> = new Map([
  ['512', 'Domain Admins'],
  ['518', 'Schema Admins'],
  ['519', 'Enterprise Admins']
])

/** What Active Directory tells an account about itself; other servers show nothing of this, and the facts stay empty. */
export async function readAccount(session: DirectorySession, username: string, root: RootDseFacts | undefined): Promise<AccountFacts> {
  const domain = root?.defaultNamingContext
  if (domain === undefined) return { powerfulGroups: [] }
  const entry = await findAccount(session, username, domain)
  const policy = await session.read(domain, POLICY_ATTRIBUTES)
  const threshold = policy.ok && policy.value !== undefined ? valueOf(policy.value, 'lockoutThreshold') : undefined
  const window = policy.ok && policy.value !== undefined ? valueOf(policy.value, 'lockOutObservationWindow') : undefined
  const windowMinutes = window === undefined ? undefined : windowsMinutes(window)
  const ends = entry === undefined ? undefined : windowsTime(valueOf(entry, 'msDS-UserPasswordExpiryTimeComputed') ?? '')
  const badPasswords = entry === undefined ? undefined : valueOf(entry, 'badPwdCount')
  return {
    ...(entry === undefined ? {} : { dn: entry.dn }),
    ...(threshold === undefined ? {} : { lockoutThreshold: Number(threshold) }),
    ...(windowMinutes === undefined ? {} : { lockoutWindowMinutes: windowMinutes }),
    ...(badPasswords === undefined ? {} : { badPasswordCount: Number(badPasswords) }),
    ...(ends === undefined ? {} : { passwordEnds: ends }),
    ...(entry === undefined ? { powerfulGroups: [] } : await readPower(session, entry, domain))
  }
}

/** The account's entry by whatever form of name was typed: distinguished name, `user@domain`, `DOMAIN\user`. */
export async function findAccount(session: DirectorySession, username: string, domain: string): Promise<DirectoryEntry | undefined> {
  if (username.includes('=')) {
    const answer = await session.read(username, ACCOUNT_ATTRIBUTES)
    return answer.ok ? answer.value : undefined
  }
  const short = username.includes('\\') ? username.slice(username.lastIndexOf('\\') + 1) : (username.split('@')[0] ?? '')
  const byUpn = username.includes('@') ? `(userPrincipalName=${escapeFilterValue(username)})` : ''
  const found: DirectoryEntry[] = []
  await session.search({
    base: domain,
    scope: 'sub',
    filter: `(|${byUpn}(sAMAccountName=${escapeFilterValue(short)}))`,
    attributes: ACCOUNT_ATTRIBUTES,
    pageSize: 10,
    onPage: (page) => {
      found.push(...page)
      return 'continue'
    }
  })
  const exact = found.find((entry) => valueOf(entry, 'sAMAccountName')?.toLowerCase() === short.toLowerCase())
  return found.length === 1 ? found[0] : exact
}

async function readPower(
  session: DirectorySession,
  account: DirectoryEntry,
  domain: string
): Promise<Pick<AccountFacts, 'powerfulGroups' | 'groupsReadBy'>> {
  const groups: string[] = []
  const outcome = await session.search({
    base: domain,
    scope: 'sub',
    filter: `(&(objectClass=group)(member:${IN_CHAIN}:=${escapeFilterValue(account.dn)}))`,
    attributes: ['cn', 'objectSid'],
    pageSize: 100,
    onPage: (page) => {
      for (const group of page) if (POWERFUL.test(valueOf(group, 'objectSid') ?? '')) groups.push(valueOf(group, 'cn') ?? group.dn)
      return 'continue'
    }
  })
  const primary = POWERFUL_PRIMARY_GROUPS.get(valueOf(account, 'primaryGroupID') ?? '')
  if (primary !== undefined) groups.push(primary)
  if (outcome.end.kind === 'cut') return { powerfulGroups: groups }
  return { powerfulGroups: groups, groupsReadBy: 'direct, nested and primary membership' }
}
