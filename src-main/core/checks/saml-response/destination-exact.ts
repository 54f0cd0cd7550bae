import { SERVICE_REPLY_URL } from '../../entra/service-addresses.ts'
import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { exactDifference } from '../../saml/exact-difference.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, failed, passed } from '../check.ts'
import { judgedOf, type ResponseProbes } from './probes.ts'

export const destinationExact: Check<ResponseProbes> = {
  id: 'saml-response.destination-exact',
  title: 'The response is addressed to Files.com',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    const { response, isResponseSigned } = judgedOf(probes)
    const { destination } = response
    const found = said('Destination', destination, isResponseSigned)
    const wanted = seen('Wanted', SERVICE_REPLY_URL)
    if (destination === SERVICE_REPLY_URL)
      return passed('The destination is the reply address of Files.com, letter by letter.', [found, wanted])
    // saml-bindings-2.0-os, 3.5.5.2: it must be there when the message is signed, and Entra always writes it.
    return failed(
      problem(
        'saml.response.destination-wrong',
        destination === undefined
          ? {
              found: 'not named',
              wanted: SERVICE_REPLY_URL,
              difference: 'Without one, a response for another service could be handed to Files.com.'
            }
          : { found: destination, wanted: SERVICE_REPLY_URL, difference: exactDifference(destination, SERVICE_REPLY_URL) },
        [found, wanted]
      )
    )
  }
}
