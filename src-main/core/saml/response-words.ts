import type { ResponseWrapping } from './response-facts.ts'

/** A SAML status code in words; the identifier itself when it is none of the standard (saml-core-2.0-os, 3.2.2.2). */
export function statusText(code: string): string {
  const name = code.startsWith(STATUS) ? code.slice(STATUS.length) : ''
  return statuses[name] ?? (code === '' ? 'a status without a code' : code)
}

export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success'

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:'

const statuses: Readonly<Record<string, string>> = {
  Success: 'success',
  Requester: 'the fault lies in the request of the service',
  Responder: 'the identity provider could not or would not answer',
  VersionMismatch: 'the version of the request was not accepted',
  AuthnFailed: 'the person could not be authenticated',
  InvalidAttrNameOrValue: 'an attribute was unexpected or invalid',
  InvalidNameIDPolicy: 'the wanted kind of name identifier cannot be given',
  NoAuthnContext: 'the demanded sign-in method was not met',
  NoAvailableIDP: 'none of the identity providers is available',
  NoPassive: 'signing in without asking the person was not possible',
  NoSupportedIDP: 'none of the identity providers is supported',
  PartialLogout: 'not every session was ended',
  ProxyCountExceeded: 'the answer would need more intermediaries than allowed',
  RequestDenied: 'the request was understood and refused',
  RequestUnsupported: 'such a request is not supported',
  RequestVersionDeprecated: 'the version of the request is outdated',
  RequestVersionTooHigh: 'the version of the request is too new',
  RequestVersionTooLow: 'the version of the request is too old',
  ResourceNotRecognized: 'the named resource is unknown',
  TooManyResponses: 'there would be too many answers',
  UnknownAttrProfile: 'the attribute profile is unknown',
  UnknownPrincipal: 'the person is unknown',
  UnsupportedBinding: 'the way of transport is not supported'
}

/** An authentication context class in words (saml-authn-context-2.0-os); the last part of the identifier when it is none of these. */
export function methodText(contextClass: string): string {
  const name = /([^:/#]+)$/.exec(contextClass)?.[1] ?? contextClass
  return methods[name] ?? name
}

const methods: Readonly<Record<string, string>> = {
  Password: 'a password',
  PasswordProtectedTransport: 'a password over an encrypted connection',
  X509: 'a certificate (or a method that counts as one, such as Windows Hello or a passkey)',
  TLSClient: 'a certificate',
  Smartcard: 'a smart card',
  SmartcardPKI: 'a smart card',
  Kerberos: 'the session of Windows (Kerberos)',
  windows: 'the session of Windows',
  MultiFactor: 'several factors',
  multipleauthn: 'several factors',
  unspecified: 'a method that is not named'
}

/** The short name of a NameID format: `emailAddress`. */
export function formatText(format: string | undefined): string {
  return format === undefined ? 'not named' : (/([^:/#]+)$/.exec(format)?.[1] ?? format)
}

/** The short name of an algorithm identifier: `aes256-cbc`. */
export function algorithmText(identifier: string): string {
  return identifier === '' ? 'an algorithm that is not named' : (/([^:/#]+)$/.exec(identifier)?.[1] ?? identifier)
}

/** `HAR file, form field, base64`. */
export function wrappingsText(wrappings: readonly ResponseWrapping[]): string {
  const opened = wrappings.filter((wrapping) => wrapping !== 'xml')
  if (opened.length === 0) return 'XML, as it was given'
  return [...opened.map((wrapping) => wrappingNames[wrapping]), 'XML'].join(', ')
}

const wrappingNames: Readonly<Record<ResponseWrapping, string>> = {
  'har-file': 'HAR file',
  json: 'JSON',
  'curl-command': 'curl command',
  address: 'address',
  form: 'HTML form',
  'form-field': 'form field',
  'url-encoded': 'percent-encoding',
  'html-escaped': 'HTML entities',
  'utf-16': 'UTF-16',
  base64: 'base64',
  deflated: 'compression',
  xml: 'XML'
}
