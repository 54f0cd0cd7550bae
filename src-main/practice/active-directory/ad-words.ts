import type { ServerWords } from '../directory/directory-service.ts'
import { foldText } from '../directory/fold-text.ts'
import { formatDn } from '../directory/distinguished-name.ts'
import type { DistinguishedName } from '../directory/distinguished-name.ts'
import { resultCode } from '../protocol/outcome.ts'
import type { Outcome } from '../protocol/outcome.ts'
import { DNS_DOMAIN } from './ad-names.ts'

/** How Windows Server 2016 and later refuse (build 4563 in the texts), down to the NUL at the end. */
export const adWords: ServerWords = {
  notSignedIn: said(
    resultCode.operationsError,
    ldapErr('000004DC', '0C090A5C', 'In order to perform this operation a successful bind must be completed on the connection.')
  ),
  noSuchObject: (_base, nearest) => {
    const matchedDn = nearest?.dn ?? ''
    return {
      ...said(
        resultCode.noSuchObject,
        `0000208D: NameErr: DSID-0310028B, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'${matchedDn}'\n`
      ),
      matchedDn
    }
  },
  elsewhere: (name) => {
    const domain = domainOf(name)
    if (domain === '' || domain === DNS_DOMAIN) return undefined
    const text = `0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '${domain}'\n`
    return { ...said(resultCode.referral, text), referrals: [`ldap://${domain}/${encodeURI(formatDn(name))}`] }
  },
  invalidName: (base) =>
    said(resultCode.invalidDnSyntax, `0000208F: NameErr: DSID-03100233, problem 2006 (BAD_NAME), data 8350, best match of:\n\t'${base}'\n`),
  writeRefused: said(resultCode.insufficientAccessRights, '00002098: SecErr: DSID-03150F94, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n'),
  unknownExtendedOperation: said(resultCode.protocolError, ldapErr('0000203D', '0C091319', 'Unknown extended request OID')),
  unknownCriticalControl: said(
    resultCode.unavailableCriticalExtension,
    '00002040: SvcErr: DSID-031401E7, problem 5010 (UNAVAIL_EXTENSION), data 0\n'
  ),
  invalidPagingCookie: said(resultCode.unavailableCriticalExtension, ldapErr('00000057', '0C0907BE', 'Error processing control')),
  startTlsUnavailable: said(resultCode.unavailable, ldapErr('00000000', '0C09130E', 'Error initializing SSL/TLS')),
  startTlsTwice: said(resultCode.operationsError, ldapErr('00000000', '0C091315', 'TLS or SSL already in effect')),
  plainTextBindRefused: said(
    resultCode.strongerAuthRequired,
    ldapErr(
      '00002028',
      '0C090259',
      'The server requires binds to turn on integrity checking if SSL\\TLS are not already active on the connection'
    )
  ),
  channelBindingRefused: said(
    resultCode.invalidCredentials,
    '80090346: LdapErr: DSID-0C09089F, comment: AcceptSecurityContext error, data 80090346, v4563'
  ),
  saslRefused: said(resultCode.authMethodNotSupported, ldapErr('00002027', '0C090590', 'Invalid Authentication method')),
  oldProtocolRefused: said(resultCode.protocolError, ldapErr('0000203B', '0C090C3A', 'Unsupported protocol version'))
}

/** `DC=other,DC=example` is `other.example`, which is also where Active Directory sends a client that asks for it. */
function domainOf(name: DistinguishedName): string {
  const parts: string[] = []
  for (const [first] of name) if (first?.type.toLowerCase() === 'dc') parts.push(foldText(first.value))
  const domain = parts.join('.')
  return domain.endsWith(`.${DNS_DOMAIN}`) ? DNS_DOMAIN : domain
}

function ldapErr(code: string, dsid: string, comment: string): string {
  return `${code}: LdapErr: DSID-${dsid}, comment: ${comment}, data 0, v4563`
}

function said(code: number, text: string): Outcome {
  return { code, text: `${text}\0` }
}
