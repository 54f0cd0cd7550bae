import type { ServerWords } from '../directory/directory-service.ts'
import { resultCode } from '../protocol/outcome.ts'

/** How slapd 2.5 and 2.6 refuse: mostly with a bare code. */
export const openLdapWords: ServerWords = {
  // The database is for signed-in users: to others it looks as if nothing were there.
  notSignedIn: { code: resultCode.noSuchObject },
  noSuchObject: (_base, nearest) => ({ code: resultCode.noSuchObject, matchedDn: nearest?.dn ?? '' }),
  elsewhere: () => undefined,
  invalidName: () => ({ code: resultCode.invalidDnSyntax, text: 'invalid DN' }),
  writeRefused: { code: resultCode.insufficientAccessRights, text: 'no write access to parent' },
  unknownExtendedOperation: { code: resultCode.protocolError, text: 'unsupported extended operation' },
  unknownCriticalControl: { code: resultCode.unavailableCriticalExtension, text: 'critical extension is not recognized' },
  invalidPagingCookie: { code: resultCode.unwillingToPerform, text: 'paged results cookie is invalid or old' },
  startTlsUnavailable: { code: resultCode.protocolError, text: 'unsupported extended operation' },
  startTlsTwice: { code: resultCode.operationsError, text: 'TLS already started' },
  plainTextBindRefused: { code: 13, text: 'confidentiality required' },
  channelBindingRefused: { code: resultCode.invalidCredentials },
  saslRefused: { code: resultCode.authMethodNotSupported, text: 'SASL(-4): no mechanism available: ' },
  oldProtocolRefused: { code: resultCode.protocolError, text: 'historical protocol version requested, use LDAPv3 instead' }
}
