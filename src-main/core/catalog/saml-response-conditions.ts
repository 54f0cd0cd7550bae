import { entry, type Nothing } from './entry.ts'

interface Compared {
  readonly found: string
  readonly wanted: string
  /** A sentence about what differs, or none: `They differ in a final slash only.` */
  readonly difference: string
}

/** Who issued a response, for whom, when it holds, and what it answers. */
export const samlResponseConditionProblems = {
  'saml.response.issuer-wrong': entry<{ found: string; wanted: string; difference: string }>({
    title: 'Another identity provider issued this',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, wanted, difference }) =>
      `The response names as its issuer: ${found}. The configuration knows only ${wanted}.${difference === '' ? '' : ` ${difference}`}`,
    remedy: () =>
      'Was the response copied from another application? If not, give Files.com the metadata of the application in Entra ID that people really sign in with.'
  }),
  'saml.response.issuer-slash': entry<{ found: string; wanted: string }>({
    title: 'The issuer differs by its final slash',
    who: 'you',
    origin: 'files-com',
    cause: ({ found, wanted }) =>
      `The response says ${found} and the configuration says ${wanted}. Issuers are compared letter by letter, so these are two.`,
    remedy: ({ found }) => `Enter ${found} as the issuer at Files.com, exactly so.`
  }),
  'saml.response.other-tenant': entry<{ found: string; wanted: string }>({
    title: 'The response comes from another tenant',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, wanted }) => `The response was issued by tenant ${found}; the configuration is about tenant ${wanted}.`,
    remedy: () =>
      'Decide which tenant is right. Then take the App Federation Metadata Url from the application in that one; people of other tenants have to be invited as guests.'
  }),
  'saml.response.not-entra': entry<{ product: string; issuer: string }>({
    title: 'Not issued by Microsoft Entra ID',
    who: 'you',
    origin: 'microsoft',
    cause: ({ product, issuer }) =>
      `The issuer ${issuer} looks like ${product}. The other rungs still hold; what they say about Entra ID does not.`,
    remedy: () =>
      'If that is the provider you mean, choose its own kind at Files.com rather than Microsoft. If not, look at which sign-in button was pressed.'
  }),
  'saml.response.destination-wrong': entry<Compared>({
    title: 'Sent to another address than that of Files.com',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, wanted, difference }) => `The destination of the response is ${found}, and it has to be ${wanted}. ${difference}`,
    remedy: ({ wanted }) =>
      `In Entra ID, Basic SAML Configuration, set the Reply URL to ${wanted} and remove others, or mark it as the default.`
  }),
  'saml.response.confirmation-missing': entry<{ because: string }>({
    title: 'The assertion may not be used by a browser',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ because }) => `A sign-in in the browser needs a confirmation of the kind “bearer” with recipient and end. Here ${because}.`,
    remedy: () => 'Entra ID always sends one. Look at what made or changed this response, and copy a fresh one from the browser.'
  }),
  'saml.response.recipient-wrong': entry<Compared>({
    title: 'The assertion is meant for another address',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, wanted, difference }) => `The recipient in the assertion is ${found}, and it has to be ${wanted}. ${difference}`,
    remedy: ({ wanted }) => `In Entra ID, Basic SAML Configuration, set the Reply URL to ${wanted}, exactly so.`
  }),
  'saml.response.audience-wrong': entry<Compared>({
    title: 'The assertion is meant for another service',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, wanted, difference }) => `The audience is ${found}, and it has to be ${wanted}. ${difference}`,
    remedy: ({ wanted }) => `In Entra ID, Basic SAML Configuration, set the Identifier (Entity ID) to ${wanted} and make it the default.`
  }),
  'saml.response.expired': entry<{ ended: string; at: string; late: string }>({
    title: 'The response had ended at that moment',
    who: 'network-administrator',
    origin: 'microsoft',
    cause: ({ ended, at, late }) =>
      `It was valid until ${ended} and is judged at ${at}, ${late} too late. Entra ID adds no reserve for clocks that differ.`,
    remedy: () =>
      'Compare the clocks of the computers involved with a time server. If they agree, the response was sent a second time from a page left open: sign in anew.'
  }),
  'saml.response.ended-meanwhile': entry<{ ended: string; ago: string }>({
    title: 'The response has ended since it was copied',
    who: 'you',
    origin: 'this-computer',
    cause: ({ ended, ago }) =>
      `It was valid until ${ended}, which is ${ago} past. A response lives for about an hour, so every copied one ends like this.`,
    remedy: () => 'Nothing has to be done. To judge it as the service did, give the moment of the sign-in (command line: --at).'
  }),
  'saml.response.not-yet-valid': entry<{ begins: string; at: string; early: string }>({
    title: 'The response was not valid yet',
    who: 'network-administrator',
    origin: 'this-computer',
    cause: ({ begins, at, early }) => `It is valid from ${begins} and is judged at ${at}, ${early} too early.`,
    remedy: () =>
      'Set the clock of this computer by a time server, or give the right moment. Microsoft’s clocks are hardly ever the wrong ones.'
  }),
  'saml.response.times-unreadable': entry<{ what: string; written: string }>({
    title: 'A time in the response cannot be read',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, written }) => `${what} is written as “${written}”, and SAML wants a moment in UTC such as 2026-11-22T05:30:00Z.`,
    remedy: () => 'Entra ID writes all times readably. Look at what made or changed this response, and copy a fresh one.'
  }),
  'saml.response.issued-later': entry<{ issued: string; at: string }>({
    title: 'The response is from the future',
    who: 'you',
    origin: 'this-computer',
    cause: ({ issued, at }) => `It was issued at ${issued}, and is judged at ${at}, which is earlier.`,
    remedy: () => 'Set the clock of this computer by a time server. If you gave a moment yourself, give one after the response was issued.'
  }),
  'saml.response.not-asked-for': entry<Nothing>({
    title: 'Nobody had asked for this response',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () =>
      'The response names no request (InResponseTo): the sign-in began at Microsoft, for example at My Apps. Such a response can be slipped to somebody else, and needs the Relay State to find the site.',
    remedy: () =>
      'If it fails, start from the sign-in page of the site instead, and enter SITE.files.com as the Relay State in Basic SAML Configuration.'
  }),
  'saml.response.in-response-to-differs': entry<{ response: string; assertion: string }>({
    title: 'Response and assertion name different requests',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ response, assertion }) =>
      `The response answers the request ${response}; its assertion answers ${assertion}. They have to name the same one.`,
    remedy: () => 'Sign in again in a fresh private window. If it comes back, the response was put together from two: find out where.'
  })
}
