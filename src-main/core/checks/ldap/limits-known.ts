import { counted } from '../../catalog/entry.ts'
import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { type Check, failed, passed } from '../check.ts'
import type { HostProbes } from '../probes.ts'

const LIMIT_CODES: Readonly<Record<number, string>> = {
  3: 'the server’s time limit',
  4: 'the server’s size limit',
  11: 'an administrative limit'
}

const SHOWN_POLICIES = ['MaxPageSize', 'MaxValRange', 'MaxQueryDuration', 'MaxResultSetSize', 'MaxTempTableSize', 'MaxConnIdleTime']

export const limitsKnown: Check<HostProbes> = {
  id: 'ldap.limits-known',
  title: 'The server’s limits hide nothing',
  origin: 'your-directory',
  needs: ['ldap.base-exists'],
  async run(probes) {
    const [people, groups, limits] = [await probes.people(), await probes.groups(), await probes.limits()]
    const evidence: readonly [EvidenceItem, ...EvidenceItem[]] = [
      seen('Largest page handed out', `${people.largestPage} entries`),
      ...(groups.valueRange === undefined ? [] : [seen('Members handed out at a time', groups.valueRange)]),
      ...SHOWN_POLICIES.filter((name) => limits.policy.has(name)).map((name) => seen(name, limits.policy.get(name) ?? '')),
      ...(limits.policyDn === undefined
        ? [seen('Policy', 'not readable; only what was met is known')]
        : [seen('Read from', limits.policyDn)])
    ]
    for (const { end, count } of [people, groups]) {
      if (end.kind === 'cut' && end.failure.kind === 'result' && end.failure.code in LIMIT_CODES) {
        return failed(
          problem('ldap.limits.met', { limit: `${LIMIT_CODES[end.failure.code] ?? 'a limit'}, after ${count} entries` }, evidence)
        )
      }
    }
    if (people.end.kind === 'cut' || groups.end.kind === 'cut') {
      return {
        status: 'not-provable-here',
        because: 'The searches were cut for another reason before a limit could show.',
        next: 'Repair what the rungs above name, then check again.',
        evidence
      }
    }
    return passed(
      `${counted(people.count, 'person', 'people')} and ${counted(groups.count, 'group', 'groups')} were read without meeting a limit.`,
      evidence
    )
  }
}
