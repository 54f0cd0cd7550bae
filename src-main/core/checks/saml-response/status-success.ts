import { explainSignInError } from '../../entra/explain-sign-in-error.ts'
import { problem } from '../../errors.ts'
import { seen, seenAboutPeople } from '../../evidence.ts'
import { said } from '../../saml/response-judged.ts'
import { statusText, SUCCESS } from '../../saml/response-words.ts'
import { type Check, failed, passed } from '../check.ts'
import { judgedOf, type ResponseProbes } from './probes.ts'

export const statusSuccess: Check<ResponseProbes> = {
  id: 'saml-response.status-success',
  title: 'The status is success',
  origin: 'microsoft',
  needs: ['saml-response.response-document'],
  async run(probes) {
    const { response, isResponseSigned } = judgedOf(probes)
    const { codes, message } = response.status
    const evidence = [
      ...(codes.length === 0
        ? [said('Status', undefined, isResponseSigned)]
        : codes.slice(0, 5).map((code) => said('Status', code, isResponseSigned))),
      ...(message === undefined || message === '' ? [] : [seenAboutPeople('Message', message)])
    ]
    const [first = seen('Status', 'absent'), ...more] = evidence
    if (codes[0] === SUCCESS) return passed('The identity provider says that the sign-in succeeded.', [first, ...more])
    if (message !== undefined && /AADSTS\d+/.test(message)) {
      const explained = explainSignInError(message)
      return failed({ ...explained, evidence: [...evidence, ...explained.evidence] })
    }
    return failed(
      problem(
        'saml.response.status-refused',
        {
          status: codes.length === 0 ? 'no status at all' : codes.slice(0, 5).map(statusText).join('; '),
          // The words of the provider often name the person, and sentences are not left out of exported reports.
          said: message === undefined || message === '' ? 'It gives no reason.' : 'Its reason stands in the evidence.'
        },
        evidence
      )
    )
  }
}
