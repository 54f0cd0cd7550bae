import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

/** What a Files.com user is made of: a user name, a mail address, a name. */
export const attributesPresent: Check<HostProbes> = {
  id: 'ldap.attributes-present',
  title: 'People have what a user needs',
  origin: 'your-directory',
  needs: ['ldap.users-found'],
  async run(probes) {
    const field = probes.settings.usernameField
    const { count, filled } = await probes.people()
    const filledIn = (attribute: string): number => filled.get(attribute.toLowerCase()) ?? 0
    const evidence = [field, 'mail', 'displayName', 'cn', 'givenName', 'sn', ...otherUsernameFields(field)].map((attribute) =>
      seen(attribute, `${filledIn(attribute)} of ${count}`)
    )
    if (filledIn(field) === 0) {
      const alternatives = otherUsernameFields(field).filter((attribute) => filledIn(attribute) > 0)
      return failed(problem('ldap.attributes.username-absent', { field, people: count, alternatives: alternatives.join(', ') }, evidence))
    }
    const missing = [field, 'mail']
      .filter((attribute) => filledIn(attribute) < count)
      .map((attribute) => `${count - filledIn(attribute)} have no ${attribute}`)
    if (missing.length > 0) return warned(problem('ldap.attributes.missing', { missing: missing.join(' and '), people: count }, evidence))
    const [first, ...more] = evidence
    if (first === undefined) throw new TypeError('No attribute was looked at')
    return passed(`Everybody has ${field} and mail.`, [first, ...more])
  }
}

function otherUsernameFields(field: string): readonly string[] {
  return ['sAMAccountName', 'userPrincipalName', 'uid'].filter((other) => other.toLowerCase() !== field.toLowerCase())
}
