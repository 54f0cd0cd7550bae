import { SERVICE_ENTITY_ID } from '../../entra/service-addresses.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { exactDifference } from '../../saml/exact-difference.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, failed, passed } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const audienceExact: Check<ResponseProbes> = {
  id: 'saml-response.audience-exact',
  title: 'The audience is exactly Files.com',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ conditions }, isSigned) => {
      const restrictions = conditions?.audienceRestrictions ?? []
      const wanted = seen('Wanted', SERVICE_ENTITY_ID)
      const evidence = restrictions.flatMap((audiences) => audiences.map((audience) => said('Audience', audience, isSigned)))
      const [first = said('Audience', undefined, isSigned), ...more] = evidence
      // All restrictions have to be met, each by one of its audiences (saml-core-2.0-os, 2.5.1.4).
      const unmet = restrictions.find((audiences) => !audiences.includes(SERVICE_ENTITY_ID))
      if (restrictions.length > 0 && unmet === undefined)
        return passed('It is the identifier of Files.com, letter by letter.', [first, ...more, wanted])
      const found = unmet === undefined || unmet.length === 0 ? undefined : unmet.join(', ')
      return failed(
        problem(
          'saml.response.audience-wrong',
          found === undefined
            ? {
                found: 'not named',
                wanted: SERVICE_ENTITY_ID,
                difference: 'An assertion for anybody can be taken from one service to another.'
              }
            : { found, wanted: SERVICE_ENTITY_ID, difference: exactDifference(found, SERVICE_ENTITY_ID) },
          [first, ...more, wanted]
        )
      )
    })
  }
}
