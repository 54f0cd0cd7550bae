import { entry } from './entry.ts'

interface AtHost {
  readonly host: string
}

/** What keeps this computer from the site, and answers that are not those of Files.com. */
export const serviceNetworkProblems = {
  'service.network.name-unknown': entry<AtHost>({
    title: 'There is no such site address',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `The name ${host} does not resolve on this computer. No key was sent.`,
    remedy: () =>
      'Check the spelling: for acme.files.com type acme. With a custom domain, type it as in the browser. If the browser finds the site, a proxy resolves names for it: tell this application about the proxy in the settings of the system.'
  }),
  'service.network.unreachable': entry<AtHost & { text: string }>({
    title: 'The site cannot be reached',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `No connection to ${host} came about: ${text}. No key was sent.`,
    remedy: () => 'Allow https (TCP 443) to the site from this computer, or set the proxy of the system, and try again.'
  }),
  'service.network.timeout': entry<AtHost & { timeoutMs: number }>({
    title: 'The site did not answer in time',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, timeoutMs }) => `${host} gave no answer within ${String(Math.round(timeoutMs / 1000))} s.`,
    remedy: () =>
      'Try again. If it stays silent, look for a firewall or proxy on the way; whether Files.com itself is up says its status page.'
  }),
  'service.network.reset': entry<AtHost>({
    title: 'The connection to the site broke',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host }) => `The connection to ${host} was closed before a whole answer had come.`,
    remedy: () => 'Try again. If it happens every time, a device on the way closes the connection: ask whoever runs the network.'
  }),
  'service.network.tls': entry<AtHost & { text: string }>({
    title: 'The certificate of the site is not trusted here',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `The encrypted connection to ${host} was refused on this computer: ${text}. No key was sent.`,
    remedy: () =>
      'A device that opens encrypted connections signs with its own authority: its certificate must be in the certificate store of this computer. Otherwise the clock may be wrong, or somebody stands in between.'
  }),
  'service.answer.html-page': entry<AtHost & { text: string }>({
    title: 'A web page answered instead of Files.com',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host, text }) => `${host} answered with a web page${text === '' ? '' : ` (“${text}”)`} where the service sends data.`,
    remedy: () =>
      'Check that the address is that of your Files.com site. If it is, a proxy or filter answers in its place: ask whoever runs the network.'
  }),
  'service.answer.captive-portal': entry<AtHost & { text: string }>({
    title: 'This network wants a sign-in first',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host, text }) =>
      `The request to ${host} was led away to ${text}: the network itself asks for a sign-in before it lets anything through.`,
    remedy: () =>
      'Open any page in the browser, sign in to the network, and try again. Then change the API key if you had sent it over a network that you do not trust.'
  }),
  'service.answer.proxy': entry<AtHost & { text: string }>({
    title: 'A proxy refused the request',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `A proxy between this computer and ${host} answered by itself: ${text}.`,
    remedy: () =>
      'Allow this computer to reach the site through the proxy. A proxy that wants a name and password gets them in the settings of the system.'
  }),
  'service.answer.redirect': entry<AtHost & { text: string }>({
    title: 'The site sends elsewhere',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, text }) => `${host} answers that it is to be found at ${text}. The key was not sent there.`,
    remedy: () => 'If that is your site, connect with that address.'
  }),
  'service.answer.broken': entry<AtHost & { text: string }>({
    title: 'The answer of the site is cut or broken',
    who: 'network-administrator',
    origin: 'files-com',
    cause: ({ host, text }) => `${host} sent an answer that is no whole document: ${text}.`,
    remedy: () => 'Try again. If it happens every time, a device on the way changes or cuts answers.'
  }),
  'service.answer.wrong-shape': entry<AtHost & { text: string }>({
    title: 'The answer of the site is not what is documented',
    who: 'developers',
    origin: 'files-com',
    cause: ({ host, text }) => `${host} answered in a form that this application does not know: ${text}. Nothing was guessed.`,
    remedy: () =>
      'Check that the address is that of a Files.com site. If it is, look for a newer version of this application, or report it.'
  })
}
