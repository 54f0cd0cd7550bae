import { problem } from '../../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../../evidence.ts'
import { assertNever } from '../../result.ts'
import { bindProblem } from '../bind-problem.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { readProblem } from '../failure-problem.ts'
import type { PersonProbes } from '../probes.ts'

/** One real person's password, tried once and forgotten. */
export function personPasswordAccepted(person: string): Check<PersonProbes> {
  return {
    id: 'ldap.person-password-accepted',
    title: 'This person can sign in',
    origin: 'your-directory',
    needs: ['ldap.person-explained'],
    async run(probes) {
      const test = await probes.person()
      const named = seenAboutPeople('Person', person)
      switch (test.kind) {
        case 'accepted':
          return passed('Signed in, at the first and only try. The account is fine.', [
            named,
            seenAboutPeople('Entry', test.dn),
            seen('Result code', '0 (success)')
          ])
        case 'refused':
          return failed(
            bindProblem(test.failure, person, await probes.serverType(), probes.settings, [
              named,
              seenAboutPeople('Entry', test.dn),
              ...triesEvidence(test.triesLeft)
            ])
          )
        case 'anonymous':
          return failed(problem('ldap.identity.anonymous', { account: person }, [named, seenAboutPeople('Entry', test.dn)]))
        case 'not-found':
          return failed(problem('ldap.person.not-found', { person, base: probes.settings.baseDn }, [named]))
        case 'ambiguous':
          return failed(problem('ldap.person.ambiguous', { person, count: test.count }, [named]))
        case 'too-few-tries':
          return skipped(
            `Not tried: ${test.triesLeft === 1 ? 'one more wrong password' : `${test.triesLeft} more wrong passwords`} would lock this account (the limit is ${test.threshold}).`
          )
        case 'not-sent':
          return failed(
            test.because === 'empty-password'
              ? problem('ldap.bind.empty-password', { account: person }, [named])
              : problem('ldap.bind.cleartext-not-allowed', { account: person }, [named])
          )
        case 'cut':
          return failed(readProblem(test.failure, 'the search for this person', probes.settings, [named]))
        default:
          return assertNever(test)
      }
    }
  }
}

function triesEvidence(triesLeft: number | undefined): readonly EvidenceItem[] {
  return triesLeft === undefined ? [] : [seen('Tries left before the account locks', triesLeft)]
}
