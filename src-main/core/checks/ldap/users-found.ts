import { counted } from '../../catalog/entry.ts'
import { type Problem, problem } from '../../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../../evidence.ts'
import type { LdapFailure } from '../../model/directory-facts.ts'
import type { PeopleFacts, PersonSample } from '../../model/directory-readings.ts'
import type { DirectorySettings } from '../../model/directory-settings.ts'
import { type Check, failed, passed } from '../check.ts'
import { failureEvidence, readProblem } from '../failure-problem.ts'
import type { HostProbes } from '../probes.ts'

export const usersFound: Check<HostProbes> = {
  id: 'ldap.users-found',
  title: 'People are found, all of them',
  origin: 'your-directory',
  needs: ['ldap.base-exists'],
  async run(probes) {
    const { settings } = probes
    const facts = await probes.people()
    const evidence = peopleEvidence(facts, settings)
    if (facts.end.kind === 'cut') return failed(cutProblem(facts.end.failure, facts.count, 'the search for people', settings, evidence))
    if (facts.count === 0) {
      const without = `Without that filter there ${facts.anyEntries === 1 ? 'is 1 entry' : `are ${facts.anyEntries ?? 0} entries`} below the base.`
      return failed(problem('ldap.users.none', { base: settings.baseDn, filter: facts.filter, without }, evidence))
    }
    const [first, ...more] = evidence
    if (first === undefined) throw new TypeError('Facts without evidence')
    return passed(`${counted(facts.count, 'person', 'people')} below ${settings.baseDn}, read to the end.`, [first, ...more])
  }
}

/** A search that an error ended: whose limit it was decides what to do. */
export function cutProblem(
  failure: LdapFailure,
  count: number,
  what: string,
  settings: DirectorySettings,
  evidence: readonly EvidenceItem[]
): Problem {
  if (failure.kind === 'result') {
    const all = [...evidence, ...failureEvidence(failure)]
    if (failure.code === 4) return problem('ldap.users.size-limit', { seen: count }, all)
    if (failure.code === 3) return problem('ldap.users.time-limit', { seen: count }, all)
    if (failure.code === 11) return problem('ldap.users.admin-limit', { seen: count }, all)
  }
  return readProblem(failure, what, settings, evidence)
}

function peopleEvidence(facts: PeopleFacts, settings: DirectorySettings): readonly EvidenceItem[] {
  return [
    seen(
      'People',
      facts.end.kind === 'complete'
        ? facts.count.toLocaleString('en-US')
        : `${facts.count.toLocaleString('en-US')} until the search was cut`
    ),
    seen('Filter', facts.filter),
    seen('Pages', `${facts.pages} of at most ${facts.largestPage} entries`),
    ...(facts.disabled > 0 ? [seen('Disabled among them', facts.disabled)] : []),
    ...facts.samples.map((sample) => seenAboutPeople('For example', sampleText(sample, settings.usernameField)))
  ]
}

function sampleText({ username, name, mail, dn }: PersonSample, usernameField: string): string {
  const shown = [
    `${usernameField} ${username === '' ? '(none)' : username}`,
    name === '' ? '(no name)' : name,
    mail === '' ? '(no mail)' : mail,
    dn
  ]
  return shown.join(', ')
}
