import { fingerprintNotations } from '../model/fingerprint.ts'
import { claimNote, shortName } from './claims.ts'
import { indentXml } from './indent-xml.ts'
import type { AssertionFacts, ResponseFacts, SamlResponseReading } from './response-facts.ts'
import { methodText, statusText, wrappingsText } from './response-words.ts'
import { resultingUsername } from './resulting-username.ts'
import type { AttributeRow, FactRow, SamlResponseView } from './saml-views.ts'

/** A response ready to be shown; `refusal` as in `resultingUsername`. What a verified signature covers and what it does not never stand in the same list. */
export function responseView(reading: SamlResponseReading, refusal: string | undefined): SamlResponseView {
  return {
    username: resultingUsername(reading, refusal),
    signedRows: signedRows(reading),
    attributes: attributeRows(reading).slice(0, MOST_ATTRIBUTES),
    unsignedRows: unsignedRows(reading),
    opened: wrappingsText(reading.wrappings),
    xml: indentXml(reading.xml)
  }
}

/** Entra ID sends a dozen. */
const MOST_ATTRIBUTES = 500

function signedRows({ signed }: SamlResponseReading): readonly FactRow[] {
  switch (signed.kind) {
    case 'nothing':
      return []
    case 'assertion':
      return [signerRow(signed.by), ...assertionRows(signed.assertion)]
    case 'response':
      return [
        signerRow(signed.by),
        ...responseRows(signed.response),
        ...signed.response.assertions
          .slice(0, MOST_ASSERTIONS)
          .flatMap((each, index) => assertionRows(each, numbered(signed.response.assertions, index)))
      ]
  }
}

function unsignedRows({ signed, asSent, misplaced }: SamlResponseReading): readonly FactRow[] {
  const hidden = misplaced
    .slice(0, MOST_ASSERTIONS)
    .flatMap((assertion, index) =>
      assertionRows(assertion, misplaced.length === 1 ? 'Misplaced assertion: ' : `Misplaced assertion ${String(index + 1)}: `)
    )
  switch (signed.kind) {
    case 'response':
      return hidden
    case 'assertion':
      return [...responseRows(asSent), ...hidden]
    case 'nothing':
      return [
        ...responseRows(asSent),
        ...asSent.assertions.slice(0, MOST_ASSERTIONS).flatMap((each, index) => assertionRows(each, numbered(asSent.assertions, index))),
        ...hidden
      ]
  }
}

/** There ought to be one. More are shown as far as somebody can look at them. */
const MOST_ASSERTIONS = 10

function attributeRows({ signed, asSent, misplaced }: SamlResponseReading): readonly AttributeRow[] {
  const hidden = misplaced.flatMap((assertion) => rowsOfAttributes(assertion, false))
  switch (signed.kind) {
    case 'assertion':
      return [...rowsOfAttributes(signed.assertion, true), ...hidden]
    case 'response':
      return [...signed.response.assertions.flatMap((assertion) => rowsOfAttributes(assertion, true)), ...hidden]
    case 'nothing':
      return [...asSent.assertions.flatMap((assertion) => rowsOfAttributes(assertion, false)), ...hidden]
  }
}

function rowsOfAttributes({ attributes }: AssertionFacts, isSigned: boolean): readonly AttributeRow[] {
  return attributes.map((attribute) => ({
    name: attribute.name,
    shortName: shortName(attribute.name),
    values: attribute.values,
    isSigned,
    note: claimNote(attribute)
  }))
}

function signerRow(by: string): FactRow {
  const { colonUpper, plainLower } = fingerprintNotations(by)
  return {
    label: 'Signed by the key',
    value: colonUpper,
    copy: plainLower,
    explain: 'SHA-256 fingerprint of the certificate whose key verifies the signature.'
  }
}

function responseRows(response: ResponseFacts): readonly FactRow[] {
  return rows([
    ['Status', response.status.codes.slice(0, 5).map(statusText).join('; ') || 'absent'],
    ['Status message', response.status.message],
    ['Issuer of the response', response.issuer, 'Who says that it sent the response: the entity id of the identity provider.'],
    ['Destination', response.destination, 'The address to which the browser was to take the response.'],
    ['Answers the request', response.inResponseTo, 'The id of the request with which Files.com began the sign-in (InResponseTo).'],
    ['Response issued', response.issueInstant],
    ['Response id', response.id],
    ['Encrypted assertions', response.encryptedAssertions.length === 0 ? undefined : String(response.encryptedAssertions.length)]
  ])
}

function assertionRows(assertion: AssertionFacts, prefix = ''): readonly FactRow[] {
  const { nameId, conditions, confirmations, authentications } = assertion
  return rows([
    [
      'Name identifier (NameID)',
      nameId?.isEncrypted === true ? 'encrypted' : (nameId?.value ?? 'absent'),
      'The value by which the service knows the person.'
    ],
    ['Format of the name', nameId?.format],
    ['Issuer', assertion.issuer, 'Who vouches for the person: the entity id of the identity provider.'],
    ...(conditions?.audienceRestrictions ?? []).map(
      (audiences) => ['Audience', audiences.join(', '), 'For which service the assertion holds.'] as const
    ),
    ['Valid from', conditions?.notBefore],
    ['Valid until', conditions?.notOnOrAfter],
    ...confirmations.flatMap(({ recipient, notOnOrAfter, inResponseTo }) => [
      ['Recipient', recipient, 'The address at which the assertion may be handed over.'] as const,
      ['To be handed over until', notOnOrAfter] as const,
      ['Answers the request', inResponseTo] as const
    ]),
    ...authentications.flatMap(({ instant, contextClass, sessionIndex, sessionNotOnOrAfter }) => [
      ['Signed in at', instant] as const,
      ['Signed in with', contextClass === undefined ? undefined : methodText(contextClass), contextClass] as const,
      ['Session', sessionIndex] as const,
      ['Session until', sessionNotOnOrAfter] as const
    ]),
    ['Assertion issued', assertion.issueInstant],
    ['Assertion id', assertion.id]
  ]).map((row) => ({ ...row, label: `${prefix}${row.label}` }))
}

type WrittenRow = readonly [label: string, value: string | undefined, explain?: string | undefined]

/** Rows without a value are left out. */
function rows(written: readonly WrittenRow[]): readonly FactRow[] {
  return written.flatMap(([label, value, explain]) =>
    value === undefined || value === '' ? [] : [{ label, value, copy: value, ...(explain === undefined ? {} : { explain }) }]
  )
}

function numbered(all: readonly unknown[], index: number): string {
  return all.length === 1 ? '' : `Assertion ${String(index + 1)}: `
}
