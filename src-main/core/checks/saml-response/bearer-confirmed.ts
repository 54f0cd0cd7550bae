import { SERVICE_REPLY_URL } from '../../entra/service-addresses.ts'
import { problem } from '../../errors.ts'
import { type EvidenceItem, seen } from '../../evidence.ts'
import { exactDifference } from '../../saml/exact-difference.ts'
import type { ConfirmationFacts } from '../../saml/response-facts.ts'
import { said } from '../../saml/response-judged.ts'
import { type Check, failed, passed, type Verdict } from '../check.ts'
import { onAssertion, type ResponseProbes } from './probes.ts'

export const bearerConfirmed: Check<ResponseProbes> = {
  id: 'saml-response.bearer-confirmed',
  title: 'The browser may hand the assertion to Files.com',
  origin: 'microsoft',
  needs: ['saml-response.assertion-single'],
  async run(probes) {
    return onAssertion(probes, ({ confirmations }, isSigned) => {
      const evidence = confirmations.flatMap((confirmation) => described(confirmation, isSigned))
      const bearers = confirmations.filter(({ method }) => method === BEARER)
      // One that fits is enough (saml-profiles-2.0-os, 4.1.4.3).
      const fitting = bearers.find(fits)
      if (fitting !== undefined) return accepted(fitting, evidence)
      const [bearer] = bearers
      if (bearer === undefined)
        return incomplete(confirmations.length === 0 ? 'there is no confirmation at all' : 'it is of another kind', evidence)
      if (bearer.recipient === undefined) return incomplete('it names no recipient', evidence)
      if (bearer.recipient !== SERVICE_REPLY_URL) {
        return failed(
          problem(
            'saml.response.recipient-wrong',
            { found: bearer.recipient, wanted: SERVICE_REPLY_URL, difference: exactDifference(bearer.recipient, SERVICE_REPLY_URL) },
            [...evidence, seen('Wanted', SERVICE_REPLY_URL)]
          )
        )
      }
      return incomplete(bearer.notOnOrAfter === undefined ? 'it names no end' : 'it names a beginning, which the profile forbids', evidence)
    })
  }
}

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

/** The confirmations that other rungs judge: those of the kind “bearer” that fit Files.com; when none does, all of that kind. */
export function bearerConfirmations(confirmations: readonly ConfirmationFacts[]): readonly ConfirmationFacts[] {
  const bearers = confirmations.filter(({ method }) => method === BEARER)
  const fitting = bearers.filter(fits)
  return fitting.length > 0 ? fitting : bearers
}

function fits({ recipient, notOnOrAfter, notBefore }: ConfirmationFacts): boolean {
  return recipient === SERVICE_REPLY_URL && notOnOrAfter !== undefined && notBefore === undefined
}

function accepted(confirmation: ConfirmationFacts, evidence: readonly EvidenceItem[]): Verdict {
  const [first = seen('Confirmation', confirmation.method), ...more] = evidence
  return passed('The confirmation is of the kind “bearer”, for the reply address of Files.com, and has an end.', [first, ...more])
}

function incomplete(because: string, evidence: readonly EvidenceItem[]): Verdict {
  return failed(problem('saml.response.confirmation-missing', { because }, evidence.length === 0 ? [seen('Confirmations', 0)] : evidence))
}

function described({ method, recipient, notOnOrAfter }: ConfirmationFacts, isSigned: boolean): readonly EvidenceItem[] {
  return [said('Confirmation', method, isSigned), said('Recipient', recipient, isSigned), said('Not on or after', notOnOrAfter, isSigned)]
}
