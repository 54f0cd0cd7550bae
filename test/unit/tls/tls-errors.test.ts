import { describe, expect, it } from 'vitest'
import { tlsErrorText, tlsFailureReason, verificationCode } from '../../../src-main/adapters/transport/tls-errors.ts'

describe('the codes of TLS libraries', () => {
  // OpenSSL 3.0, OpenSSL 3.5, BoringSSL, as met in Node 20, Node 24 and Electron 33
  it.each([
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'no-common-cipher'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'no-common-cipher'],
    ['ERR_SSL_TLSV1_ALERT_INSUFFICIENT_SECURITY', 'no-common-cipher'],
    ['ERR_SSL_DH_KEY_TOO_SMALL', 'no-common-cipher'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'version-too-old'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'version-too-old'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
    ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'not-tls'],
    ['ERR_SSL_DATA_LENGTH_TOO_LONG', 'not-tls'],
    ['ERR_SSL_ENCRYPTED_LENGTH_TOO_LONG', 'not-tls'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate-required'],
    ['ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED', 'client-certificate-required'],
    ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'other'],
    ['ERR_SSL_SOMETHING_NEW', 'other'],
    ['', 'other'],
    ['ECONNRESET', 'closed-at-start'],
    ['EPIPE', 'closed-at-start'],
    ['ETIMEDOUT', 'timed-out'],
    ['ECONNREFUSED', 'no-connection']
  ])('%s is %s', (code, reason) => {
    expect(tlsFailureReason(code)).toBe(reason)
  })

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate', 'the certificate vouches for itself'],
    ['UNSPECIFIED', 'EE certificate key too weak', 'the key of the server’s certificate is too short'],
    ['UNSPECIFIED', 'something new', 'the TLS library refuses the certificate without a reason'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', '', 'the server found no cipher or certificate type that both sides know'],
    ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', '', 'the server does not know the name it was asked for'],
    ['ERR_SSL_TLSV1_ALERT_ACCESS_DENIED', '', 'the server ended the handshake with the alert “access denied”'],
    ['ERR_SSL_BAD_SIGNATURE', '', 'the TLS library reports “bad signature”'],
    ['', 'Something\n  else ', 'Something else'],
    ['', '', 'the TLS library gives no reason']
  ])('%s (%s) is told as: %s', (code, message, text) => {
    expect(tlsErrorText(code, message)).toBe(text)
  })

  it('are found again behind UNSPECIFIED', () => {
    const messages = [
      'EE certificate key too weak',
      'CA certificate key too weak',
      'CA signature digest algorithm too weak',
      'something new'
    ]

    expect(messages.map((message) => verificationCode('UNSPECIFIED', message))).toEqual([
      'EE_KEY_TOO_SMALL',
      'CA_KEY_TOO_SMALL',
      'CA_MD_TOO_WEAK',
      'UNSPECIFIED'
    ])
  })
})
