import { problem } from '../../errors.ts'
import { seen, seenAboutPeople } from '../../evidence.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import type { HostProbes } from '../probes.ts'

export const usernamesUnique: Check<HostProbes> = {
  id: 'ldap.usernames-unique',
  title: 'Every user name belongs to one person',
  origin: 'your-directory',
  needs: ['ldap.attributes-present'],
  async run(probes) {
    const { usernameField, domain } = probes.settings
    const facts = await probes.people()
    const example = facts.samples.find(({ username }) => username !== '')?.username ?? ''
    const compared = seen(
      'Compared',
      `${facts.filled.get(usernameField.toLowerCase()) ?? 0} values of ${usernameField}, without regard to case`
    )
    if (facts.duplicateCount > 0) {
      const examples = facts.duplicates.map(({ username, count }) => seenAboutPeople(`Used by ${count} people`, username))
      return failed(problem('ldap.usernames.duplicate', { field: usernameField, count: facts.duplicateCount }, [compared, ...examples]))
    }
    const appended = domain === '' ? example : `${example}@${domain}`
    const asFilesCom = seenAboutPeople('User name at Files.com, for example', appended)
    if (domain !== '' && facts.usernamesWithAt > 0) {
      return warned(
        problem('ldap.usernames.double-suffix', { field: usernameField, domain }, [
          compared,
          asFilesCom,
          seen('Values with “@”', facts.usernamesWithAt)
        ])
      )
    }
    return passed('No two people share a user name.', [compared, asFilesCom])
  }
}
