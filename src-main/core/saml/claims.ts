import { isGuid } from '../entra/tenant.ts'
import type { AssertionFacts, AttributeFacts } from './response-facts.ts'

/** Claims under which Entra ID sends a person’s addresses and groups. */
export const claims = {
  email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
  name: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
  upn: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
  groups: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  groupsLink: 'http://schemas.microsoft.com/claims/groups.link'
} as const

/** The first value of an attribute by its full name; undefined when it is not sent or empty. */
export function valueOf(assertion: AssertionFacts, name: string): string | undefined {
  const value = assertion.attributes.find((attribute) => attribute.name === name)?.values[0]
  return value === undefined || value.trim() === '' ? undefined : value
}

/** The mail address, also from providers that name it shortly. */
export function mailOf(assertion: AssertionFacts): string | undefined {
  return valueOf(assertion, claims.email) ?? assertion.attributes.find(({ name }) => /^(?:e?mail|email_?address)$/i.test(name))?.values[0]
}

/** The user principal name, when one is sent: its own claim, or `name`, which is its default in Entra ID. */
export function principalNameOf(assertion: AssertionFacts): string | undefined {
  const name = valueOf(assertion, claims.name)
  return valueOf(assertion, claims.upn) ?? (name?.includes('@') === true ? name : undefined)
}

/** All group values of an assertion. */
export function groupsOf(assertion: AssertionFacts): readonly string[] {
  return assertion.attributes.filter(isGroups).flatMap(({ values }) => values)
}

/** An id where a name is expected: a GUID of Entra ID, or a security identifier of Windows. */
export function isGroupId(value: string): boolean {
  return isGuid(value.trim()) || /^S-1-\d+(?:-\d+)+$/.test(value.trim())
}

export function shortName(name: string): string {
  return /([^/:#]+)[/#]?$/.exec(name)?.[1] ?? name
}

/** What a claim is and what Files.com makes of it, in one line. */
export function claimNote(attribute: AttributeFacts): string {
  if (attribute.name === claims.groupsLink) return 'Sent instead of the groups, because there are too many'
  if (isGroups(attribute)) {
    return attribute.values.some(isGroupId) ? 'Groups as ids: groups that Files.com creates at sign-in are called so' : 'Groups'
  }
  return notes[shortName(attribute.name).toLowerCase()] ?? 'Not used by Files.com as far as is documented'
}

function isGroups({ name }: AttributeFacts): boolean {
  return name !== claims.groupsLink && /^groups?$/i.test(shortName(name))
}

const notes: Readonly<Record<string, string>> = {
  emailaddress: 'Mail address; sign-in may look for an account of this name when it differs from the user name',
  mail: 'Mail address',
  email: 'Mail address',
  name: 'In Entra ID the user principal name, unless changed',
  upn: 'User principal name',
  givenname: 'First name, becomes part of the full name',
  surname: 'Last name, becomes part of the full name',
  displayname: 'Display name; Files.com takes first and last name instead',
  tenantid: 'The tenant that issued the response',
  objectidentifier: 'The person’s permanent id in the tenant',
  identityprovider: 'Who authenticated the person: another organisation for guests',
  authnmethodsreferences: 'How the person signed in',
  role: 'Roles of the application in Entra ID',
  wids: 'Roles of the tenant in Entra ID'
}
