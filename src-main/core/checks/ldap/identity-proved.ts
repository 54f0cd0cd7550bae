import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { equalDn } from '../../model/distinguished-name.ts'
import { assertNever } from '../../result.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { readProblem } from '../failure-problem.ts'
import type { HostProbes } from '../probes.ts'

/** "Success" to a bind proves nothing by itself: a guest is told the same by some servers, and by things that are no server. */
export const identityProved: Check<HostProbes> = {
  id: 'ldap.identity-proved',
  title: 'The server knows who signed in',
  origin: 'your-directory',
  needs: ['ldap.bind-accepted'],
  async run(probes) {
    const account = probes.settings.username
    const facts = await probes.identity()
    switch (facts.kind) {
      case 'named':
        if (facts.identity.startsWith('dn:') && account.includes('=') && !equalDn(facts.identity.slice(3), account)) {
          return warned(
            problem('ldap.identity.other', { account, identity: facts.identity }, [
              seen('Signed in as', account),
              seen('“Who am I” answers', facts.identity)
            ])
          )
        }
        return passed(`The server calls us ${facts.identity}.`, [seen('“Who am I” answers', facts.identity)])
      case 'proved-by-read':
        return passed('The server cannot say who we are, but it shows us what it refuses to a guest.', [
          seen('Read after signing in', facts.entry),
          seen('The same read as a guest', facts.guestSaw)
        ])
      case 'anonymous':
        return failed(problem('ldap.identity.anonymous', { account }, [seen('Signed in as', account), seen('The server then', facts.saw)]))
      case 'unproved':
        return {
          status: 'not-provable-here',
          because: facts.because,
          next: 'A search by this account that guests may not make would prove it; the rungs below do so when they find people.'
        }
      case 'cut':
        return failed(readProblem(facts.failure, 'the question “who am I”', probes.settings))
      default:
        return assertNever(facts)
    }
  }
}
