import { lowerFirst } from '../model/lower-first.ts'
import { usernameFault, LONGEST_USERNAME } from '../preview/name-person.ts'
import { judgedResponse } from './response-judged.ts'
import type { SamlResponseReading } from './response-facts.ts'
import type { SamlResponseView } from './saml-views.ts'

/**
 * Which Files.com user would be signed in: said only when a verified signature covers the name and nothing in the document is forged.
 * `refusal`: title of the first problem for which the response is not accepted.
 */
export function resultingUsername(reading: SamlResponseReading, refusal: string | undefined): SamlResponseView['username'] {
  if (reading.attacks.length > 0) return none('The response has a shape that only attacks have: nothing in it may be believed.')
  const { assertion, isAssertionSigned } = judgedResponse(reading)
  if (reading.signed.kind !== 'nothing' && reading.signatures.some(({ verdict }) => verdict.kind !== 'valid'))
    return none('One of its signatures does not hold: the response was changed on the way, or put together from parts.')
  const { assertions, encryptedAssertions } = reading.asSent
  if (reading.signed.kind === 'nothing' && assertions.length === 0 && reading.signatures.length === 0)
    return none(encryptedAssertions.length > 0 ? ENCRYPTED : 'The response has no assertion, so it names nobody.')
  if (reading.signed.kind === 'nothing')
    return none('No part of the response is covered by a signature of a configured key: anybody could have written the name.')
  if (assertion === undefined) {
    return none(encryptedAssertions.length > 0 ? ENCRYPTED : 'The response has no single assertion that names a person.')
  }
  if (!isAssertionSigned) return none('The assertion is not covered by the signature.')
  const nameId = assertion.nameId
  if (nameId?.isEncrypted === true) return none('The name identifier is encrypted.')
  const username = nameId?.value.trim() ?? ''
  if (username === '') return none('The name identifier is missing or empty.')
  const unusable = whyUnusable(nameId?.value ?? '')
  if (unusable !== undefined) return none(`The user name that would result ${unusable}.`)
  if (refusal !== undefined)
    return {
      kind: 'refused',
      username,
      because: `This is the name identifier (NameID) in the signed part of the response, but nobody is let in by it: ${lowerFirst(refusal)}.`
    }
  return {
    kind: 'results',
    username,
    because:
      'It is the value of the name identifier (NameID) in the signed part of the response. Files.com looks for an account of this name.'
  }
}

const ENCRYPTED = 'The assertion is encrypted, so the name cannot be read here.'

/** A clause that follows “the user name”, or undefined when the name can be used. */
export function whyUnusable(value: string): string | undefined {
  if (value !== value.trim()) return 'has white space around it'
  switch (usernameFault(value)) {
    case undefined:
      return undefined
    case 'no-username':
      return 'is empty'
    case 'username-too-long':
      return `is longer than ${String(LONGEST_USERNAME)} characters`
    case 'username-forbidden-characters':
      return 'has a slash, a backslash, a comma or an invisible character in it'
  }
}

function none(because: string): SamlResponseView['username'] {
  return { kind: 'none', because }
}
