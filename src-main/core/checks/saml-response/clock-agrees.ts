import { problem } from '../../errors.ts'
import { seen } from '../../evidence.ts'
import { momentText } from '../../model/day-text.ts'
import { said } from '../../saml/response-judged.ts'
import { durationText, samlTimeMs } from '../../saml/saml-time.ts'
import { type Check, failed, passed, warned } from '../check.ts'
import { judgedOf, type ResponseProbes } from './probes.ts'

/** Clocks that are set by a time server differ by less. */
const TOLERATED_MS = 5_000

export const clockAgrees: Check<ResponseProbes> = {
  id: 'saml-response.clock-agrees',
  title: 'It was issued before the moment it is judged at',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    const { response, isResponseSigned, assertion, isAssertionSigned } = judgedOf(probes)
    const evidence = [
      ...(assertion === undefined ? [] : [said('Assertion issued', assertion.issueInstant, isAssertionSigned)]),
      seen('Judged at', momentText(probes.at))
    ]
    const ofResponse = said('Response issued', response.issueInstant, isResponseSigned)
    const times = [
      { what: 'The time of issue of the response', written: response.issueInstant },
      ...(assertion === undefined ? [] : [{ what: 'The time of issue of the assertion', written: assertion.issueInstant }])
    ]
    const unreadable = times.find(({ written }) => samlTimeMs(written) === undefined)
    if (unreadable !== undefined) return failed(problem('saml.response.times-unreadable', unreadable, [ofResponse, ...evidence]))
    const issuedMs = Math.max(...times.map(({ written }) => samlTimeMs(written) ?? 0))
    const ageMs = Date.parse(probes.at) - issuedMs
    if (ageMs < -TOLERATED_MS) {
      return warned(
        problem('saml.response.issued-later', { issued: momentText(new Date(issuedMs).toISOString()), at: momentText(probes.at) }, [
          ofResponse,
          ...evidence,
          seen('Difference', durationText(ageMs))
        ])
      )
    }
    return passed(`It was ${ageMs < 1000 ? 'less than a second' : durationText(ageMs)} old.`, [ofResponse, ...evidence])
  }
}
