import type { XmlSignatureFacts } from './xml-signature.ts'

/** A SAML 2.0 response as it was read twice: as sent, where anybody may have written anything, and the parts that a verified signature covers. */
export interface SamlResponseReading {
  /** How the pasted text was opened, outermost first: `har-file`, `form-field`, `base64`, `xml`. */
  readonly wrappings: readonly ResponseWrapping[]
  /** The XML as received, for the person to look at; it names people. */
  readonly xml: string
  readonly asSent: ResponseFacts
  readonly signatures: readonly XmlSignatureFacts[]
  /** Read again from the canonical bytes that a valid signature covers, and from nothing else. */
  readonly signed: SignedContent
  /** Found in the document as a whole, whatever its signatures say; see `SignatureShape`. */
  readonly attacks: readonly ResponseAttack[]
  /** Assertions that stand where none belongs, as sent; `asSent` has only the children of the response. */
  readonly misplaced: readonly AssertionFacts[]
}

/**
 * `json`: the export of a browser extension, or any other JSON with a response in it. `address`: a link with the response in its query.
 * `deflated`: compressed, as the redirect binding has it.
 */
export type ResponseWrapping =
  | 'har-file'
  | 'json'
  | 'curl-command'
  | 'address'
  | 'form'
  | 'form-field'
  | 'url-encoded'
  | 'html-escaped'
  | 'utf-16'
  | 'base64'
  | 'deflated'
  | 'xml'

export type SignedContent =
  /** Nothing is covered: no signature, or none that could be verified. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'assertion'; readonly assertion: AssertionFacts; readonly by: string }
  | { readonly kind: 'response'; readonly response: ResponseFacts; readonly by: string }

export interface ResponseAttack {
  readonly kind:
    'duplicate-id' | 'comment-in-value' | 'several-assertions' | 'assertion-misplaced' | 'signature-misplaced' | 'part-repeated'
  /** What was found where: `NameID in the first assertion`. */
  readonly where: string
}

export interface ResponseFacts {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly destination: string | undefined
  readonly inResponseTo: string | undefined
  readonly issuer: string | undefined
  readonly status: ResponseStatus
  readonly assertions: readonly AssertionFacts[]
  /** Algorithm identifiers of encrypted assertions: they cannot be opened here, the key is with the service. */
  readonly encryptedAssertions: readonly { readonly dataAlgorithm: string; readonly keyAlgorithm: string }[]
}

export interface ResponseStatus {
  /** Status codes from the outermost inwards, as identifiers. */
  readonly codes: readonly string[]
  readonly message: string | undefined
}

export interface AssertionFacts {
  readonly id: string
  readonly version: string
  readonly issueInstant: string
  readonly issuer: string | undefined
  readonly nameId: NameIdFacts | undefined
  readonly confirmations: readonly ConfirmationFacts[]
  readonly conditions: ConditionsFacts | undefined
  readonly authentications: readonly AuthenticationFacts[]
  readonly attributes: readonly AttributeFacts[]
}

export interface NameIdFacts {
  readonly value: string
  readonly format: string | undefined
  readonly nameQualifier: string | undefined
  readonly spNameQualifier: string | undefined
  readonly isEncrypted: boolean
}

/** `method`: `urn:oasis:names:tc:SAML:2.0:cm:bearer`. Times are written texts: whether they are times is a check. */
export interface ConfirmationFacts {
  readonly method: string
  readonly recipient: string | undefined
  readonly notBefore: string | undefined
  readonly notOnOrAfter: string | undefined
  readonly inResponseTo: string | undefined
}

export interface ConditionsFacts {
  readonly notBefore: string | undefined
  readonly notOnOrAfter: string | undefined
  /** One list for each audience restriction: all of them must be met, each by one of its audiences. */
  readonly audienceRestrictions: readonly (readonly string[])[]
}

export interface AuthenticationFacts {
  readonly instant: string | undefined
  readonly sessionIndex: string | undefined
  readonly sessionNotOnOrAfter: string | undefined
  readonly contextClass: string | undefined
}

export interface AttributeFacts {
  readonly name: string
  readonly friendlyName: string | undefined
  readonly nameFormat: string | undefined
  readonly values: readonly string[]
}
