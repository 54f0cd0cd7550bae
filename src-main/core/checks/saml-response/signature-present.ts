import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { type Check, failed, passed } from '../check.ts'
import { readingOf, type ResponseProbes } from './probes.ts'
import { signaturesEvidence } from './signature-evidence.ts'

export const signaturePresent: Check<ResponseProbes> = {
  id: 'saml-response.signature-present',
  title: 'The response or its assertion is signed',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    const { signatures, asSent } = readingOf(probes)
    const [first, ...more] = signaturesEvidence(signatures)
    if (first !== undefined) return passed(`Signed: ${[...new Set(signatures.map(({ place }) => place))].join(' and ')}.`, [first, ...more])
    if (asSent.encryptedAssertions.length > 0) {
      return {
        status: 'not-provable-here',
        because: 'Outside of the encrypted assertion there is no signature; one may be inside.',
        next: 'Switch off token encryption in Entra ID and look at a new response.',
        evidence: [seen('Signatures that can be seen', 0)]
      }
    }
    return failed(problem('saml.response.unsigned', {}, [seen('Signatures', 0)]))
  }
}
