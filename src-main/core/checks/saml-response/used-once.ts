import { seen } from '../../evidence.ts'
import type { Check } from '../check.ts'
import { judgedOf, type ResponseProbes } from './probes.ts'

export const usedOnce: Check<ResponseProbes> = {
  id: 'saml-response.used-once',
  title: 'It is used for the first time',
  origin: 'files-com',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    const { assertion, response } = judgedOf(probes)
    return {
      status: 'not-provable-here',
      because: 'Only Files.com can remember which responses it has taken. A second use of one that is still valid would be a replay.',
      next: 'Treat a copied response like a password until it has ended, and sign in anew instead of sending it again.',
      evidence: [seen('Id to be remembered', assertion?.id ?? response.id)]
    }
  }
}
