import type { TlsFailureReason } from '../../core/model/tls-facts.ts'

/**
 * The one place that knows what TLS libraries call things. Node runs on OpenSSL, Electron on BoringSSL; both were asked
 * (Node 20.20 with OpenSSL 3.0, Node 24.21 with OpenSSL 3.5, Electron 33 with BoringSSL), and these differ:
 *
 * - Alert 40 is `SSLV3_ALERT_HANDSHAKE_FAILURE` in OpenSSL 3.0 and BoringSSL, `SSL/TLS_ALERT_HANDSHAKE_FAILURE` in OpenSSL 3.5.
 * - Alert 116 is `TLSV13_ALERT_CERTIFICATE_REQUIRED` in OpenSSL, `TLSV1_ALERT_CERTIFICATE_REQUIRED` in BoringSSL.
 * - Alert 112 is `TLSV1_UNRECOGNIZED_NAME` in OpenSSL, `TLSV1_ALERT_UNRECOGNIZED_NAME` in BoringSSL.
 * - A record that claims more bytes than TLS allows is `PACKET_LENGTH_TOO_LONG` in OpenSSL 3.0, `DATA_LENGTH_TOO_LONG` in OpenSSL 3.5 and
 *   `ENCRYPTED_LENGTH_TOO_LONG` in BoringSSL.
 * - Versions switched off on this side: `NO_PROTOCOLS_AVAILABLE` in OpenSSL 3.5 and an error about signatures in 3.0; BoringSSL allows TLS 1.0.
 * - Short keys and old hashes: OpenSSL judges them by its security level, and Node calls the verdict `UNSPECIFIED`; BoringSSL accepts them.
 * - Certificates with an Ed25519 or RSA-PSS key: BoringSSL offers neither, so the server answers with alert 40.
 */
export function tlsFailureReason(code: string): Exclude<TlsFailureReason, 'start-tls-not-offered'> {
  if (noConnection.has(code)) return 'no-connection'
  const { reason } = libraryReason(code)
  if (closed.has(code)) return 'closed-at-start'
  if (code === 'ETIMEDOUT') return 'timed-out'
  if (notTls.has(reason)) return 'not-tls'
  if (versionTooOld.has(reason)) return 'version-too-old'
  if (noCommonCipher.has(reason)) return 'no-common-cipher'
  if (reason === 'CERTIFICATE_REQUIRED') return 'client-certificate-required'
  return 'other'
}

/** What happened in plain words, as part of a sentence: no capital, no full stop. `message` is the library's, for codes nobody foresaw. */
export function tlsErrorText(code: string, message: string): string {
  const named = verificationTexts[verificationCode(code, message)] ?? connectionTexts[code]
  if (named !== undefined) return named
  const { reason, isAlert } = libraryReason(code)
  const known = reasonTexts[reason]
  if (known !== undefined) return known
  if (isAlert) return `the server ended the handshake with the alert “${spoken(reason)}”`
  if (reason !== '') return `the TLS library reports “${spoken(reason)}”`
  return message.replaceAll(/\s+/g, ' ').trim() || 'the TLS library gives no reason'
}

/** The library's code for a refused certificate; Node hides the security level's verdicts behind `UNSPECIFIED`, and only the message tells. */
export function verificationCode(code: string, message: string): string {
  return code === 'UNSPECIFIED' ? (unspecifiedCodes[message] ?? code) : code
}

/** `ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR` is the reason `INTERNAL_ERROR`, and an alert. Empty for other codes. */
function libraryReason(code: string): { readonly reason: string; readonly isAlert: boolean } {
  const match = /^ERR_SSL_(SSLV3_|TLSV1_|TLSV13_|SSL\/TLS_)?(ALERT_)?(.*)$/.exec(code)
  return { reason: match?.[3] ?? '', isAlert: match?.[1] !== undefined }
}

function spoken(reason: string): string {
  return reason.toLowerCase().replaceAll('_', ' ')
}

const noConnection: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'ENOTFOUND',
  'EAI_AGAIN'
])

const closed: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED'])

/** What the record layer says when bytes make no sense as TLS; plain LDAP, HTTP and SSH all end in the first. */
const notTls: ReadonlySet<string> = new Set([
  'WRONG_VERSION_NUMBER',
  'PACKET_LENGTH_TOO_LONG',
  'DATA_LENGTH_TOO_LONG',
  'ENCRYPTED_LENGTH_TOO_LONG',
  'RECORD_LENGTH_MISMATCH',
  'RECORD_TOO_SMALL',
  'BAD_RECORD_TYPE',
  'UNEXPECTED_RECORD',
  'UNKNOWN_PROTOCOL',
  'HTTP_REQUEST',
  'HTTPS_PROXY_REQUEST'
])

const versionTooOld: ReadonlySet<string> = new Set([
  'PROTOCOL_VERSION',
  'UNSUPPORTED_PROTOCOL',
  'UNSUPPORTED_SSL_VERSION',
  'NO_PROTOCOLS_AVAILABLE'
])

const noCommonCipher: ReadonlySet<string> = new Set([
  'HANDSHAKE_FAILURE',
  'HANDSHAKE_FAILURE_ON_CLIENT_HELLO',
  'INSUFFICIENT_SECURITY',
  'NO_SHARED_CIPHER',
  'UNKNOWN_CIPHER_RETURNED',
  'WRONG_CIPHER_RETURNED',
  'NO_CIPHERS_AVAILABLE',
  'DH_KEY_TOO_SMALL',
  'BAD_DH_P_LENGTH',
  'WRONG_CURVE',
  'WRONG_SIGNATURE_TYPE',
  'LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED',
  'NO_COMMON_SIGNATURE_ALGORITHMS',
  'NO_SUITABLE_SIGNATURE_ALGORITHM'
])

const connectionTexts: Readonly<Record<string, string>> = {
  ECONNRESET: 'the server closed the connection',
  EPIPE: 'the server closed the connection',
  ECONNABORTED: 'the connection was broken off',
  ETIMEDOUT: 'no answer came in time'
}

const reasonTexts: Readonly<Record<string, string>> = {
  WRONG_VERSION_NUMBER: 'the server’s answer is not TLS',
  PACKET_LENGTH_TOO_LONG: 'the server’s answer is not TLS',
  DATA_LENGTH_TOO_LONG: 'the server’s answer is not TLS',
  ENCRYPTED_LENGTH_TOO_LONG: 'the server’s answer is not TLS',
  PROTOCOL_VERSION: 'the server refuses TLS 1.2 and TLS 1.3',
  UNSUPPORTED_PROTOCOL: 'the server refuses TLS 1.2 and TLS 1.3',
  HANDSHAKE_FAILURE: 'the server found no cipher or certificate type that both sides know',
  INSUFFICIENT_SECURITY: 'the server asks for stronger ciphers than this computer offers',
  CERTIFICATE_REQUIRED: 'the server demands a client certificate',
  DH_KEY_TOO_SMALL: 'the server’s key exchange is too weak',
  BAD_DH_P_LENGTH: 'the server’s key exchange is too weak',
  UNRECOGNIZED_NAME: 'the server does not know the name it was asked for',
  INTERNAL_ERROR: 'the server reports an internal error'
}

/** Verdicts of certificate verification, by the names Node gives OpenSSL's and BoringSSL's codes. */
const verificationTexts: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate vouches for itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'the chain ends in an authority that is not on the list',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the issuer of the certificate is not known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the issuer of a certificate in the chain is not known',
  UNABLE_TO_GET_ISSUER_CERT: 'the chain of trusted authorities is incomplete',
  CERT_UNTRUSTED: 'the authority is not trusted for servers',
  CERT_REJECTED: 'the authority is marked as rejected',
  CERT_HAS_EXPIRED: 'a certificate in the chain has expired',
  CERT_NOT_YET_VALID: 'a certificate in the chain is not valid yet',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'the date from which a certificate is valid cannot be read',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'the date until which a certificate is valid cannot be read',
  INVALID_PURPOSE: 'a certificate in the chain may not be used for this purpose',
  INVALID_CA: 'a certificate was issued by one that is no authority',
  PATH_LENGTH_EXCEEDED: 'there are more intermediate authorities than one of them allows',
  CERT_CHAIN_TOO_LONG: 'the chain has too many certificates',
  CERT_SIGNATURE_FAILURE: 'the signature of a certificate is wrong',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'the signature of a certificate cannot be read',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'the key of an authority cannot be read',
  CERT_REVOKED: 'a certificate in the chain was revoked',
  HOSTNAME_MISMATCH: 'the certificate is for another name',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
  EE_KEY_TOO_SMALL: 'the key of the server’s certificate is too short',
  CA_KEY_TOO_SMALL: 'the key of an authority in the chain is too short',
  CA_MD_TOO_WEAK: 'a certificate in the chain is signed with an outdated hash',
  UNSPECIFIED: 'the TLS library refuses the certificate without a reason',
  OUT_OF_MEM: 'the TLS library ran out of memory'
}

/** OpenSSL's sentences for verdicts that Node has no code for (X509_verify_cert_error_string). */
const unspecifiedCodes: Readonly<Record<string, string>> = {
  'EE certificate key too weak': 'EE_KEY_TOO_SMALL',
  'CA certificate key too weak': 'CA_KEY_TOO_SMALL',
  'CA signature digest algorithm too weak': 'CA_MD_TOO_WEAK'
}
