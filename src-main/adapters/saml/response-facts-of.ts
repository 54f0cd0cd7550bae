import type { Element } from '@xmldom/xmldom'
import type { AssertionFacts, AttributeFacts, ConditionsFacts, NameIdFacts, ResponseFacts } from '../../core/saml/response-facts.ts'
import { attributeOf, childElements, childrenNamed, elementsFrom, isNamed, textOf, textOfChild } from './elements.ts'
import { ASSERTION, PROTOCOL, XML_ENCRYPTION } from './response-namespaces.ts'

/** What a Response element says (saml-core-2.0-os, 3.3.3); assertions are its children and nothing deeper. */
export function responseFactsOf(response: Element): ResponseFacts {
  return {
    id: attributeOf(response, 'ID') ?? '',
    version: attributeOf(response, 'Version') ?? '',
    issueInstant: attributeOf(response, 'IssueInstant') ?? '',
    destination: attributeOf(response, 'Destination'),
    inResponseTo: attributeOf(response, 'InResponseTo'),
    // Not trimmed, as all that is compared letter by letter.
    issuer: textOfChild(response, ASSERTION, 'Issuer'),
    status: statusOf(response),
    assertions: childrenNamed(response, ASSERTION, 'Assertion').map(assertionFactsOf),
    encryptedAssertions: childrenNamed(response, ASSERTION, 'EncryptedAssertion').map(encryptionOf)
  }
}

/** What an Assertion element says (saml-core-2.0-os, 2.3.3). */
export function assertionFactsOf(assertion: Element): AssertionFacts {
  const subject = childrenNamed(assertion, ASSERTION, 'Subject')[0]
  return {
    id: attributeOf(assertion, 'ID') ?? '',
    version: attributeOf(assertion, 'Version') ?? '',
    issueInstant: attributeOf(assertion, 'IssueInstant') ?? '',
    issuer: textOfChild(assertion, ASSERTION, 'Issuer'),
    nameId: subject === undefined ? undefined : nameIdOf(subject),
    confirmations: subject === undefined ? [] : childrenNamed(subject, ASSERTION, 'SubjectConfirmation').map(confirmationOf),
    conditions: childrenNamed(assertion, ASSERTION, 'Conditions').map(conditionsOf)[0],
    authentications: childrenNamed(assertion, ASSERTION, 'AuthnStatement').map(authenticationOf),
    attributes: childrenNamed(assertion, ASSERTION, 'AttributeStatement').flatMap((statement) =>
      childrenNamed(statement, ASSERTION, 'Attribute').map(attributeFactsOf)
    )
  }
}

function statusOf(response: Element): ResponseFacts['status'] {
  const status = childrenNamed(response, PROTOCOL, 'Status')[0]
  if (status === undefined) return { codes: [], message: undefined }
  const codes: string[] = []
  let code = childrenNamed(status, PROTOCOL, 'StatusCode')[0]
  while (code !== undefined) {
    codes.push(attributeOf(code, 'Value') ?? '')
    code = childrenNamed(code, PROTOCOL, 'StatusCode')[0]
  }
  return { codes, message: textOfChild(status, PROTOCOL, 'StatusMessage')?.trim() }
}

function encryptionOf(encrypted: Element): ResponseFacts['encryptedAssertions'][number] {
  const algorithmIn = (element: Element | undefined) =>
    element === undefined
      ? ''
      : (childrenNamed(element, XML_ENCRYPTION, 'EncryptionMethod').map((method) => attributeOf(method, 'Algorithm') ?? '')[0] ?? '')
  // The key may stand inside the data or beside it.
  const key = [...elementsFrom(encrypted)].find((element) => isNamed(element, XML_ENCRYPTION, 'EncryptedKey'))
  return { dataAlgorithm: algorithmIn(childrenNamed(encrypted, XML_ENCRYPTION, 'EncryptedData')[0]), keyAlgorithm: algorithmIn(key) }
}

function nameIdOf(subject: Element): NameIdFacts | undefined {
  const plain = childrenNamed(subject, ASSERTION, 'NameID')[0]
  if (plain !== undefined) {
    return {
      // Not trimmed: white space around it is part of what the service compares.
      value: textOf(plain),
      format: attributeOf(plain, 'Format'),
      nameQualifier: attributeOf(plain, 'NameQualifier'),
      spNameQualifier: attributeOf(plain, 'SPNameQualifier'),
      isEncrypted: false
    }
  }
  if (childrenNamed(subject, ASSERTION, 'EncryptedID').length === 0) return undefined
  return { value: '', format: undefined, nameQualifier: undefined, spNameQualifier: undefined, isEncrypted: true }
}

function confirmationOf(confirmation: Element): AssertionFacts['confirmations'][number] {
  const data = childrenNamed(confirmation, ASSERTION, 'SubjectConfirmationData')[0]
  const of = (name: string) => (data === undefined ? undefined : attributeOf(data, name))
  return {
    method: attributeOf(confirmation, 'Method') ?? '',
    recipient: of('Recipient'),
    notBefore: of('NotBefore'),
    notOnOrAfter: of('NotOnOrAfter'),
    inResponseTo: of('InResponseTo')
  }
}

function conditionsOf(conditions: Element): ConditionsFacts {
  return {
    notBefore: attributeOf(conditions, 'NotBefore'),
    notOnOrAfter: attributeOf(conditions, 'NotOnOrAfter'),
    audienceRestrictions: childrenNamed(conditions, ASSERTION, 'AudienceRestriction').map((restriction) =>
      childrenNamed(restriction, ASSERTION, 'Audience').map(textOf)
    )
  }
}

function authenticationOf(statement: Element): AssertionFacts['authentications'][number] {
  const context = childrenNamed(statement, ASSERTION, 'AuthnContext')[0]
  return {
    instant: attributeOf(statement, 'AuthnInstant'),
    sessionIndex: attributeOf(statement, 'SessionIndex'),
    sessionNotOnOrAfter: attributeOf(statement, 'SessionNotOnOrAfter'),
    contextClass: context === undefined ? undefined : textOfChild(context, ASSERTION, 'AuthnContextClassRef')?.trim()
  }
}

function attributeFactsOf(attribute: Element): AttributeFacts {
  return {
    name: attributeOf(attribute, 'Name') ?? '',
    friendlyName: attributeOf(attribute, 'FriendlyName'),
    nameFormat: attributeOf(attribute, 'NameFormat'),
    values: childElements(attribute)
      .filter((child) => isNamed(child, ASSERTION, 'AttributeValue'))
      .map(textOf)
  }
}
