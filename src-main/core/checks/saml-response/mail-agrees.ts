import { problem } from '../../errors.ts'
import { comparableUsername } from '../../plan/username.ts'
import { mailOf, principalNameOf } from '../../saml/claims.ts'
import { saidAboutPeople } from '../../saml/response-judged.ts'
import { type Check, passed, skipped, warned } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const mailAgrees: Check<ResponseProbes> = {
  id: 'saml-response.mail-agrees',
  title: 'Mail address and sign-in name are the same',
  origin: 'microsoft',
  needs: ['saml-response.name-id-present'],
  async run(probes) {
    return onAssertion(probes, (assertion, isSigned) => {
      const name = assertion.nameId?.value.trim() ?? ''
      const mail = mailOf(assertion)
      const principal = principalNameOf(assertion)
      if (assertion.nameId?.isEncrypted === true) return skipped('The name identifier is encrypted.')
      if (mail === undefined && principal === undefined)
        return skipped('The response sends neither a mail address nor a user principal name to compare with.')
      const evidence = [
        saidAboutPeople('NameID', name, isSigned),
        saidAboutPeople('User principal name', principal ?? 'not sent', isSigned),
        saidAboutPeople('Mail address', mail ?? 'not sent', isSigned)
      ] as const
      const differs = [mail, principal].some((other) => other !== undefined && comparableUsername(other) !== comparableUsername(name))
      return differs ? warned(problem('saml.response.mail-differs', {}, evidence)) : passed('All that is sent of them is equal.', evidence)
    })
  }
}
