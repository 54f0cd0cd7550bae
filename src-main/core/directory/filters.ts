import type { DirectoryProduct } from '../model/directory-facts.ts'
import type { ServerType } from '../model/directory-settings.ts'
import { assertNever } from '../result.ts'

/**
 * How people and groups are searched. Files.com's own filters are not documented; these find what the two kinds of
 * directories mean by a person and a group, and every result shows the filter that was used.
 */
export function peopleFilter(serverType: ServerType, product: DirectoryProduct | undefined): string {
  switch (serverType) {
    case 'active-directory':
      // sAMAccountType leaves out contacts and computers and is indexed; AD LDS has no such attribute.
      return product === 'ad-lds' ? '(&(objectCategory=person)(objectClass=user))' : '(sAMAccountType=805306368)'
    case 'openldap':
      return '(|(objectClass=inetOrgPerson)(objectClass=person)(objectClass=posixAccount))'
    default:
      return assertNever(serverType)
  }
}

export function groupsFilter(serverType: ServerType): string {
  switch (serverType) {
    case 'active-directory':
      return '(objectClass=group)'
    case 'openldap':
      return '(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames)(objectClass=posixGroup))'
    default:
      return assertNever(serverType)
  }
}

/** The attributes a preview of people needs, with the chosen user name field; nothing else is asked for. */
export function peopleAttributes(usernameField: string, serverType: ServerType): readonly string[] {
  const common = ['mail', 'displayName', 'cn', 'givenName', 'sn', 'uid']
  const own = serverType === 'active-directory' ? ['sAMAccountName', 'userPrincipalName', 'userAccountControl', 'primaryGroupID'] : []
  const all = [usernameField, ...common, ...own]
  return all.filter((attribute, index) => all.findIndex((other) => other.toLowerCase() === attribute.toLowerCase()) === index)
}

export function groupAttributes(serverType: ServerType): readonly string[] {
  return serverType === 'active-directory'
    ? ['cn', 'member', 'primaryGroupToken']
    : ['cn', 'member', 'uniqueMember', 'memberUid', 'gidNumber']
}
