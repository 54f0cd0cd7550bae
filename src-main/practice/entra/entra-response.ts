import type { Claim } from './entra-claims.ts'
import { signXml } from './sign-xml.ts'
import type { SigningKey } from './signing-key.ts'
import { xmlText } from './xml-text.ts'

export interface ResponseToMake {
  /** GUIDs; an underscore is put in front, since an id may not begin with a digit. */
  readonly responseId: string
  readonly assertionId: string
  readonly issuer: string
  readonly audience: string
  /** Where the browser posts it. */
  readonly replyUrl: string
  readonly nameId: string
  readonly claims: readonly Claim[]
  readonly at: Date
  /** Absent: the sign-in began at Microsoft. */
  readonly inResponseTo?: string
  /** `undefined`: not signed at all. */
  readonly key: SigningKey | undefined
}

/** A response in the shape in which Entra sends them: the assertion is signed, the response around it is not, and nothing is encrypted. */
export function entraResponse(wanted: ResponseToMake): string {
  const { issuer, replyUrl } = wanted
  const inResponseTo = wanted.inResponseTo === undefined ? '' : ` InResponseTo="${xmlText(wanted.inResponseTo)}"`
  const xml =
    `<samlp:Response ID="_${wanted.responseId}" Version="2.0" IssueInstant="${wanted.at.toISOString()}" Destination="${xmlText(replyUrl)}"${inResponseTo} ` +
    'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">' +
    `<Issuer xmlns="${ASSERTION}">${xmlText(issuer)}</Issuer>` +
    '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>' +
    `${assertion(wanted, inResponseTo)}</samlp:Response>`
  if (wanted.key === undefined) return xml
  const element = "//*[local-name(.)='Assertion']"
  return signXml(xml, wanted.key, { element, reference: `${element}/*[local-name(.)='Issuer']`, action: 'after' })
}

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion'
/** Valid for 70 minutes from five minutes before, and no mercy for clocks beyond that. */
const BEFORE_MS = 5 * 60_000
const AFTER_MS = 65 * 60_000

function assertion(wanted: ResponseToMake, inResponseTo: string): string {
  const { at, issuer, audience, replyUrl, nameId, claims } = wanted
  const notBefore = new Date(at.getTime() - BEFORE_MS).toISOString()
  const notOnOrAfter = new Date(at.getTime() + AFTER_MS).toISOString()
  const attributes = claims
    .map(
      ({ name, values }) =>
        `<Attribute Name="${xmlText(name)}">${values.map((value) => `<AttributeValue>${xmlText(value)}</AttributeValue>`).join('')}</Attribute>`
    )
    .join('')
  return (
    `<Assertion ID="_${wanted.assertionId}" IssueInstant="${at.toISOString()}" Version="2.0" xmlns="${ASSERTION}">` +
    `<Issuer>${xmlText(issuer)}</Issuer>` +
    `<Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">${xmlText(nameId)}</NameID>` +
    '<SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">' +
    `<SubjectConfirmationData${inResponseTo} NotOnOrAfter="${notOnOrAfter}" Recipient="${xmlText(replyUrl)}"/></SubjectConfirmation></Subject>` +
    `<Conditions NotBefore="${notBefore}" NotOnOrAfter="${notOnOrAfter}"><AudienceRestriction><Audience>${xmlText(audience)}</Audience></AudienceRestriction></Conditions>` +
    `<AttributeStatement>${attributes}</AttributeStatement>` +
    `<AuthnStatement AuthnInstant="${at.toISOString()}" SessionIndex="_${wanted.assertionId}">` +
    '<AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion>'
  )
}
