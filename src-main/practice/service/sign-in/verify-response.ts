import { SignedXml } from 'xml-crypto'
import { SERVICE_ENTITY_ID, SERVICE_REPLY_URL } from '../../../core/entra/service-addresses.ts'
import { fail, type Result, succeed } from '../../../core/result.ts'
import { textOfXml } from '../../entra/xml-text.ts'
import { certificateFingerprint, type StrategyTrust } from './strategy-trust.ts'

/** Who signed in, read from nothing but what the signature covers. */
export interface SignedIn {
  readonly nameId: string
  /** Values by the name of their claim. */
  readonly claims: ReadonlyMap<string, readonly string[]>
}

/** Judges a posted response as a service must. The error is one sentence, as it stands in the event. */
export function verifyResponse(samlResponse: string, trust: StrategyTrust, now: Date): Result<SignedIn, string> {
  const xml = Buffer.from(samlResponse, 'base64').toString('utf8')
  const signed = signedAssertion(xml, trust)
  if (!signed.ok) return signed
  const assertion = signed.value
  const issuer = textIn(assertion, 'Issuer')
  if (issuer !== trust.issuer) return fail(`The issuer is ${issuer}, and ${trust.issuer} is expected.`)
  const audience = textIn(assertion, 'Audience')
  if (audience !== SERVICE_ENTITY_ID) return fail(`The audience is ${audience}, and ${SERVICE_ENTITY_ID} is expected.`)
  const recipient = attributeIn(assertion, 'SubjectConfirmationData', 'Recipient')
  if (recipient !== SERVICE_REPLY_URL) return fail(`The recipient is ${recipient}, and ${SERVICE_REPLY_URL} is expected.`)
  const times = untimely(assertion, now)
  if (times !== undefined) return fail(times)
  const nameId = textIn(assertion, 'NameID')
  return nameId === '' ? fail('The response names nobody.') : succeed({ nameId, claims: claimsIn(assertion) })
}

/** The canonical text that one trusted key has signed; nothing outside of it is looked at again. */
function signedAssertion(xml: string, trust: StrategyTrust): Result<string, string> {
  const signatures = xml.match(/<(?:[\w.-]+:)?Signature\s[^]*?<\/(?:[\w.-]+:)?Signature>/g) ?? []
  const [signature] = signatures
  if (signature === undefined) return fail('The response is not signed.')
  if (signatures.length > 1) return fail('The response has several signatures.')
  const carried = /<(?:[\w.-]+:)?X509Certificate>([^<]*)</.exec(signature)?.[1] ?? ''
  const fingerprint = certificateFingerprint(carried)
  if (!trust.fingerprints.includes(fingerprint))
    return fail(`The response is signed by the key ${fingerprint.slice(0, 16)}, which is not among those of the provider.`)
  const verifier = new SignedXml({ publicCert: pemOf(carried), getCertFromKeyInfo: () => null })
  const isValid = verified(verifier, signature, xml)
  const [covered, ...others] = verifier.getSignedReferences()
  if (!isValid || covered === undefined || others.length > 0) return fail('The signature does not fit the response.')
  return /^<(?:[\w.-]+:)?Assertion\s/.test(covered) ? succeed(covered) : fail('The signature covers something else than the assertion.')
}

function verified(verifier: SignedXml, signature: string, xml: string): boolean {
  try {
    verifier.loadSignature(signature)
    return verifier.checkSignature(xml)
  } catch (error) {
    // xml-crypto throws for some wrong signatures and answers false for others.
    if (error instanceof Error) return false
    throw error
  }
}

function pemOf(base64: string): string {
  const lines = base64.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

function untimely(assertion: string, now: Date): string | undefined {
  const notBefore = attributeIn(assertion, 'Conditions', 'NotBefore')
  const notOnOrAfter = attributeIn(assertion, 'Conditions', 'NotOnOrAfter')
  if (now.getTime() < Date.parse(notBefore)) return `The response is good from ${notBefore} only.`
  return now.getTime() < Date.parse(notOnOrAfter) ? undefined : `The response was good until ${notOnOrAfter}.`
}

function claimsIn(assertion: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...assertion.matchAll(/<(?:[\w.-]+:)?Attribute Name="([^"]*)"[^>]*>([^]*?)<\/(?:[\w.-]+:)?Attribute>/g)].map(
      ([, name = '', values = '']) => [
        textOfXml(name),
        [...values.matchAll(/<(?:[\w.-]+:)?AttributeValue[^>]*>([^<]*)</g)].map(([, value = '']) => textOfXml(value))
      ]
    )
  )
}

function textIn(xml: string, element: string): string {
  return textOfXml(new RegExp(`<(?:[\\w.-]+:)?${element}(?:\\s[^>]*)?>([^<]*)<`).exec(xml)?.[1] ?? '')
}

function attributeIn(xml: string, element: string, attribute: string): string {
  const tag = new RegExp(`<(?:[\\w.-]+:)?${element}\\s[^>]*>`).exec(xml)?.[0] ?? ''
  return textOfXml(new RegExp(`\\s${attribute}="([^"]*)"`).exec(tag)?.[1] ?? '')
}
