import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { assertNever } from '../../result.ts'
import { bindProblem } from '../bind-problem.ts'
import { type Check, failed, passed } from '../check.ts'
import { readProblem } from '../failure-problem.ts'
import type { HostProbes } from '../probes.ts'

export const bindAccepted: Check<HostProbes> = {
  id: 'ldap.bind-accepted',
  title: 'The service account can sign in',
  origin: 'your-directory',
  // The password goes only to a server whose certificate has been judged, and only to something that speaks LDAP.
  needs: [
    'certificate.names-server',
    'certificate.dates-valid',
    'certificate.purpose-server',
    'certificate.trusted-here',
    'ldap.root-dse-answers'
  ],
  async run(probes) {
    const { settings } = probes
    const account = settings.username
    const answer = await probes.bind()
    const tried = seen('Account', account)
    switch (answer.kind) {
      case 'bound': {
        // OpenLDAP says so with the success, and then refuses every search.
        if (answer.answer.policyError === 'must-change')
          return failed(
            problem('ldap.bind.must-change-password', { account }, [
              tried,
              seen('Result code', '0 (success)'),
              seen('Password policy', 'must be changed first')
            ])
          )
        const ends = answer.answer.passwordEndsInSeconds
        const grace = answer.answer.graceLoginsLeft
        return passed(`The server accepted the password of ${account}, at the first and only try.`, [
          tried,
          seen('Result code', '0 (success)'),
          seen('Connection', settings.security === 'none' ? 'not encrypted, as you allowed' : 'encrypted and verified'),
          ...(ends === undefined ? [] : [seen('Password ends', `in ${Math.ceil(ends / 86_400)} days, says the server`)]),
          ...(grace === undefined ? [] : [seen('Sign-ins left with the expired password', grace)])
        ])
      }
      case 'not-opened':
        return failed(readProblem(answer.failure, 'the sign-in', settings, [tried]))
      case 'refused':
        return failed(bindProblem(answer.failure, account, await probes.serverType(), settings, [tried]))
      case 'not-sent':
        return failed(
          answer.because === 'empty-password'
            ? problem('ldap.bind.empty-password', { account }, [tried])
            : problem('ldap.bind.cleartext-not-allowed', { account }, [tried])
        )
      case 'refused-elsewhere':
        // Trying again could lock the account.
        return { status: 'blocked', by: answer.checkId, because: `${answer.host}: ${bindAccepted.title}` }
      default:
        return assertNever(answer)
    }
  }
}
