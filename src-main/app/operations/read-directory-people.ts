import type { CancelSignal } from '../../core/cancel.ts'
import { counted } from '../../core/catalog/entry.ts'
import { failureEvidence } from '../../core/checks/failure-problem.ts'
import { groupAttributes, groupsFilter, peopleFilter } from '../../core/directory/filters.ts'
import { readAllValues } from '../../core/directory/read-ranges.ts'
import { type DirectoryEntry, type LdapFailure, valueOf, valuesOf } from '../../core/model/directory-facts.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import { escapeFilterValue } from '../../core/model/search-filter.ts'
import { comparableUsername } from '../../core/plan/username.ts'
import type { DirectoryPort, DirectorySession } from '../../core/ports.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { Secret } from '../../core/secret.ts'

export interface DirectoryPeople {
  /** User names as the sync would make them, comparable. */
  readonly usernames: ReadonlySet<string>
  /** Absent: read to the end. Otherwise where it was cut. */
  readonly cutBecause: string | undefined
  /** People whose account the directory itself has disabled; they are none of the others. */
  readonly disabled: number
}

/**
 * Reads who the sync would find: one bind, one search of people, and, when only members of groups count, those groups before it. `groups` are
 * names with `*`. The error is why nothing could be read, as a sentence. Throws `Cancelled`.
 */
export async function readDirectoryPeople(
  directory: DirectoryPort,
  { settings, groups, password }: { readonly settings: DirectorySettings; readonly groups: readonly string[]; readonly password: Secret },
  onCount: (count: number) => void,
  signal: CancelSignal
): Promise<Result<DirectoryPeople, string>> {
  if (settings.security === 'none' && !settings.allowCleartext)
    return fail(`The connection to ${settings.host} is not encrypted, and sending the password readable is not allowed.`)
  const { host, port, security, timeoutMs, caPem } = settings
  const target = { host, port, security, timeoutMs, ...(caPem === undefined ? {} : { caPem }) }
  const session = await directory.open(target, 'verified', signal)
  if (!session.ok) return fail(`${host} could not be reached (${reasonOf(session.error)}).`)
  try {
    const bound = await session.value.bind(settings.username, password)
    if (!bound.ok) return fail(`The directory refused the sign-in of ${settings.username} (${reasonOf(bound.error)}).`)
    const members = groups.length === 0 ? undefined : await membersOf(session.value, settings, groups)
    if (members?.ok === false) return succeed({ usernames: new Set(), cutBecause: members.error, disabled: 0 })
    return succeed(await searchPeople(session.value, settings, members?.value, onCount))
  } finally {
    session.value.close()
  }
}

const PAGE_SIZE = 1000
const ACCOUNT_DISABLED = 2

async function searchPeople(
  session: DirectorySession,
  settings: DirectorySettings,
  members: Members | undefined,
  onCount: (count: number) => void
): Promise<DirectoryPeople> {
  const type = serverTypeOf(settings)
  const usernames = new Set<string>()
  let disabled = 0
  const outcome = await session.search({
    base: settings.baseDn,
    scope: 'sub',
    filter: peopleFilter(type, undefined),
    attributes: [settings.usernameField, 'uid', ...(type === 'active-directory' ? ['userAccountControl', 'primaryGroupID'] : [])],
    pageSize: PAGE_SIZE,
    onPage: (page) => {
      for (const person of page) {
        const name = valueOf(person, settings.usernameField)?.trim() ?? ''
        if (name === '' || members?.holds(person) === false) continue
        if ((Number(valueOf(person, 'userAccountControl') ?? 0) & ACCOUNT_DISABLED) !== 0) disabled += 1
        else usernames.add(comparableUsername(settings.domain === '' ? name : `${name}@${settings.domain}`))
      }
      onCount(usernames.size)
      return 'continue'
    }
  })
  const cutBecause = outcome.end.kind === 'cut' ? cutText(outcome.seen, outcome.end.failure) : undefined
  return { usernames, cutBecause, disabled }
}

interface Members {
  holds(person: DirectoryEntry): boolean
}

async function membersOf(
  session: DirectorySession,
  settings: DirectorySettings,
  groups: readonly string[]
): Promise<Result<Members, string>> {
  const type = serverTypeOf(settings)
  const dns = new Set<string>()
  const uids = new Set<string>()
  const tokens = new Set<string>()
  const ranged: { readonly dn: string; readonly attribute: string; readonly from: number }[] = []
  const outcome = await session.search({
    base: settings.baseDn,
    scope: 'sub',
    filter: `(&${groupsFilter(type)}(|${groups.map((name) => `(cn=${name.split('*').map(escapeFilterValue).join('*')})`).join('')}))`,
    attributes: groupAttributes(type),
    pageSize: PAGE_SIZE,
    onPage: (page) => {
      for (const group of page) {
        for (const dn of [...valuesOf(group, 'member'), ...valuesOf(group, 'uniqueMember')]) dns.add(dn.toLowerCase())
        for (const uid of valuesOf(group, 'memberUid')) uids.add(uid.toLowerCase())
        const token = valueOf(group, 'primaryGroupToken')
        if (token !== undefined) tokens.add(token)
        for (const [name, values] of group.attributes) {
          const range = /^(member|uniquemember);range=0-(\d+|\*)$/.exec(name)
          if (range === null) continue
          for (const dn of values) dns.add(dn.toLowerCase())
          if (range[2] !== '*') ranged.push({ dn: group.dn, attribute: range[1] ?? 'member', from: values.length })
        }
      }
      return 'continue'
    }
  })
  if (outcome.end.kind === 'cut') return fail(`while its groups were read: ${reasonOf(outcome.end.failure)}`)
  for (const { dn, attribute, from } of ranged) {
    const rest = await readAllValues(session, dn, attribute, { from })
    if (!rest.ok)
      return fail(`while the members of ${dn} were read: ${rest.error.kind === 'ranges-stuck' ? rest.error.text : reasonOf(rest.error)}`)
    for (const member of rest.value?.values ?? []) dns.add(member.toLowerCase())
  }
  return succeed({
    holds: (person) =>
      dns.has(person.dn.toLowerCase()) ||
      uids.has(valueOf(person, 'uid')?.toLowerCase() ?? '') ||
      tokens.has(valueOf(person, 'primaryGroupID') ?? '')
  })
}

function serverTypeOf(settings: DirectorySettings): ServerType {
  return settings.serverType === 'auto' ? 'active-directory' : settings.serverType
}

const NO_SUCH_OBJECT = 32

function cutText(seenPeople: number, failure: LdapFailure): string {
  if (failure.kind === 'result' && failure.code === NO_SUCH_OBJECT && seenPeople === 0)
    return 'the base DN does not exist, or the service account may not see it (result code 32)'
  return `it broke off after ${counted(seenPeople, 'person', 'people')}: ${reasonOf(failure)}`
}

function reasonOf(failure: LdapFailure): string {
  const [first] = failureEvidence(failure)
  return first === undefined ? failure.kind : `${first.label}: ${first.value}`
}
