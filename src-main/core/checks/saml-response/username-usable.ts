import { problem } from '../../errors.ts'
import { seenAboutPeople } from '../../evidence.ts'
import { saidAboutPeople } from '../../saml/response-judged.ts'
import { whyUnusable } from '../../saml/resulting-username.ts'
import { type Check, failed, passed, skipped } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const usernameUsable: Check<ResponseProbes> = {
  id: 'saml-response.username-usable',
  title: 'A Files.com user can have the name that results',
  origin: 'files-com',
  needs: ['saml-response.name-id-present'],
  async run(probes) {
    return onAssertion(probes, ({ nameId }, isSigned) => {
      if (nameId === undefined || nameId.isEncrypted) return skipped('There is no name that can be read.')
      const value = saidAboutPeople('NameID', nameId.value, isSigned)
      const because = whyUnusable(nameId.value)
      if (because !== undefined) return failed(problem('saml.response.username-unusable', { because }, [value]))
      const hint =
        nameId.value === nameId.value.toLowerCase() ? '' : ' It has capital letters: create the account with the same spelling, to be safe.'
      return passed(`Length and characters are fine.${hint}`, [value, seenAboutPeople('Files.com user name', nameId.value)])
    })
  }
}
