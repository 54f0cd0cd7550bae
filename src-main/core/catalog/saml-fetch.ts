import { entry, seconds } from './entry.ts'

interface Host {
  readonly host: string
}

/** What can go wrong while metadata is fetched. */
export const samlFetchProblems = {
  'saml.fetch.not-https': entry<{ address: string }>({
    title: 'The metadata address does not begin with https',
    who: 'you',
    origin: 'this-computer',
    cause: ({ address }) =>
      `Metadata says whom Files.com will trust, so it is fetched over https only; nothing was sent. This is not such an address: ${address}.`,
    remedy: () =>
      'Copy “App Federation Metadata Url” from the SAML page of the application in Entra ID. It begins with https://. If you have the document itself, open it as a file instead.'
  }),
  'saml.fetch.credentials': entry<Host>({
    title: 'The address holds a name and a password',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) =>
      `In front of ${host} stand a name or a password and an @. Metadata is public and needs no sign-in, and a password in an address ends up in logs; nothing was sent.`,
    remedy: ({ host }) => `Take out everything between https:// and ${host}, the @ included. If that password is real, change it.`
  }),
  'saml.fetch.name-unknown': entry<Host>({
    title: 'The name of the metadata host is unknown',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `This computer asked its name server for the address of ${host} and was given none. Nothing was fetched.`,
    remedy: ({ host }) =>
      `Check the spelling of ${host}. If it is right, this computer may not look up names of the internet by itself: set the proxy of your company, or save the document with a browser and open it as a file.`
  }),
  'saml.fetch.unreachable': entry<Host & { text: string }>({
    title: 'The metadata host cannot be reached',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `No connection to ${host} came about: ${text}.`,
    remedy: ({ host }) =>
      `Check that this computer is online and may reach ${host} on TCP port 443, with the proxy that your company uses. Files.com fetches the metadata by itself and never through this computer, so you can also save the document with a browser and open it as a file.`
  }),
  'saml.fetch.timed-out': entry<Host & { timeoutMs: number }>({
    title: 'The metadata did not arrive in time',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, timeoutMs }) =>
      `The whole document from ${host} may take ${seconds(timeoutMs)}, redirects included, and that time is over. The connection was closed.`,
    remedy: () =>
      'Try again. If it stays, a firewall or proxy holds the answer back: ask whoever runs the network, or save the document with a browser and open it as a file.'
  }),
  'saml.fetch.tls': entry<Host & { text: string }>({
    title: 'The metadata host could not prove who it is',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) =>
      `TLS with ${host} failed: ${text}. Whoever can pretend to be this host can name keys of their own, so nothing was read.`,
    remedy: () =>
      'For a Microsoft host this nearly always means a proxy that opens encrypted connections: its authority has to be trusted by this computer. For another host its certificate has to be repaired.'
  }),
  'saml.fetch.status': entry<Host & { status: number; text: string }>({
    title: 'The metadata host refused',
    who: 'you',
    origin: 'microsoft',
    cause: ({ host, status, text }) =>
      `${host} was reached and answered with HTTP status ${String(status)} instead of a document${text === '' ? '' : `: ${text}`}${/[.!?]$/.test(text) ? '' : '.'}`,
    remedy: () =>
      'Compare tenant and application in the address with the overview of the application in Entra ID, best by copying “App Federation Metadata Url” again. Status 407 comes from a proxy, and 5xx passes by itself.'
  }),
  'saml.fetch.too-large': entry<Host & { most: string }>({
    title: 'The metadata is too large',
    who: 'you',
    origin: 'microsoft',
    cause: ({ host, most }) =>
      `What ${host} sends is larger than ${most}, and reading was ended there. The metadata of one application in Entra ID is smaller than 100 kB.`,
    remedy: () =>
      'Check the address: a whole federation, a file or an endless page was asked for. Use the address of one application, or cut the one provider out of the federation document and open it as a file.'
  }),
  'saml.fetch.too-many-redirects': entry<Host & { most: string }>({
    title: 'The metadata address leads in circles',
    who: 'you',
    origin: 'microsoft',
    cause: ({ host, most }) => `${host} sent on once more after ${most} redirects. Such a chain usually never ends.`,
    remedy: () =>
      'Copy “App Federation Metadata Url” from Entra ID again: it answers without any redirect. With another product, use the address at the end of the chain.'
  }),
  'saml.fetch.redirected-away': entry<Host & { to: string }>({
    title: 'The metadata address leads elsewhere',
    who: 'you',
    origin: 'microsoft',
    cause: ({ host, to }) =>
      `${host} sent on to ${to}, which was not asked: metadata decides whom Files.com trusts, so it comes over https from the host that you named, or from Microsoft.`,
    remedy: () =>
      'If a sign-in page of your network stands in the way, sign in there and try again. If that place is the right one, use it as the address yourself, so that Files.com does not depend on the redirect.'
  }),
  'saml.fetch.broke-off': entry<Host & { received: string }>({
    title: 'The metadata broke off',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, received }) => `The connection to ${host} ended before the document did; ${received}. Half a document is not judged.`,
    remedy: () =>
      'Try again. If it breaks off every time, a proxy or a firewall between this computer and the host ends the connection; saving the document with a browser may show the same.'
  })
}
