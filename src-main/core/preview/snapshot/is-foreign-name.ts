import { normalName } from './normal-name.ts'

/**
 * Whether the entry stands for somebody of another forest (`CN=S-1-5-21-...,CN=ForeignSecurityPrincipals,...`): all it has is an identifier.
 * The other identifiers below that container are well-known ones, such as S-1-5-11 for everybody who has signed in (MS-DTYP 2.4.2.4).
 */
export function isForeignName(dn: string): boolean {
  // Only escapes, spaces at a separator and the prefix `oid.` can hide it; parsing all of them would take a second in a large directory.
  return isForeign(dn.toLowerCase()) || (/\\| [,=]|[,=] |oid\./i.test(dn) && isForeign(normalName(dn)))
}

function isForeign(dn: string): boolean {
  return dn.startsWith('cn=s-1-5-21-') && dn.includes(',cn=foreignsecurityprincipals,')
}
