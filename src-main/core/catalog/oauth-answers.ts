import { entry } from './entry.ts'

interface Host {
  readonly host: string
}

/** What the provider answers, or that it does not. */
export const oauthAnswerProblems = {
  'oauth.tenant.not-found': entry<{ tenant: string; clouds: string }>({
    title: 'Microsoft does not know this tenant',
    who: 'you',
    origin: 'microsoft',
    cause: ({ tenant, clouds }) => `Nothing is known of the tenant ${tenant}. Asked were: ${clouds}.`,
    remedy: () =>
      'Compare the tenant id digit by digit with “Directory (tenant) ID” on the overview of Microsoft Entra ID, best by copying it again. A deleted tenant is not found either.'
  }),
  'oauth.tenant.in-other-cloud': entry<{ tenant: string; asked: string; found: string }>({
    title: 'The tenant is in another cloud',
    who: 'you',
    origin: 'microsoft',
    cause: ({ tenant, asked, found }) =>
      `The tenant ${tenant} does not belong to ${asked}: it belongs to ${found}. The clouds of Microsoft are apart, and a tenant is in exactly one.`,
    remedy: ({ found }) =>
      `Choose ${found} here. Whether Files.com can sign people in from another cloud than the global one by OAuth is not documented: ask its support before you go on, or use SAML, whose addresses name the cloud.`
  }),
  'oauth.discovery.refused': entry<Host & { status: number; text: string }>({
    title: 'The provider refused to describe itself',
    who: 'you',
    origin: 'microsoft',
    cause: ({ host, status, text }) =>
      `${host} was reached and answered with HTTP status ${String(status)} instead of its OpenID configuration: ${text}.`,
    remedy: () =>
      'Status 4xx: compare tenant and address. Status 3xx: a sign-in page of your network may stand in between; sign in there, then try again. Status 407 comes from a proxy, and 5xx passes by itself.'
  }),
  'oauth.discovery.unreadable': entry<Host & { because: string }>({
    title: 'What came is no OpenID configuration',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, because }) => `${host} answered, and the answer cannot be used: ${because}.`,
    remedy: () =>
      'Microsoft always answers with a small JSON document. Something in between has most likely put its own page in its place: a proxy, a filter, or the sign-in page of a network.'
  }),
  'oauth.issuer.other-tenant': entry<{ issuer: string; wanted: string }>({
    title: 'The answer comes from another issuer',
    who: 'you',
    origin: 'microsoft',
    cause: ({ issuer, wanted }) => `Asked was ${wanted}, and the document that came names ${issuer} as its issuer.`,
    remedy: () =>
      'Copy the tenant id again. With a provider of your own, enter its address exactly as it names itself, a final slash included: OpenID compares letter by letter.'
  }),
  'oauth.endpoint.elsewhere': entry<{ endpoint: string; expected: string }>({
    title: 'The secret would go to an unexpected host',
    who: 'network-administrator',
    origin: 'microsoft',
    cause: ({ endpoint, expected }) =>
      `Secrets are sent to the token address, and the document that came says that it is ${endpoint}. Expected is ${expected}. The secret was not sent.`,
    remedy: () =>
      'Check the cloud first. If it is right, find out who answered: a proxy that opens encrypted connections can change such a document. Send no secret before that is known.'
  }),
  'oauth.token.refused': entry<Host & { error: string; words: string }>({
    title: 'The provider refused the client id or the secret',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ host, error, words }) => `${host} answered “${error}” to the request for a token: ${words}.`,
    remedy: ({ error }) =>
      error === 'invalid_client'
        ? 'Client id and secret do not belong together, or the secret has ended. Copy both again, or make a new secret.'
        : 'Client id and secret may be right: this answer is about what the application may ask for. Compare the registration with what Files.com needs.'
  }),
  'oauth.token.unreadable': entry<Host & { because: string }>({
    title: 'The answer to the secret cannot be used',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, because }) =>
      `${host} was asked for a token and did not answer as OAuth demands: ${because}. So the secret is neither proved nor refused.`,
    remedy: () =>
      'Try again in a few minutes. If it stays, something between this computer and the provider changes the answers: ask whoever runs the network.'
  }),
  'oauth.network.name-unknown': entry<Host>({
    title: 'The name of the provider is unknown',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host }) => `This computer asked its name server for the address of ${host} and was given none. Nothing was sent.`,
    remedy: ({ host }) =>
      `Check that this computer is online and may look up names of the internet. Where only a proxy may, set the proxy of your company, so that ${host} is asked through it. Files.com reaches Microsoft by itself: sign-in does not need this computer.`
  }),
  'oauth.network.unreachable': entry<Host & { text: string }>({
    title: 'The provider cannot be reached',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) => `No answer came from ${host}: ${text}.`,
    remedy: ({ host }) =>
      `Check that this computer may reach ${host} on TCP port 443, with the proxy that your company uses. Files.com reaches Microsoft by itself and never through this computer: the set-up may be right all the same.`
  }),
  'oauth.network.timed-out': entry<Host>({
    title: 'The provider did not answer in time',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host }) => `${host} was asked, and within the time of this test its answer did not come, or not to its end.`,
    remedy: () => 'Try again. If it stays, a firewall or proxy holds the answer back: ask whoever runs the network.'
  }),
  'oauth.network.not-trusted': entry<Host & { text: string }>({
    title: 'The provider could not prove who it is',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ host, text }) =>
      `TLS with ${host} failed: ${text}. Nothing was sent: whoever can pretend to be this host would get the secret.`,
    remedy: () =>
      'For a host of Microsoft this nearly always means a proxy that opens encrypted connections: its authority has to be trusted by this computer. Another host needs its certificate repaired.'
  })
}
