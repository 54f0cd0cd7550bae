import { counted, entry } from './entry.ts'

export const certificateProblems = {
  'certificate.expired': entry<{ subject: string; ended: string; now: string }>({
    title: 'A certificate has expired',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ subject, ended, now }) => `The certificate of ${subject} ended on ${ended}. This computer’s clock says ${now}.`,
    remedy: () =>
      'Have the certificate renewed and installed on the server. If the clock of this computer is wrong, set it and check again.'
  }),
  'certificate.not-yet-valid': entry<{ subject: string; begins: string; now: string }>({
    title: 'A certificate is not valid yet',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ subject, begins, now }) => `The certificate of ${subject} becomes valid on ${begins}. This computer’s clock says ${now}.`,
    remedy: () =>
      'Wait until then, install the earlier certificate again, or correct the clock that is wrong: the one of this computer, or the one of the authority that issued it.'
  }),
  'certificate.ends-soon': entry<{ subject: string; ends: string; days: number }>({
    title: 'A certificate ends soon',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ subject, ends, days }) =>
      `The certificate of ${subject} ends on ${ends}, in ${counted(days, 'day', 'days')}. From then on Files.com cannot reach the directory by LDAPS.`,
    remedy: () => 'Have it renewed and installed before that day.'
  }),
  'certificate.name-mismatch': entry<{ host: string; names: string }>({
    title: 'The certificate is for another name',
    who: 'you',
    origin: 'your-directory',
    cause: ({ host, names }) => `You connect to ${host}, and the certificate is for ${names}.`,
    remedy: () => 'Enter one of the names on the certificate as the host, or have a certificate issued that names this host.'
  }),
  'certificate.common-name-only': entry<{ host: string; commonName: string }>({
    title: 'The certificate names the server in an outdated way',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ commonName }) =>
      `The certificate carries its name only as common name (${commonName}) and has no subject alternative names. Many programs refuse that today.`,
    remedy: ({ host }) => `Have the certificate reissued with ${host} as a subject alternative name (DNS).`
  }),
  'certificate.no-server-purpose': entry<{ purposes: string }>({
    title: 'The certificate is not meant for a server',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ purposes }) => `The certificate may be used for ${purposes}, but not for server authentication (1.3.6.1.5.5.7.3.1).`,
    remedy: () =>
      'Have a certificate issued from a template that includes server authentication, for example “Domain Controller Authentication” or “Web Server”.'
  }),
  'certificate.weak': entry<{ weaknesses: string }>({
    title: 'The certificate is too weak',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ weaknesses }) => `${weaknesses}. Current systems refuse such certificates.`,
    remedy: () =>
      'Have the certificate reissued with an RSA key of at least 2048 bits or an elliptic-curve key of at least 256 bits, signed with SHA-256 or better.'
  }),
  'certificate.self-signed': entry<{ subject: string }>({
    title: 'The server vouches for itself',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ subject }) => `The certificate of ${subject} is signed by its own key: no authority confirms it.`,
    remedy: () => 'Replace it by a certificate of a public authority. Files.com advises against self-signed certificates for LDAPS.'
  }),
  'certificate.intermediate-missing': entry<{ subject: string; issuer: string; url?: string | undefined }>({
    title: 'The server forgets to send an intermediate certificate',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ subject, issuer }) =>
      `The certificate of ${subject} was issued by ${issuer}, and the server does not send that certificate along. Whoever does not know it by chance cannot verify the server.`,
    remedy: ({ issuer, url }) =>
      `Install the certificate of ${issuer} on the server, so that it is sent together with its own.${url === undefined ? '' : ` The authority publishes it at ${url}.`}`
  }),
  'certificate.untrusted-here': entry<{ subject: string; authority: string; list: string; reason: string }>({
    title: 'This computer does not trust the certificate',
    who: 'certificate-administrator',
    origin: 'this-computer',
    cause: ({ subject, authority, list, reason }) =>
      `The certificate of ${subject} leads to ${authority}, which is not among the authorities in ${list} (${reason}).`,
    remedy: () =>
      'If it is your company’s own authority, choose its certificate as CA file here. For Files.com a certificate of a public authority is the safe way. The password is not sent over a connection that is not trusted.'
  }),
  'certificate.refused-here': entry<{ subject: string; reason: string; code: string }>({
    title: 'This computer refuses the certificate',
    who: 'certificate-administrator',
    origin: 'this-computer',
    cause: ({ subject, reason, code }) =>
      `The certificate of ${subject} leads to a known authority, but fails verification: ${reason} (${code}).`,
    remedy: () =>
      'Repair what the certificate rungs of this report name, then check again. The password is not sent over a connection that is not trusted.'
  }),
  'certificate.private-authority': entry<{ authority: string; reason: string }>({
    title: 'Only your own computers trust this certificate',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ authority, reason }) =>
      `The certificate leads to ${authority}, which is on no public list of authorities (${reason}). Which list Files.com uses is not documented; a cloud service normally has only the public ones.`,
    remedy: () =>
      'Use a certificate of a public authority for the name that Files.com connects to. Otherwise Files.com would most likely refuse the connection.'
  }),
  'certificate.fingerprint.sha1': entry<{ digits: number }>({
    title: 'This is a SHA-1 thumbprint',
    who: 'you',
    origin: 'this-computer',
    cause: ({ digits }) =>
      `The text has ${digits} hexadecimal digits: a SHA-1 thumbprint, as the Entra portal and Windows show it. Files.com wants SHA-256, which has 64.`,
    remedy: () =>
      'Choose the certificate file here: this application calculates the SHA-256 fingerprint. It cannot be derived from the thumbprint.'
  }),
  'certificate.fingerprint.not-a-fingerprint': entry<{ reason: string }>({
    title: 'This is not a fingerprint',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) => `The text is not a SHA-256 fingerprint: ${reason}.`,
    remedy: () => 'Paste 64 hexadecimal digits, with or without colons, or the whole line that openssl prints.'
  }),
  'certificate.file.unreadable': entry<{ what: string; advice: string }>({
    title: 'This file gives no certificate',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what }) => what,
    remedy: ({ advice }) => advice
  })
}
