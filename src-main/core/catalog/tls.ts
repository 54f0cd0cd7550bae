import { entry, seconds } from './entry.ts'

interface Endpoint {
  readonly host: string
  readonly port: number
}

export const tlsProblems = {
  'ldap.tls.closed-at-start': entry<Endpoint>({
    title: 'The port closes when encryption starts',
    who: 'certificate-administrator',
    origin: 'your-directory',
    cause: ({ host, port }) =>
      `${host} port ${port} accepts connections, but closes as soon as TLS begins. That is typical of a domain controller that has no certificate for LDAPS.`,
    remedy: () =>
      'Install a certificate for server authentication on the domain controller: in the computer’s personal store, with its private key, naming the server, issued by an authority that Files.com trusts. If it is not used after a few minutes, restart the domain controller.'
  }),
  'ldap.tls.not-tls': entry<Endpoint>({
    title: 'This port does not speak TLS',
    who: 'you',
    origin: 'your-directory',
    cause: ({ host, port }) =>
      `${host} port ${port} answered the start of TLS with something that is not TLS: it speaks plain LDAP or another protocol.`,
    remedy: ({ port }) =>
      port === 389 || port === 3268
        ? `Use port ${port === 389 ? 636 : 3269} for LDAPS, or choose StartTLS on this port.`
        : 'Check the port; LDAPS normally uses 636. If the port is right, choose StartTLS.'
  }),
  'ldap.tls.version-too-old': entry<Endpoint>({
    title: 'The server offers only outdated encryption',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ host, port }) =>
      `${host} port ${port} refuses TLS 1.2 and TLS 1.3. Older versions are broken and not used by this application.`,
    remedy: () => 'Enable TLS 1.2 or newer on the directory server.'
  }),
  'ldap.tls.no-common-cipher': entry<Endpoint>({
    title: 'No common way of encrypting',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ host, port }) => `${host} port ${port} ended the handshake: it shares no cipher or certificate type with this computer.`,
    remedy: () =>
      'Look at the server’s TLS settings and at its event log: usually the list of ciphers is too short, or the certificate’s key cannot be used.'
  }),
  'ldap.tls.timed-out': entry<Endpoint & { timeoutMs: number }>({
    title: 'The server does not finish the handshake',
    who: 'network-administrator',
    origin: 'your-directory',
    cause: ({ host, port, timeoutMs }) =>
      `${host} port ${port} accepted the connection, but TLS was not set up within ${seconds(timeoutMs)}.`,
    remedy: () =>
      'Check again in a minute. If it stays, look at what accepts the connection there: a load balancer without a server behind it, a firewall that inspects traffic, or an overloaded server answers like this.'
  }),
  'ldap.tls.start-tls-not-offered': entry<Endpoint & { text: string }>({
    title: 'The server does not offer StartTLS',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ host, port, text }) =>
      `${host} port ${port} refused the StartTLS request${text === '' ? '' : ` (“${text}”)`}: usually it has no certificate.`,
    remedy: () => 'Use LDAPS on port 636 if the server offers it, or have a certificate installed. Files.com connects by LDAPS.'
  }),
  'ldap.tls.client-certificate-required': entry<Endpoint>({
    title: 'The server demands a client certificate',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ host, port }) => `${host} port ${port} closes connections that do not present a certificate of their own.`,
    remedy: () => 'Files.com signs in with a user name and a password only: the server must not demand client certificates on this port.'
  }),
  'ldap.tls.failed': entry<Endpoint & { text: string }>({
    title: 'Encryption could not be set up',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ host, port, text }) => `The TLS handshake with ${host} port ${port} failed${text === '' ? '' : `: ${text}`}.`,
    remedy: () => 'Look at the TLS settings and the event log of the directory server.'
  }),
  'ldap.tls.old-versions-offered': entry<{ versions: string }>({
    title: 'Outdated encryption is still offered too',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ versions }) => `The server also accepts ${versions}. Today’s connection is fine; the old versions are open to attack.`,
    remedy: () => 'Disable TLS 1.0 and 1.1 on the directory server when nothing old depends on them.'
  })
}
