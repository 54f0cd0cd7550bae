import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, passed, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

/** Partitions that every search at a domain root of Active Directory points to; no people live there. */
const WITHOUT_PEOPLE = /\/(?:CN=Configuration|DC=DomainDnsZones|DC=ForestDnsZones|CN=Schema)\b/i

export const referralsHarmless: Check<HostProbes> = {
  id: 'ldap.referrals-harmless',
  title: 'No people are hidden behind pointers to other servers',
  origin: 'your-directory',
  needs: ['ldap.users-found'],
  async run(probes) {
    const { references } = await probes.people()
    const met = seen('Pointers met', references.length === 0 ? 'none' : references.length)
    const listed = references.slice(0, 5).map((reference) => seen('Pointer', decoded(reference)))
    const serious = references.filter((reference) => !WITHOUT_PEOPLE.test(decoded(reference)))
    if (serious.length > 0)
      return warned(
        problem('ldap.referrals.hide-people', { count: serious.length, where: serious.slice(0, 3).map(decoded).join(', ') }, [
          met,
          ...listed
        ])
      )
    return passed(
      references.length === 0
        ? 'The search met no pointers.'
        : 'Only the pointers that every domain has, to parts without people. None was followed.',
      [met, ...listed]
    )
  }
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference)
  } catch (error) {
    if (error instanceof URIError) return reference
    throw error
  }
}
