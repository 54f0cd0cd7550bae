import { problem } from '../../errors.ts'
import { said } from '../../saml/response-judged.ts'
import { methodText } from '../../saml/response-words.ts'
import { type Check, passed, warned } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const methodShown: Check<ResponseProbes> = {
  id: 'saml-response.method-shown',
  title: 'It says how the person signed in',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ authentications }, isSigned) => {
      const contextClass = authentications.find((authentication) => authentication.contextClass !== undefined)?.contextClass
      const shown = said('Sign-in method', contextClass, isSigned)
      if (contextClass === undefined || contextClass === '') return warned(problem('saml.response.method-missing', {}, [shown]))
      const instants = authentications.map(({ instant }) => said('Signed in at', instant, isSigned))
      return passed(
        `With ${methodText(contextClass)}. A service that demands another method than the one used gets AADSTS75011 instead of a response like this.`,
        [shown, ...instants]
      )
    })
  }
}
