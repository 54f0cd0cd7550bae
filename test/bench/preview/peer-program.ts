import { Client } from 'ldapts'
import { groupsFilter, peopleFilter } from '../../../src-main/core/directory/filters.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'

export interface PeerInput {
  readonly settings: DirectorySettings
  readonly password: string
  /** Also who is in which group, by copying sets; else reading alone. */
  readonly isWhole: boolean
}

/**
 * The access pattern of the closest peer, as a script of our own: every attribute, pages of 100, all people read twice, and for each group a copy of the
 * set of all users seen so far. Prints how long it took.
 */
const { settings, password, isWhole } = JSON.parse(process.argv[2] ?? '{}') as PeerInput
const startedMs = performance.now()
const client = new Client({ url: `ldaps://${settings.host}:${String(settings.port)}`, tlsOptions: { ca: settings.caPem } })
await client.bind(settings.username, password)
await entriesOf(peopleFilter('openldap', undefined))
const users = await entriesOf(peopleFilter('openldap', undefined))
const groups = await entriesOf(groupsFilter('openldap'))
await client.unbind()
const memberships = isWhole ? countByCopying() : 0
console.log(JSON.stringify({ wholeMs: performance.now() - startedMs, users: users.length, groups: groups.length, memberships }))

async function entriesOf(filter: string) {
  const entries: Awaited<ReturnType<Client['search']>>['searchEntries'] = []
  for await (const page of client.searchPaginated(settings.baseDn, { scope: 'sub', filter, attributes: ['*'], paged: { pageSize: 100 } }))
    entries.push(...page.searchEntries)
  return entries
}

function countByCopying(): number {
  const people = new Set(users.map(({ dn }) => dn))
  let everybody = new Set<string>()
  let count = 0
  for (const { dn } of groups) {
    const inGroup = membersOf(dn, new Set())
    count += inGroup.size
    everybody = new Set([...everybody, ...inGroup])
  }
  return count

  function membersOf(dn: string, seen: Set<string>): Set<string> {
    seen.add(dn)
    const group = groups.filter((other) => other.dn === dn)[0]
    const members = [group?.['member'] ?? []].flat().map(String)
    const found = new Set(members.filter((member) => people.has(member)))
    const inner = members.filter((member) => !people.has(member) && !seen.has(member))
    return inner.reduce((all, member) => new Set([...all, ...membersOf(member, seen)]), found)
  }
}
