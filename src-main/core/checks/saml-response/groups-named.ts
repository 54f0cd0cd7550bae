import { problem } from '../../errors.ts'
import { seen, seenAboutPeople } from '../../evidence.ts'
import { claims, groupsOf, isGroupId, valueOf } from '../../saml/claims.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

/** Beyond it Entra ID sends a link (SAML; JWT has 200). */
const MOST_GROUPS = 150

export const groupsNamed: Check<ResponseProbes> = {
  id: 'saml-response.groups-named',
  title: 'Groups are sent, and by their names',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, (assertion) => {
      const groups = groupsOf(assertion)
      const link = valueOf(assertion, claims.groupsLink)
      const examples = groups.slice(0, 3).map((group) => seenAboutPeople('For example', group))
      const counted = seen('Groups', groups.length)
      if (link !== undefined || assertion.attributes.some(({ name }) => name === claims.groupsLink))
        return warned(
          problem('saml.response.groups-overage', { because: 'The response has a link in place of the groups.' }, [
            // It ends in the object id of the person.
            seenAboutPeople('Link', link ?? 'empty'),
            counted
          ])
        )
      if (groups.length > MOST_GROUPS) {
        const because = `The response names ${String(groups.length)} groups, more than Entra ID would.`
        return warned(problem('saml.response.groups-overage', { because }, [counted, ...examples]))
      }
      if (groups.length === 0) return skipped('No groups are sent. With SCIM, or without groups, none are needed.')
      const ids = groups.filter(isGroupId)
      if (ids.length > 0) return warned(problem('saml.response.groups-are-ids', { count: ids.length }, [counted, ...examples]))
      return passed(`${String(groups.length)} ${groups.length === 1 ? 'group is' : 'groups are'} sent by name.`, [counted, ...examples])
    })
  }
}
