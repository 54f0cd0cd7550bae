import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { productText } from '../../model/directory-facts.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import type { BackupProbes, HostProbes } from '../probes.ts'

/** Counts may differ a little while changes replicate. */
const TOLERATED_SHARE = 0.01

export const backupHostAgrees: Check<BackupProbes> = {
  id: 'ldap.backup-host-agrees',
  title: 'This host would answer the same as the first',
  origin: 'your-directory',
  needs: ['ldap.root-dse-answers'],
  async run(probes) {
    const [first, second] = [await described(probes.first), await described(probes)]
    if (first === undefined) return skipped('The first host did not answer, so there is nothing to compare with.')
    if (second === undefined) return skipped('This host hides its root entry, so there is nothing to compare.')
    const differences = [
      first.product === second.product ? '' : `it is ${productText[second.product]}, the first is ${productText[first.product]}`,
      first.domain === second.domain ? '' : `it serves ${second.domain}, the first ${first.domain}`,
      countsDiffer(first.people, second.people) ? `it shows ${second.people ?? 0} people, the first ${first.people ?? 0}` : ''
    ].filter((difference) => difference !== '')
    const evidence = [
      seen('Serves', second.domain),
      seen('People here', second.people ?? 'not counted'),
      seen('People on the first host', first.people ?? 'not counted')
    ] as const
    if (differences.length > 0)
      return warned(problem('ldap.backup.differs', { host: probes.settings.host, differences: differences.join('; ') }, evidence))
    if (first.people === undefined || second.people === undefined) {
      return {
        status: 'not-provable-here',
        because: 'It serves the same directory, but people were not counted on both hosts.',
        next: 'Repair the rungs above, then check again.',
        evidence
      }
    }
    return passed('It serves the same directory and shows the same people.', evidence)
  }
}

async function described(probes: HostProbes) {
  const root = await probes.rootDse()
  if (!root.ok) return undefined
  const domain = (root.value.defaultNamingContext ?? root.value.namingContexts.join(', ')).toLowerCase()
  return { product: root.value.product, domain, people: await peopleCount(probes) }
}

/** Asks for people only where somebody signed in: otherwise the probe would have nothing to search with. */
async function peopleCount(probes: HostProbes): Promise<number | undefined> {
  if (!(await probes.hasSignedIn())) return undefined
  if ((await probes.base()).kind !== 'found') return undefined
  const people = await probes.people()
  return people.end.kind === 'complete' ? people.count : undefined
}

function countsDiffer(first: number | undefined, second: number | undefined): boolean {
  if (first === undefined || second === undefined) return false
  return Math.abs(first - second) > Math.max(first, second) * TOLERATED_SHARE
}
