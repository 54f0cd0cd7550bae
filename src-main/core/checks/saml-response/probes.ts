import type { Result } from '../../result.ts'
import { type JudgedResponse, judgedResponse } from '../../saml/response-judged.ts'
import type { AssertionFacts, SamlResponseReading } from '../../saml/response-facts.ts'
import type { ResponseRefusal } from '../../saml/saml-ports.ts'
import type { SamlTrust } from '../../saml/saml-source.ts'
import { skipped, type Verdict } from '../check.ts'

/** A response that was read, and what it is judged against. Plain values: nothing is asked while checking. */
export interface ResponseProbes {
  readonly reading: Result<SamlResponseReading, ResponseRefusal>
  readonly trust: SamlTrust
  /** ISO 8601 in UTC: the moment by which times are judged. */
  readonly at: string
  /** The person said when; otherwise it is now, and a copied response is usually older. */
  readonly isMomentGiven: boolean
}

/** For checks behind the rung that opens the text: it has been read by then. */
export function readingOf(probes: ResponseProbes): SamlResponseReading {
  if (!probes.reading.ok) throw new TypeError('A check ran although the response could not be read')
  return probes.reading.value
}

export function judgedOf(probes: ResponseProbes): JudgedResponse {
  return judgedResponse(readingOf(probes))
}

/** Judges the one assertion; an encrypted one cannot be judged. */
export function onAssertion(
  probes: ResponseProbes,
  judge: (assertion: AssertionFacts, isSigned: boolean, judged: JudgedResponse) => Verdict
): Verdict {
  const judged = judgedOf(probes)
  if (judged.assertion === undefined) return skipped('The assertion is encrypted, so this cannot be read here.')
  return judge(judged.assertion, judged.isAssertionSigned, judged)
}
