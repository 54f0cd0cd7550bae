import { SERVICE_SCIM_ENDPOINT } from '../entra/service-addresses.ts'
import { counted, entry } from './entry.ts'

interface Host {
  readonly host: string
}

interface Asked extends Host {
  /** The request in words. */
  readonly what: string
}

const TEST_FAILS = '“Test Connection” of Entra ID would say that it failed'

/** What a SCIM server answers, and what Entra ID would make of it. */
export const scimAnswerProblems = {
  'scim.reach.name-unknown': entry<Host>({
    title: 'The name of the SCIM server is unknown',
    who: 'you',
    origin: 'this-computer',
    cause: ({ host }) => `This computer asked its name server for the address of ${host} and was given none. Nothing was sent.`,
    remedy: ({ host }) =>
      `Check the spelling of ${host}. Entra ID asks from the internet: a name that only your own network knows cannot be reached from there.`
  }),
  'scim.reach.no-connection': entry<Host & { text: string }>({
    title: 'The SCIM server cannot be reached',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) =>
      `No answer came from ${host}: ${text}. Entra ID asks from the internet and not from this computer, so there it may be different.`,
    remedy: ({ host }) =>
      `Check that this computer is online and may reach ${host}, with the proxy that your company uses, and that the server runs.`
  }),
  'scim.reach.too-slow': entry<Host>({
    title: 'The SCIM server does not answer in time',
    who: 'network-administrator',
    origin: 'files-com',
    cause: ({ host }) =>
      `${host} was asked, and no whole answer came in time. Entra ID would try again, and count it as a failure; many of them lead to quarantine.`,
    remedy: () =>
      'Try again. If it stays, a firewall holds the answer back, or the server is overloaded: Entra ID expects it to bear 25 requests a second.'
  }),
  'scim.reach.not-trusted': entry<Host & { text: string }>({
    title: 'The SCIM server could not prove who it is',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) =>
      `TLS with ${host} failed: ${text}. The token was not sent. Entra ID wants TLS 1.2 and a certificate of a public authority.`,
    remedy: () =>
      'For Files.com this nearly always means a proxy that opens encrypted connections: its authority has to be trusted by this computer. A server of your own needs a proper certificate.'
  }),
  'scim.answer.too-large': entry<Host & { most: string }>({
    title: 'The SCIM answer is too large',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, most }) =>
      `${host} sends more than ${most} as the answer to one small search, and reading was ended there. Probably it sends all users, whatever is searched for.`,
    remedy: () => 'Check the address. A server of your own has to heed the filter of the search, and to answer with what matches only.'
  }),
  'scim.answer.redirect': entry<Host & { status: number }>({
    title: 'The SCIM address leads elsewhere',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, status }) =>
      `${host} answered with HTTP status ${String(status)}, which leads to another place. The token is not taken there, and ${TEST_FAILS}.`,
    remedy: () =>
      `Use the address at the end as “Tenant URL”, if it is the right one. For Files.com: exactly ${SERVICE_SCIM_ENDPOINT}, not the address of the site.`
  }),
  'scim.answer.too-many': entry<Host>({
    title: 'The SCIM server is asked too often',
    who: 'you',
    origin: 'files-com',
    cause: ({ host }) =>
      `${host} answered 429: too many requests at the moment. Entra ID slows down then, and tries again; when it happens often, cycles take longer.`,
    remedy: () => 'Wait a few minutes and rehearse again. A server of your own should bear 25 requests a second.'
  }),
  'scim.answer.server-error': entry<Host & { status: number }>({
    title: 'The SCIM server has a fault of its own',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) =>
      `${host} answered with HTTP status ${String(status)}: it could not do what it was asked. Entra ID tries again later; when it goes on, quarantine follows.`,
    remedy: () =>
      'Try again in some minutes. If it stays, send the report of this rehearsal to whoever runs the server; for Files.com that is its support.'
  }),
  'scim.answer.unauthorized': entry<Host & { ended: string }>({
    title: 'The SCIM token is refused',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, ended }) =>
      `${host} answered 401. ${ended === '' ? 'Either it is another token, or it has ended, or it was reset after it was copied.' : `The site says that it ended on ${ended}.`} ${TEST_FAILS}, and with a running job every request fails until it goes into quarantine.`,
    remedy: () =>
      'Look at “Token Expiration” in the settings of the provider at Files.com. If it is over, extend it. If not, copy the token again, enter it here and in Entra ID, and test there.'
  }),
  'scim.answer.other-scheme': entry<Host & { proof: 'token' | 'basic'; wants: string }>({
    title: 'The SCIM server asks for another kind of sign-in',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, proof, wants }) =>
      `${host} was asked with ${proof === 'token' ? 'a token (Bearer)' : 'a user name and a password (Basic)'}, answered 401, and asks for ${wants} in that answer. ${TEST_FAILS}.`,
    remedy: ({ proof }) =>
      proof === 'token'
        ? 'At Files.com look below “Enable automatic user provisioning via SCIM?”: with “Basic” there is no token. Choose “Token”, save, and copy the new one, because Entra ID supports nothing else. If “Token” is chosen already, the token itself is refused: copy it again.'
        : 'At Files.com look below “Enable automatic user provisioning via SCIM?”: with “Token” chosen, rehearse with the token instead, which is what Entra ID needs. If “Basic” is chosen and saved, check user name and password.'
  }),
  'scim.answer.any-token': entry<Host & { status: number }>({
    title: 'The SCIM server takes any token',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) =>
      `${host} was asked with a token that nobody has, and answered with HTTP status ${String(status)}. It looks at no token: whoever knows the address can make, change and delete users, and that your token is accepted says nothing.`,
    remedy: () =>
      'Do not use this server before it refuses wrong tokens with 401. Check too whether a proxy in between adds a token of its own, or answers in its place.'
  }),
  'scim.answer.forbidden': entry<Host>({
    title: 'The SCIM server knows who asks, but does not allow this',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host }) => `${host} answered 403: it knows who asks and refuses all the same. ${TEST_FAILS}.`,
    remedy: () =>
      'Check that the provider is enabled and SCIM is switched on for it, and whether the site allows only some addresses. If both are right, ask whoever runs the server, with the report.'
  }),
  'scim.answer.not-found': entry<Asked>({
    title: 'The SCIM server answers 404 to a search',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, what }) =>
      `${host} answered 404 to ${what}. A search that finds nobody has to be answered 200 with an empty list: for Entra ID a 404 is a reason for quarantine.`,
    remedy: () =>
      `Is the address exactly ${SERVICE_SCIM_ENDPOINT}, without /v2 and without a final slash? With another server, either the address is wrong or the server has to be corrected.`
  }),
  'scim.answer.other-status': entry<Asked & { status: number }>({
    title: 'The SCIM server answers with another status',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, status }) => `${host} answered ${what} with HTTP status ${String(status)}; Entra ID wants 200. ${TEST_FAILS}.`,
    remedy: () =>
      'Look at what the answer says. Status 400 often means that the filter is not understood. Send the report to whoever runs the server.'
  }),
  'scim.answer.web-page': entry<Host & { page: string }>({
    title: 'A web page answers instead of SCIM',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, page }) =>
      `${host} sent a page for people, ${page}. It is the sign-in page of a product, or a proxy stands in between. ${TEST_FAILS}.`,
    remedy: () =>
      `Check the address: for Files.com it is ${SERVICE_SCIM_ENDPOINT}, not the address of the site. If it is right, look at the page with a browser on this computer.`
  }),
  'scim.answer.content-type': entry<Host & { type: string }>({
    title: 'The SCIM answer has another content type',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, type }) =>
      `${host} names the content type ${type}; the standard and Entra ID want application/scim+json. Many servers send application/json, and it goes well; nobody promises it.`,
    remedy: () =>
      'If “Test Connection” of Entra ID is content, nothing has to be done. A server of your own should name application/scim+json.'
  }),
  'scim.answer.not-json': entry<Asked>({
    title: 'The SCIM answer is no JSON',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what }) => `${host} answered ${what} with status 200, and the text is empty or no JSON. ${TEST_FAILS}.`,
    remedy: () => 'Check the address, and whether a proxy changes the answer. Otherwise whoever runs the server has to look at it.'
  }),
  'scim.answer.not-a-list': entry<Asked & { lacks: string }>({
    title: 'The SCIM answer is no list',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, lacks }) => `${host} answered ${what} with JSON that is no ListResponse: it lacks ${lacks}. ${TEST_FAILS}.`,
    remedy: () =>
      'Check that the address is that of a SCIM 2.0 server. A server of your own has to answer with schemas, totalResults and Resources.'
  }),
  'scim.answer.total-as-text': entry<Host>({
    title: 'The number of results is a text',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host }) => `${host} sends totalResults in quotation marks. Entra ID wants a number, and may not read the answer.`,
    remedy: () => 'Whoever runs the server has to send a number: "totalResults": 0.'
  }),
  'scim.answer.filter-ignored': entry<Asked & { count: number }>({
    title: 'The SCIM server finds what cannot exist',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, what, count }) =>
      `${host} answered ${what} with ${counted(count, 'result', 'results')}. It does not heed the filter: Entra ID would take somebody else for the person, and change them.`,
    remedy: () => 'Do not start provisioning with this server. Whoever runs it has to make it heed the filter.'
  }),
  'scim.read.search-refused': entry<Asked & { status: number }>({
    title: 'One kind of search is not understood',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ host, what, status }) =>
      `${host} answered ${what} with HTTP status ${String(status)}. Entra ID searches so only when the mapping matches by that attribute, or groups are provisioned.`,
    remedy: () =>
      'Leave the matching attribute of users on userName. If it is the search for groups: switch groups off in the mappings, or ask whoever runs the server.'
  }),
  'scim.read.description-missing': entry<Host & { path: string; found: string }>({
    title: 'The SCIM server does not describe itself',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, path, found }) =>
      `${host} gives no JSON at ${path}: ${found}. Entra ID reads the schemas when the configuration is saved, and goes by its own template without them.`,
    remedy: () => 'Nothing has to be done as long as the mappings in Entra ID show the attributes that are needed.'
  })
}
