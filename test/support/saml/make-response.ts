import { constants, createCipheriv, publicEncrypt, randomBytes } from 'node:crypto'
import { type SigningWishes, signXml } from './sign-xml.ts'
import type { SigningKey } from './signing-key.ts'

/** What an Entra-shaped response says; everything has a healthy default. `null` leaves a part out. */
export interface ResponseWishes {
  readonly sign?: 'assertion' | 'response' | 'both' | 'none'
  readonly signing?: SigningWishes
  readonly issuer?: string
  readonly assertionIssuer?: string
  readonly destination?: string | null
  readonly recipient?: string | null
  readonly audience?: string | null
  readonly inResponseTo?: string | null
  readonly confirmedInResponseTo?: string | null
  readonly confirmationMethod?: string
  readonly status?: readonly string[]
  readonly statusMessage?: string
  readonly issueInstant?: string
  readonly notBefore?: string
  readonly notOnOrAfter?: string
  readonly confirmedUntil?: string | null
  readonly nameId?: string | null
  readonly nameIdFormat?: string | null
  readonly contextClass?: string | null
  readonly sessionIndex?: string | null
  readonly sessionNotOnOrAfter?: string
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  /** No Assertion at all, as with a refusal. */
  readonly withoutAssertion?: boolean
  /** Encrypts the assertion for this key, after signing it. */
  readonly encryptFor?: SigningKey
}

export const sampleTenant = '11111111-2222-4333-8444-555555555555'
export const sampleIssuer = `https://sts.windows.net/${sampleTenant}/`
/** Within the life of every response that is made with the default times. */
export const sampleMoment = '2026-11-22T05:30:00Z'
export const responseId = '_0e5f3c11-2222-4333-8444-0000000000aa'
export const assertionId = '_7b1d3c11-2222-4333-8444-0000000000bb'

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims'
const microsoft = 'http://schemas.microsoft.com'

export const sampleAttributes: Readonly<Record<string, readonly string[]>> = {
  [`${microsoft}/identity/claims/tenantid`]: [sampleTenant],
  [`${microsoft}/identity/claims/objectidentifier`]: ['aaaaaaaa-0000-4000-8000-000000000001'],
  [`${microsoft}/identity/claims/displayname`]: ['Anna Li'],
  [`${microsoft}/identity/claims/identityprovider`]: [sampleIssuer],
  [`${microsoft}/claims/authnmethodsreferences`]: ['http://schemas.microsoft.com/ws/2008/06/identity/authenticationmethod/password'],
  [`${claims}/givenname`]: ['Anna'],
  [`${claims}/surname`]: ['Li'],
  [`${claims}/emailaddress`]: ['anna.li@corp.example'],
  [`${claims}/name`]: ['anna.li@corp.example']
}

/** A SAML 2.0 response as Entra ID sends it, signed as wished; deterministic but for signatures with randomness. */
export function makeResponse(key: SigningKey, wishes: ResponseWishes = {}): string {
  const sign = wishes.sign ?? 'assertion'
  const signed = { name: 'Assertion', id: assertionId }
  const plain = wishes.withoutAssertion === true ? '' : assertionXml(wishes)
  const assertion = plain !== '' && (sign === 'assertion' || sign === 'both') ? signXml(plain, signed, key, wishes.signing) : plain
  const content = wishes.encryptFor === undefined ? assertion : encryptedAssertion(assertion, wishes.encryptFor)
  const response = responseXml(wishes, content)
  return sign === 'response' || sign === 'both' ? signXml(response, { name: 'Response', id: responseId }, key, wishes.signing) : response
}

function responseXml(wishes: ResponseWishes, content: string): string {
  const attributes = [
    `ID="${responseId}" Version="2.0" IssueInstant="${wishes.issueInstant ?? '2026-11-22T05:25:00.123Z'}"`,
    optional('Destination', wishes.destination, 'https://app.files.com/saml/consume'),
    optional('InResponseTo', wishes.inResponseTo, '_request-1')
  ]
  const codes = wishes.status ?? ['urn:oasis:names:tc:SAML:2.0:status:Success']
  const status = codes.reduceRight((inner, code) => `<samlp:StatusCode Value="${code}">${inner}</samlp:StatusCode>`, '')
  const message = wishes.statusMessage === undefined ? '' : `<samlp:StatusMessage>${escaped(wishes.statusMessage)}</samlp:StatusMessage>`
  return (
    `<samlp:Response ${attributes.join('')} xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">` +
    `<Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${escaped(wishes.issuer ?? sampleIssuer)}</Issuer>` +
    `<samlp:Status>${status}${message}</samlp:Status>${content}</samlp:Response>`
  )
}

function assertionXml(wishes: ResponseWishes): string {
  const format = optional('Format', wishes.nameIdFormat, 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress')
  const nameId = wishes.nameId === null ? '' : `<NameID${format}>${escaped(wishes.nameId ?? 'anna.li@corp.example')}</NameID>`
  const until = wishes.notOnOrAfter ?? '2026-11-22T06:30:00.123Z'
  const confirmation = [
    optional('InResponseTo', wishes.confirmedInResponseTo, '_request-1'),
    optional('NotOnOrAfter', wishes.confirmedUntil, until),
    optional('Recipient', wishes.recipient, 'https://app.files.com/saml/consume')
  ]
  const audience =
    wishes.audience === null
      ? ''
      : `<AudienceRestriction><Audience>${escaped(wishes.audience ?? 'https://app.files.com/saml/metadata')}</Audience></AudienceRestriction>`
  const contextClass =
    wishes.contextClass === null
      ? ''
      : `<AuthnStatement AuthnInstant="2026-11-22T05:24:58.000Z"${optional('SessionIndex', wishes.sessionIndex, assertionId)}${optional('SessionNotOnOrAfter', wishes.sessionNotOnOrAfter ?? null, '')}>` +
        `<AuthnContext><AuthnContextClassRef>${wishes.contextClass ?? 'urn:oasis:names:tc:SAML:2.0:ac:classes:Password'}</AuthnContextClassRef></AuthnContext></AuthnStatement>`
  return (
    `<Assertion ID="${assertionId}" IssueInstant="${wishes.issueInstant ?? '2026-11-22T05:25:00.119Z'}" Version="2.0" xmlns="urn:oasis:names:tc:SAML:2.0:assertion">` +
    `<Issuer>${escaped(wishes.assertionIssuer ?? wishes.issuer ?? sampleIssuer)}</Issuer>` +
    `<Subject>${nameId}<SubjectConfirmation Method="${wishes.confirmationMethod ?? 'urn:oasis:names:tc:SAML:2.0:cm:bearer'}">` +
    `<SubjectConfirmationData${confirmation.join('')}/></SubjectConfirmation></Subject>` +
    `<Conditions NotBefore="${wishes.notBefore ?? '2026-11-22T05:20:00.119Z'}" NotOnOrAfter="${until}">${audience}</Conditions>` +
    `${attributeStatement(wishes.attributes ?? sampleAttributes)}${contextClass}</Assertion>`
  )
}

function attributeStatement(attributes: Readonly<Record<string, readonly string[]>>): string {
  const rows = Object.entries(attributes).map(
    ([name, values]) =>
      `<Attribute Name="${escaped(name)}">${values.map((value) => `<AttributeValue>${escaped(value)}</AttributeValue>`).join('')}</Attribute>`
  )
  return rows.length === 0 ? '' : `<AttributeStatement>${rows.join('')}</AttributeStatement>`
}

function optional(name: string, value: string | null | undefined, otherwise: string): string {
  return value === null ? '' : ` ${name}="${escaped(value ?? otherwise)}"`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;')
}

/** XML Encryption as token encryption in Entra ID makes it: AES-256-CBC, its key wrapped by RSA-OAEP. */
function encryptedAssertion(assertion: string, key: SigningKey): string {
  const secret = randomBytes(32)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', secret, iv)
  const data = Buffer.concat([iv, cipher.update(assertion, 'utf8'), cipher.final()]).toString('base64')
  const wrapped = publicEncrypt({ key: key.certificatePem, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, secret).toString(
    'base64'
  )
  return (
    '<EncryptedAssertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData Type="http://www.w3.org/2001/04/xmlenc#Element" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">' +
    '<xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes256-cbc"/><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#">' +
    '<e:EncryptedKey xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"/>' +
    `<e:CipherData><e:CipherValue>${wrapped}</e:CipherValue></e:CipherData></e:EncryptedKey></KeyInfo>` +
    `<xenc:CipherData><xenc:CipherValue>${data}</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></EncryptedAssertion>`
  )
}
