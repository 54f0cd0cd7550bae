import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { productText, type RootDseFacts } from '../../model/directory-facts.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { failureEvidence, readProblem } from '../failure-problem.ts'
import type { HostProbes } from '../probes.ts'

export const rootDseAnswers: Check<HostProbes> = {
  id: 'ldap.root-dse-answers',
  title: 'A directory answers and says what it is',
  origin: 'your-directory',
  needs: ['ldap.tls-opens'],
  async run(probes) {
    const answer = await probes.rootDse()
    if (answer.ok) {
      const [first, ...more] = rootEvidence(answer.value)
      if (first === undefined) throw new TypeError('Facts without evidence')
      return passed(`This is ${productText[answer.value.product]}.`, [first, ...more])
    }
    const failure = answer.error
    // A server may hide its root entry and still be a directory: later rungs can go on.
    if (failure.kind === 'result') return warned(problem('ldap.root-dse.hidden', { text: failure.text }, failureEvidence(failure)))
    return failed(readProblem(failure, 'the question for its root entry', probes.settings))
  }
}

function rootEvidence(facts: RootDseFacts): readonly EvidenceItem[] {
  return [
    seen('Product', productText[facts.product]),
    ...(facts.vendor === undefined ? [] : [seen('Vendor', facts.vendor)]),
    ...(facts.dnsHostName === undefined ? [] : [seen('Calls itself', facts.dnsHostName)]),
    ...facts.namingContexts.map((context) => seen('Naming context', context)),
    seen(
      'Offers',
      [facts.offersPaging ? 'paged results' : '', facts.offersStartTls ? 'StartTLS' : '', facts.offersWhoAmI ? '“who am I”' : '']
        .filter((offer) => offer !== '')
        .join(', ') || '(nothing of paging, StartTLS, “who am I”)'
    ),
    ...(facts.domainFunctionality === undefined ? [] : [seen('Domain functional level', facts.domainFunctionality)])
  ]
}
