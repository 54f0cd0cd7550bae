import { groupAttributes, groupsFilter } from '../../core/directory/filters.ts'
import { GroupTally, type RangedGroup } from '../../core/directory/group-tally.ts'
import { readAllValues } from '../../core/directory/read-ranges.ts'
import type { GroupFacts } from '../../core/model/directory-readings.ts'
import type { DirectorySettings, ServerType } from '../../core/model/directory-settings.ts'
import type { DirectorySession } from '../../core/ports/directory.ts'
import { PAGE_SIZE, type PeopleReading, readEnd } from './read-people.ts'

export async function readGroups(
  session: DirectorySession,
  settings: DirectorySettings,
  serverType: ServerType,
  primaryGroup: PeopleReading['primaryGroup']
): Promise<GroupFacts> {
  const filter = groupsFilter(serverType)
  const tally = new GroupTally()
  const outcome = await session.search({
    base: settings.baseDn,
    scope: 'sub',
    filter,
    attributes: groupAttributes(serverType),
    pageSize: PAGE_SIZE,
    onPage: (page) => {
      tally.add(page)
      return 'continue'
    }
  })
  const ranged: GroupFacts['ranged'][number][] = []
  for (const group of tally.rangedGroups) ranged.push(await followRange(session, group, tally))
  const counted = tally.facts()
  const primaryGroupName = primaryGroup === undefined ? undefined : tally.nameOfPrimaryGroup(primaryGroup.id)
  return {
    ...counted,
    count: Math.max(counted.count, outcome.seen),
    filter,
    end: readEnd(outcome),
    pages: outcome.pages,
    ranged,
    ...(primaryGroup === undefined
      ? {}
      : { primaryGroup: { name: primaryGroupName ?? `the group with number ${primaryGroup.id}`, people: primaryGroup.people } })
  }
}

async function followRange(session: DirectorySession, group: RangedGroup, tally: GroupTally): Promise<GroupFacts['ranged'][number]> {
  const rest = await readAllValues(session, group.dn, group.attribute, { from: group.firstPart })
  if (!rest.ok || rest.value === undefined) {
    const received = !rest.ok && rest.error.kind === 'ranges-stuck' ? rest.error.received : 0
    return { name: group.name, members: group.firstPart + received, parts: 1, isComplete: false }
  }
  const { values, parts } = rest.value
  tally.addMembers(group.dn, values)
  return { name: group.name, members: group.firstPart + values.length, parts: parts + 1, isComplete: true }
}
