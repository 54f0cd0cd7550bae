import { problem } from '../../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../../evidence.ts'
import type { PersonState } from '../../model/directory-readings.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { readProblem } from '../failure-problem.ts'
import type { PersonProbes } from '../probes.ts'

/** Is this person found, in scope, and called what at Files.com; if not, why not. */
export function personExplained(person: string): Check<PersonProbes> {
  return {
    id: 'ldap.person-explained',
    title: 'This person would become a user',
    origin: 'your-directory',
    needs: ['ldap.users-found'],
    async run(probes) {
      const { settings } = probes
      const found = await probes.explanation()
      const named = seenAboutPeople('Person', person)
      switch (found.kind) {
        case 'in-scope': {
          const evidence: readonly EvidenceItem[] = [
            seenAboutPeople('Entry', found.dn),
            seenAboutPeople('User name at Files.com', found.username),
            ...(found.mail === '' ? [seen('Mail', '(none)')] : [seenAboutPeople('Mail', found.mail)]),
            seen(
              'State',
              found.states.length === 0 ? 'nothing stands in the way' : found.states.map((state) => stateText[state]).join(', ')
            )
          ]
          if (found.states.length > 0) {
            return warned(
              problem('ldap.person.inactive', { states: found.states.map((state) => stateText[state]).join(' and ') }, [named, ...evidence])
            )
          }
          return passed('Found below the base DN, with a user name.', [named, ...evidence])
        }
        case 'other-name':
          return failed(
            problem('ldap.person.other-name', { field: settings.usernameField, matchedBy: found.matchedBy }, [
              named,
              seenAboutPeople('Entry', found.dn),
              seenAboutPeople(settings.usernameField, found.username === '' ? '(none)' : found.username)
            ])
          )
        case 'not-a-person':
          return failed(
            problem('ldap.person.not-a-person', {}, [
              named,
              seenAboutPeople('Entry', found.dn),
              seen('Object classes', found.objectClasses.join(', '))
            ])
          )
        case 'outside-base':
          return failed(
            problem('ldap.person.outside-base', { base: settings.baseDn }, [
              named,
              seenAboutPeople('Entry', found.dn),
              seen('Base DN', settings.baseDn)
            ])
          )
        case 'not-found':
          return failed(problem('ldap.person.not-found', { person, base: found.searched }, [named, seen('Searched below', found.searched)]))
        case 'ambiguous':
          return failed(problem('ldap.person.ambiguous', { person, count: found.count }, [named]))
        case 'cut':
          return failed(readProblem(found.failure, 'the search for this person', settings, [named]))
        default:
          return assertNever(found)
      }
    }
  }
}

const stateText: Readonly<Record<PersonState, string>> = { disabled: 'disabled', expired: 'expired', locked: 'locked' }
