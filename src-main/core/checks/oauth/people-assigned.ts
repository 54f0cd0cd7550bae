import { type Check, skipped } from '../check.ts'
import { type OauthProbes, OTHER_PROVIDER } from './probes.ts'

export const peopleAssigned: Check<OauthProbes> = {
  id: 'oauth.people-assigned',
  title: 'The people who shall sign in may do so',
  origin: 'microsoft',
  async run({ authority }) {
    if (authority !== undefined) return skipped(OTHER_PROVIDER)
    return {
      status: 'not-provable-here',
      because: 'Who is assigned, and which rules of Conditional Access hold, Microsoft judges at each sign-in.',
      next: 'In Enterprise applications open Files.com: Properties, “Assignment required?”, and Users and groups. Then let one assigned person sign in at the site: only that proves it.'
    }
  }
}
