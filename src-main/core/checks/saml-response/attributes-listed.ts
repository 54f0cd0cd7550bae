import { shortName } from '../../saml/claims.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, passed, skipped } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const attributesListed: Check<ResponseProbes> = {
  id: 'saml-response.attributes-listed',
  title: 'It says more about the person than the name',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ attributes }, isSigned) => {
      if (attributes.length === 0)
        return skipped('No attributes are sent. Signing in works without them; accounts that are created then have a name only.')
      const names = attributes.map(({ name, values }) =>
        values.length === 1 ? shortName(name) : `${shortName(name)} (${String(values.length)} values)`
      )
      return passed(`${String(attributes.length)} attributes are sent; the table shows their values.`, [
        said('Attributes', names.join(', '), isSigned)
      ])
    })
  }
}
