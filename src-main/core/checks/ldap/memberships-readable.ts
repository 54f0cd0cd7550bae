import { counted } from '../../catalog/entry.ts'
import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import type { GroupFacts } from '../../model/directory-readings.ts'
import { type Check, failed, passed, skipped, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

export const membershipsReadable: Check<HostProbes> = {
  id: 'ldap.memberships-readable',
  title: 'Memberships can be read completely',
  origin: 'your-directory',
  needs: ['ldap.groups-found'],
  async run(probes) {
    const facts = await probes.groups()
    if (facts.count === 0) return skipped('There are no groups.')
    const evidence = membershipEvidence(facts)
    const incomplete = facts.ranged.find(({ isComplete }) => !isComplete)
    if (incomplete !== undefined)
      return failed(problem('ldap.memberships.range-incomplete', { group: incomplete.name, read: incomplete.members }, evidence))
    if (facts.memberValues + facts.memberUids === 0)
      return warned(problem('ldap.memberships.none-readable', { groups: facts.count }, evidence))
    const [first, ...more] = evidence
    if (first === undefined) throw new TypeError('Facts without evidence')
    return passed(`Read to the end: ${counted(facts.memberValues + facts.memberUids, 'membership', 'memberships')}.`, [first, ...more])
  }
}

function membershipEvidence(facts: GroupFacts): readonly EvidenceItem[] {
  return [
    seen('Direct, by member or uniqueMember', facts.memberValues.toLocaleString('en-US')),
    ...(facts.memberUids === 0 ? [] : [seen('By memberUid', facts.memberUids.toLocaleString('en-US'))]),
    ...(facts.primaryGroup === undefined
      ? []
      : [
          seen(
            'By primary group',
            `${facts.primaryGroup.people.toLocaleString('en-US')} people in ${facts.primaryGroup.name}, which lists none of them as members`
          )
        ]),
    seen(
      'Groups inside groups',
      facts.nestedGroups === 0
        ? 'none'
        : `${facts.nestedGroups}${facts.circularGroups === 0 ? '' : `, ${facts.circularGroups} of them in a circle`}`
    ),
    ...(facts.foreignMembers === 0
      ? []
      : [seen('Members from other forests', `${facts.foreignMembers}; they cannot be provisioned from here`)]),
    ...(facts.largest === undefined
      ? []
      : [seen('Largest group', `${facts.largest.name}, ${facts.largest.members.toLocaleString('en-US')} members`)]),
    ...facts.ranged
      .slice(0, 3)
      .map(({ name, members, parts, isComplete }) =>
        seen(
          `Read in parts: ${name}`,
          `${members.toLocaleString('en-US')} members in ${counted(parts, 'part', 'parts')}${isComplete ? '' : ', not to the end'}`
        )
      ),
    seen('Empty groups', facts.emptyGroups),
    seen('Nesting at Files.com', 'not documented; this application assumes nothing about it here')
  ]
}
