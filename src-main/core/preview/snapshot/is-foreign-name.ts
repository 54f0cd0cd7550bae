import { normalName } from './normal-name.ts'

/** Whether the entry stands for somebody of another forest (`CN=S-1-5-...,CN=ForeignSecurityPrincipals,...`): all it has is an identifier. */
export function isForeignName(dn: string): boolean {
  // Only escapes, spaces at a separator and the prefix `oid.` can hide it; parsing all of them would take a second in a large directory.
  return isBelowForeign(dn.toLowerCase()) || (/\\| [,=]|[,=] |oid\./i.test(dn) && isBelowForeign(normalName(dn)))
}

function isBelowForeign(dn: string): boolean {
  return dn.includes(',cn=foreignsecurityprincipals,')
}
