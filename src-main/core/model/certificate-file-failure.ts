/** Why a file or a pasted text gives no certificate. A closed union: every code is explained by `describeCertificateFileFailure`. */
export type CertificateFileFailure =
  | { readonly code: 'certificate.file.not-found' }
  | { readonly code: 'certificate.file.not-readable'; readonly reason: string }
  /** A folder, a device or a pipe. */
  | { readonly code: 'certificate.file.not-a-file' }
  | { readonly code: 'certificate.file.empty' }
  | { readonly code: 'certificate.file.too-large'; readonly sizeBytes: number; readonly limitBytes: number }
  | { readonly code: 'certificate.file.too-many-certificates'; readonly limit: number }
  /** Nested or subdivided beyond what any certificate needs: made to make readers hang. */
  | { readonly code: 'certificate.file.too-complex' }
  /** Ends before the certificate does. `atByte` counts in the file, or in the decoded base64 when `isBase64`. */
  | { readonly code: 'certificate.file.truncated'; readonly atByte: number; readonly expectedBytes?: number; readonly isBase64: boolean }
  /** Begins like a certificate and is not one. `number` counts the certificates of the file from 1. */
  | { readonly code: 'certificate.file.damaged'; readonly atByte: number; readonly number: number; readonly because: string }
  | { readonly code: 'certificate.file.not-base64'; readonly line: number }
  | { readonly code: 'certificate.file.private-key'; readonly isEncrypted: boolean }
  | { readonly code: 'certificate.file.pkcs12' }
  | { readonly code: 'certificate.file.java-key-store' }
  | { readonly code: 'certificate.file.archive' }
  | { readonly code: 'certificate.file.certificate-request' }
  | { readonly code: 'certificate.file.public-key' }
  | { readonly code: 'certificate.file.revocation-list' }
  | { readonly code: 'certificate.file.pkcs7-without-certificates' }
  | { readonly code: 'certificate.file.saml-metadata' }
  | { readonly code: 'certificate.file.web-page' }
  | { readonly code: 'certificate.file.text-without-certificate' }
  | { readonly code: 'certificate.file.unrecognised' }

export type CertificateFileFailureCode = CertificateFileFailure['code']

/** What the file is, and what to do, as sentences for people. Never quotes the file: it may be a secret. */
export function describeCertificateFileFailure(failure: CertificateFileFailure): { readonly what: string; readonly advice: string } {
  switch (failure.code) {
    case 'certificate.file.not-found':
      return { what: 'There is no such file.', advice: 'Check the name and the folder.' }
    case 'certificate.file.not-readable':
      return {
        what: `The file cannot be read (${failure.reason}).`,
        advice: 'Check whether you may read it, and whether another program keeps it locked.'
      }
    case 'certificate.file.not-a-file':
      return { what: 'This is a folder or a device, not a file.', advice: 'Choose the certificate file itself.' }
    case 'certificate.file.empty':
      return { what: 'There is nothing in it.', advice: 'Export or download the certificate again.' }
    case 'certificate.file.too-large':
      return {
        what: `The file has ${megabytes(failure.sizeBytes)}, far more than certificates need (at most ${megabytes(failure.limitBytes)} are read).`,
        advice: 'Choose the certificate file: it usually has a few kilobytes and ends in .cer, .crt, .pem or .p7b.'
      }
    case 'certificate.file.too-many-certificates':
      return {
        what: `The file holds more than ${failure.limit.toLocaleString('en-US')} certificates.`,
        advice: 'Choose a file with the certificates of one server.'
      }
    case 'certificate.file.too-complex':
      return {
        what: 'The file is nested or subdivided beyond what any certificate needs.',
        advice: 'Do not use it. Get the certificate from whoever issued it.'
      }
    case 'certificate.file.truncated':
      return { what: truncatedText(failure), advice: 'Copy or download the certificate again, from its first line to its last.' }
    case 'certificate.file.damaged':
      return {
        what: `Certificate ${String(failure.number)} of the file is damaged: ${failure.because} (at byte ${String(failure.atByte)} of it).`,
        advice: 'Export or download the certificate again. A transfer as text often damages binary files.'
      }
    case 'certificate.file.not-base64':
      return {
        what: `Line ${String(failure.line)} has characters that do not belong into a certificate.`,
        advice: 'Copy the certificate again without changing it: a mail or word processor may have altered it.'
      }
    case 'certificate.file.private-key':
      return {
        what: `This is a private key${failure.isEncrypted ? ' (protected by a password)' : ''}, not a certificate.`,
        advice:
          'Do not send it to anyone and do not upload it anywhere: whoever has it can pose as your server. Choose the certificate instead, usually a .cer, .crt or .pem file.'
      }
    case 'certificate.file.pkcs12':
      return {
        what: 'This is a PKCS#12 file (.pfx, .p12): it holds a private key and is protected by a password.',
        advice:
          'Keep it to yourself. Export the certificate alone, without the private key, as Base-64 encoded X.509 (.cer), and choose that file.'
      }
    case 'certificate.file.java-key-store':
      return {
        what: 'This is a Java key store, which may hold private keys.',
        advice: 'Export the certificate alone: keytool -exportcert -rfc -alias NAME -keystore FILE.'
      }
    case 'certificate.file.archive':
      return { what: 'This is a compressed archive.', advice: 'Unpack it and choose the certificate file inside.' }
    case 'certificate.file.certificate-request':
      return {
        what: 'This is a certificate request (CSR): what is sent to an authority to get a certificate.',
        advice: 'Choose the certificate that the authority sent back.'
      }
    case 'certificate.file.public-key':
      return { what: 'This is a bare public key: it names nobody and has no dates.', advice: 'Choose the certificate that contains it.' }
    case 'certificate.file.revocation-list':
      return {
        what: 'This is a revocation list (CRL), the list of certificates an authority has withdrawn.',
        advice: 'Choose the certificate itself.'
      }
    case 'certificate.file.pkcs7-without-certificates':
      return {
        what: 'This is a PKCS#7 file without certificates in it, for example a mere signature.',
        advice: 'Export the certificate again, with “include all certificates in the certification path”.'
      }
    case 'certificate.file.saml-metadata':
      return {
        what: 'This is SAML metadata. It contains certificates among other things.',
        advice: 'Open it on the SAML screen, which reads all of it.'
      }
    case 'certificate.file.web-page':
      return {
        what: 'This is a web page, not a certificate.',
        advice: 'The download probably answered with a sign-in or error page. Open the address in the browser, sign in and download again.'
      }
    case 'certificate.file.text-without-certificate':
      return {
        what: 'This is text without a certificate in it.',
        advice: 'A certificate as text begins with “-----BEGIN CERTIFICATE-----”, or with “MII” when that line is left out.'
      }
    case 'certificate.file.unrecognised':
      return {
        what: 'This is no kind of certificate file that is known here.',
        advice: 'Choose a file that ends in .cer, .crt, .pem, .der or .p7b.'
      }
  }
}

function truncatedText(failure: Extract<CertificateFileFailure, { code: 'certificate.file.truncated' }>): string {
  const place = failure.isBase64 ? 'The certificate breaks off after byte' : 'The file breaks off after byte'
  const expected =
    failure.expectedBytes === undefined
      ? 'in the middle of a certificate'
      : `and the certificate in it should have ${failure.expectedBytes.toLocaleString('en-US')}`
  return `${place} ${failure.atByte.toLocaleString('en-US')}, ${expected}.`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`
}
