import { MAIL_DOMAIN } from '../company/make-people.ts'
import type { Group } from '../company/make-groups.ts'
import type { Person } from '../company/person.ts'
import { practiceGuid, type TenantNames } from './practice-tenant-names.ts'

/** One attribute of an assertion: its name is the address of a claim. */
export interface Claim {
  readonly name: string
  readonly values: readonly string[]
}

/** What Entra sends about somebody when an application has the usual claims and the group claim “All groups”. An empty attribute is not sent at all. */
export function entraClaims(person: Person, groups: readonly Group[], names: TenantNames, isOverage: boolean): readonly Claim[] {
  const objectId = practiceGuid(`object/${person.login}`)
  const ids = groups.filter(({ people }) => people.includes(person.login)).map((group) => practiceGuid(`group/${group.name}`))
  const groupClaim: Claim = isOverage
    ? { name: GROUPS_LINK, values: [`https://graph.windows.net/${names.tenantId}/users/${objectId}/getMemberObjects`] }
    : { name: `${ROLE}groups`, values: ids }
  const claims: readonly Claim[] = [
    { name: `${IDENTITY}tenantid`, values: [names.tenantId] },
    { name: `${IDENTITY}objectidentifier`, values: [objectId] },
    { name: `${IDENTITY}displayname`, values: [person.displayName] },
    groupClaim,
    { name: `${IDENTITY}identityprovider`, values: [names.issuer] },
    { name: `${MICROSOFT}claims/authnmethodsreferences`, values: [`${MICROSOFT}ws/2008/06/identity/authenticationmethod/password`] },
    { name: `${PERSON}givenname`, values: [person.givenName] },
    { name: `${PERSON}surname`, values: [person.familyName] },
    { name: `${PERSON}emailaddress`, values: person.mail === undefined ? [] : [person.mail] },
    { name: `${PERSON}name`, values: [userPrincipalName(person)] }
  ]
  return claims.filter(({ values }) => values.some((value) => value !== ''))
}

export function userPrincipalName({ login }: Person): string {
  return `${login}@${MAIL_DOMAIN}`
}

export const EMAIL_CLAIM = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'
export const DISPLAY_NAME_CLAIM = 'http://schemas.microsoft.com/identity/claims/displayname'
export const GROUPS_CLAIM = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups'

const MICROSOFT = 'http://schemas.microsoft.com/'
const IDENTITY = `${MICROSOFT}identity/claims/`
const ROLE = `${MICROSOFT}ws/2008/06/identity/claims/`
const PERSON = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/'
/** In place of the groups when there are more than 150. */
const GROUPS_LINK = `${MICROSOFT}claims/groups.link`
