import { entry, seconds } from './entry.ts'

interface Endpoint {
  readonly host: string
  readonly port: number
}

export const networkProblems = {
  'ldap.dns.not-found': entry<{ host: string }>({
    title: 'The name is unknown',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `This computer asked for the address of ${host} and was told that no such name exists.`,
    remedy: ({ host }) =>
      `Check the spelling of ${host}. If the name is right it is probably known only inside the company network: connect to that network or its VPN. Files.com will need a name that the public DNS knows.`
  }),
  'ldap.dns.temporary': entry<{ host: string }>({
    title: 'The name server did not answer properly',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host }) =>
      `This computer asked for the address of ${host}; its name server answered with a temporary failure, so the name may exist or not.`,
    remedy: () => 'Check that this computer is online and check again. If it stays, the name server that this computer uses is broken.'
  }),
  'ldap.dns.timed-out': entry<{ host: string; timeoutMs: number }>({
    title: 'The name server stayed silent',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, timeoutMs }) =>
      `No answer about ${host} came from the name server within ${seconds(timeoutMs)}. This computer's clock ran out, not the directory's.`,
    remedy: () => 'Check that this computer is online and that its name server is reachable, then check again.'
  }),
  'ldap.tcp.refused': entry<Endpoint>({
    title: 'Nothing listens on this port',
    who: 'you',
    origin: 'your-directory',
    cause: ({ host, port }) =>
      `${host} is there, but refused the connection to port ${port}: no program listens there, or a firewall refuses on its behalf.`,
    remedy: ({ port }) =>
      port === 636 || port === 389
        ? `Check that this is the directory server and that its ${port === 636 ? 'LDAPS' : 'LDAP'} service runs.`
        : `Port ${port} is unusual. LDAPS normally uses 636, LDAP and StartTLS 389. Check the port with whoever runs the directory.`
  }),
  'ldap.tcp.timed-out': entry<Endpoint & { timeoutMs: number }>({
    title: 'The port does not answer',
    who: 'network-administrator',
    origin: 'your-directory',
    cause: ({ host, port, timeoutMs }) =>
      `${host} port ${port} gave no answer at all within ${seconds(timeoutMs)}. That is typical of a firewall that drops packets silently.`,
    remedy: ({ port }) =>
      `Ask for TCP port ${port} to be opened between this computer and the directory server, or check from a computer that is allowed to reach it.`
  }),
  'ldap.tcp.reset': entry<Endpoint>({
    title: 'The connection was closed at once',
    who: 'network-administrator',
    origin: 'your-directory',
    cause: ({ host, port }) => `${host} port ${port} accepted the connection and reset it at once.`,
    remedy: () =>
      'A device between this computer and the server, or the server itself, turns this computer away. Look at the firewall and at the server’s list of allowed addresses.'
  }),
  'ldap.tcp.unreachable': entry<Endpoint>({
    title: 'No way leads to this address',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, port }) => `This computer has no network route to ${host} (port ${port}).`,
    remedy: () => 'Connect to the network, or the VPN, in which the directory lives, then check again.'
  }),
  'ldap.tcp.failed': entry<Endpoint & { text: string }>({
    title: 'The connection failed',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, port, text }) => `The connection to ${host} port ${port} failed${text === '' ? '' : `: ${text}`}.`,
    remedy: () => 'Check the address and the port, and whether this computer may open connections to that network.'
  }),
  'ldap.tcp.some-addresses-closed': entry<{ host: string; port: number; open: string; closed: string }>({
    title: 'Only some of the addresses answer',
    who: 'network-administrator',
    origin: 'your-directory',
    cause: ({ host, port, open, closed }) =>
      `${host} stands for several addresses. Port ${port} is open on ${open} and closed on ${closed}.`,
    remedy: () =>
      'Whoever connects by name meets the closed address now and then and fails. Repair that server, or take its address out of the DNS.'
  })
}
