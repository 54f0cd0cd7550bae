import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import type { AssertionFacts, ResponseFacts, SamlResponseReading } from './response-facts.ts'

/** What the checks look at: the signed reading of each part where there is one, and otherwise what was sent, marked as such. */
export interface JudgedResponse {
  readonly response: ResponseFacts
  readonly isResponseSigned: boolean
  /** Absent when there is none, when there are several, and when it is encrypted. */
  readonly assertion: AssertionFacts | undefined
  readonly isAssertionSigned: boolean
}

export function judgedResponse({ asSent, signed }: SamlResponseReading): JudgedResponse {
  switch (signed.kind) {
    case 'response':
      return {
        response: signed.response,
        isResponseSigned: true,
        assertion: onlyOne(signed.response.assertions),
        isAssertionSigned: signed.response.assertions.length === 1
      }
    case 'assertion':
      return { response: asSent, isResponseSigned: false, assertion: signed.assertion, isAssertionSigned: true }
    case 'nothing':
      return { response: asSent, isResponseSigned: false, assertion: onlyOne(asSent.assertions), isAssertionSigned: false }
  }
}

/** Evidence that says so when nothing vouches for it. */
export function said(label: string, value: string | undefined, isSigned: boolean): EvidenceItem {
  return seen(isSigned ? label : `${label} (not signed)`, value === undefined ? 'absent' : quotedIfOdd(value))
}

/** As `said`, about a person. */
export function saidAboutPeople(label: string, value: string | undefined, isSigned: boolean): EvidenceItem {
  return seenAboutPeople(isSigned ? label : `${label} (not signed)`, value === undefined ? 'absent' : quotedIfOdd(value))
}

/** White space at the ends and empty texts are seen only between quotes. */
function quotedIfOdd(value: string): string {
  return value === '' || value !== value.trim() ? `“${value}”` : value
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined
}
