import type { CertificateFacts } from './certificate.ts'
import { dayText, daysUntil, relativeDayText } from './day-text.ts'

export interface CertificateValidity {
  readonly kind: 'valid' | 'ends-soon' | 'expired' | 'not-yet-valid'
  /** `Valid until 14 January 2027, in 54 days`: no full stop, so that it can stand in a list. */
  readonly sentence: string
}

/** From here on an end date deserves a warning: a renewal in a company takes weeks. */
export const ENDS_SOON_DAYS = 30

/** `now` is an ISO 8601 moment. */
export function certificateValidity(facts: Pick<CertificateFacts, 'notBefore' | 'notAfter'>, now: string): CertificateValidity {
  const nowMs = Date.parse(now)
  if (nowMs > Date.parse(facts.notAfter)) {
    return { kind: 'expired', sentence: `Expired on ${dayText(facts.notAfter)}, ${relativeDayText(facts.notAfter, now)}` }
  }
  if (nowMs < Date.parse(facts.notBefore)) {
    return { kind: 'not-yet-valid', sentence: `Not valid before ${dayText(facts.notBefore)}, ${relativeDayText(facts.notBefore, now)}` }
  }
  const kind = daysUntil(facts.notAfter, now) <= ENDS_SOON_DAYS ? 'ends-soon' : 'valid'
  return { kind, sentence: `Valid until ${dayText(facts.notAfter)}, ${relativeDayText(facts.notAfter, now)}` }
}
