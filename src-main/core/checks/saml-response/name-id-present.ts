import { problem } from '../../errors.ts'
import { formatText } from '../../saml/response-words.ts'
import { said, saidAboutPeople } from '../../saml/response-judged.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const nameIdPresent: Check<ResponseProbes> = {
  id: 'saml-response.name-id-present',
  title: 'The assertion names a person',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ nameId }, isSigned) => {
      const value = saidAboutPeople('NameID', nameId?.isEncrypted === true ? 'encrypted' : nameId?.value, isSigned)
      if (nameId?.isEncrypted === true)
        return warned(problem('saml.response.encrypted', { what: 'The name identifier', algorithm: 'EncryptedID' }, [value]))
      if (nameId === undefined || nameId.value.trim() === '') return failed(problem('saml.response.name-id-missing', {}, [value]))
      return passed('There is a name identifier, and it is not empty.', [value, said('Format', formatText(nameId.format), isSigned)])
    })
  }
}
