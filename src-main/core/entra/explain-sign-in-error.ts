import { type Problem, problem } from '../errors.ts'
import { type EvidenceItem, seen, seenAboutPeople } from '../evidence.ts'
import { printableText } from '../report/printable-text.ts'
import { aadstsCode, aadstsLookUpUrl } from './aadsts-codes.ts'
import { type AadstsCode, aadstsKindText } from './aadsts/aadsts-code.ts'
import { readSignInError, type SignInErrorReading } from './read-sign-in-error.ts'

/**
 * What a refused sign-in means for Files.com, from any text that holds a code of Microsoft. A code of the table gives the problem of its
 * remedy, another one `entra.sign-in.unknown-code`, and a text without any `entra.sign-in.no-code`. `protocol`: when it is known from elsewhere.
 */
export function explainSignInError(text: string, protocol?: SignInErrorReading['protocol']): Problem {
  const reading = readSignInError(text)
  const [first] = reading.codes
  if (first === undefined) return problem('entra.sign-in.no-code', {}, evidenceOf(reading, undefined))
  const known = reading.codes.map(aadstsCode).find((code) => code !== undefined)
  if (known === undefined)
    return problem('entra.sign-in.unknown-code', { code: first, address: aadstsLookUpUrl(first) }, evidenceOf(reading, first))
  const evidence = [seen('About', aadstsKindText[known.kind]), ...evidenceOf(reading, known.code)]
  return problem(
    known.problem,
    { code: known.code, meaning: known.meaning, remedy: remedyOf(known, protocol ?? reading.protocol) },
    evidence
  )
}

function remedyOf({ remedy }: AadstsCode, protocol: SignInErrorReading['protocol']): string {
  if (remedy.saml === remedy.oauth) return remedy.saml
  return protocol === undefined ? `With SAML: ${remedy.saml} With OAuth: ${remedy.oauth}` : remedy[protocol]
}

/** `code`: the one that is explained. */
function evidenceOf(reading: SignInErrorReading, code: number | undefined): readonly EvidenceItem[] {
  const others = reading.codes.filter((other) => other !== code)
  return [
    ...(code === undefined ? [] : [seen('Code', `AADSTS${String(code)}`)]),
    // Microsoft’s sentences name the person, and the address asked for.
    ...(reading.message === undefined ? [] : [seenAboutPeople('Words of Microsoft', printableText(reading.message))]),
    ...(reading.oauthError === undefined ? [] : [seen('Error of the answer', reading.oauthError)]),
    ...(others.length === 0 ? [] : [seen('Other codes in the text', others.map((other) => `AADSTS${String(other)}`).join(', '))]),
    ...(reading.correlationId === undefined ? [] : [seen('Correlation id', reading.correlationId)]),
    ...(reading.requestId === undefined ? [] : [seen('Request id', reading.requestId)]),
    ...(reading.timestamp === undefined ? [] : [seen('Time', reading.timestamp)]),
    ...(code === undefined
      ? []
      : [
          seen('Look it up at Microsoft', aadstsLookUpUrl(code)),
          seen('About these codes', 'Microsoft may change them: this is advice, and the words of its own message count')
        ])
  ]
}
