import { counted } from '../../catalog/entry.ts'
import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import type { GroupFacts } from '../../model/directory-readings.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'
import { cutProblem } from './users-found.ts'

export const groupsFound: Check<HostProbes> = {
  id: 'ldap.groups-found',
  title: 'Groups are found, all of them',
  origin: 'your-directory',
  needs: ['ldap.base-exists'],
  async run(probes) {
    const { settings } = probes
    const facts = await probes.groups()
    const evidence = groupEvidence(facts)
    if (facts.end.kind === 'cut') return failed(cutProblem(facts.end.failure, facts.count, 'the search for groups', settings, evidence))
    if (facts.count === 0) return warned(problem('ldap.groups.none', { base: settings.baseDn, filter: facts.filter }, evidence))
    const [first, ...more] = evidence
    if (first === undefined) throw new TypeError('Facts without evidence')
    return passed(`${counted(facts.count, 'group', 'groups')} below ${settings.baseDn}, read to the end.`, [first, ...more])
  }
}

function groupEvidence(facts: GroupFacts): readonly EvidenceItem[] {
  return [
    seen(
      'Groups',
      facts.end.kind === 'complete'
        ? facts.count.toLocaleString('en-US')
        : `${facts.count.toLocaleString('en-US')} until the search was cut`
    ),
    seen('Filter', facts.filter),
    ...facts.samples.map(({ name, members }) => seen(name, `${members} direct members`))
  ]
}
