import { type Problem, problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import type { LdapFailure } from '../../model/directory-facts.ts'
import type { BaseFacts } from '../../model/directory-readings.ts'
import { isWithin } from '../../model/distinguished-name.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed } from '../check.ts'
import { failureEvidence, readProblem } from '../failure-problem.ts'
import type { HostProbes } from '../probes.ts'

export const baseExists: Check<HostProbes> = {
  id: 'ldap.base-exists',
  title: 'The base DN exists',
  origin: 'your-directory',
  needs: ['ldap.identity-proved'],
  async run(probes) {
    const { baseDn } = probes.settings
    const facts = await probes.base()
    switch (facts.kind) {
      case 'found':
        return passed(`${facts.dn} was read.`, [seen('Entry', facts.dn), seen('Object classes', facts.objectClasses.join(', '))])
      case 'missing':
        return failed(await missingProblem(facts, baseDn, probes))
      case 'hidden':
        return failed(problem('ldap.base.hidden', { base: baseDn, text: '' }, [seen('Answer', 'success, without the entry')]))
      case 'cut':
        return failed(cutProblem(facts.failure, baseDn, probes))
      default:
        return assertNever(facts)
    }
  }
}

async function missingProblem(facts: Extract<BaseFacts, { kind: 'missing' }>, base: string, probes: HostProbes): Promise<Problem> {
  const evidence = failureEvidence(facts.failure)
  const root = await probes.rootDse()
  const contexts = root.ok ? root.value.namingContexts : []
  if (contexts.length > 0 && !contexts.some((context) => isWithin(base, context))) {
    const own = root.ok ? (root.value.defaultNamingContext ?? contexts.join(' or ')) : ''
    return problem('ldap.base.above-domain', { base, contexts: own }, [
      ...contexts.map((context) => seen('Naming context', context)),
      ...evidence
    ])
  }
  return problem('ldap.base.missing', { base, nearest: facts.nearest ?? '', children: facts.childrenOfNearest.join(', ') }, evidence)
}

function cutProblem(failure: LdapFailure, base: string, probes: HostProbes): Problem {
  if (failure.kind === 'result') {
    const evidence = failureEvidence(failure)
    if (failure.code === 34) return problem('ldap.base.syntax', { base }, evidence)
    if (failure.code === 10)
      return problem('ldap.base.other-domain', { base, referral: failure.referrals?.join(', ') ?? 'another server' }, evidence)
    if (failure.code === 50) return problem('ldap.base.hidden', { base, text: failure.text }, evidence)
  }
  return readProblem(failure, 'the question for the base DN', probes.settings)
}
