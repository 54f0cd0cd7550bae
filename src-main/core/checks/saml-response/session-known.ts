import { said, saidAboutPeople } from '../../saml/response-judged.ts'
import { type Check, passed, skipped } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const sessionKnown: Check<ResponseProbes> = {
  id: 'saml-response.session-known',
  title: 'The session has a name by which it can be ended',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ authentications }, isSigned) => {
      const [named] = authentications.filter(({ sessionIndex }) => sessionIndex !== undefined)
      if (named === undefined) return skipped('No session index is sent. Signing in works without it; signing out everywhere does not.')
      return passed('Signing out at Microsoft can name it.', [
        saidAboutPeople('Session index', named.sessionIndex, isSigned),
        said('Session until', named.sessionNotOnOrAfter ?? 'not limited by the response', isSigned)
      ])
    })
  }
}
