import { counted, entry, type Nothing } from './entry.ts'

interface Compared {
  readonly found: string
  readonly wanted: string
  /** A sentence about what differs, or none: `They differ in a final slash only.` */
  readonly difference: string
}

/** What can be wrong with a SAML response. */
export const samlResponseProblems = {
  'saml.response.not-found': entry<{ found: string }>({
    title: 'No SAML response in this text',
    who: 'you',
    origin: 'this-computer',
    cause: ({ found }) => `What was given is ${found}. A response was looked for in all the forms in which browsers hold one.`,
    remedy: () =>
      'In the browser press F12, open “Network”, tick “Preserve log”, sign in once, select the request named “consume” and copy the value of SAMLResponse. A saved HAR file works as well.'
  }),
  'saml.response.several-in-file': entry<{ count: number }>({
    title: 'The file holds several responses',
    who: 'you',
    origin: 'this-computer',
    cause: ({ count }) =>
      `${counted(count, 'response is', 'different responses are')} in what was given, and which one is meant cannot be guessed.`,
    remedy: () => 'Copy the value of SAMLResponse of the one request, or record again with a single sign-in.'
  }),
  'saml.response.other-document': entry<{ found: string }>({
    title: 'This is no SAML 2.0 response',
    who: 'you',
    origin: 'this-computer',
    cause: ({ found }) => `The XML is ${found}. A sign-in is proved by the element Response of SAML 2.0.`,
    remedy: () => 'Copy the value of SAMLResponse from the request that the browser sends to https://app.files.com/saml/consume.'
  }),
  'saml.response.status-refused': entry<{ status: string; said: string }>({
    title: 'The sign-in was refused',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ status, said }) => `The response carries a refusal instead of a person: ${status}. ${said}`,
    remedy: () =>
      'Look the sign-in up in the Entra admin center: Entra ID > Monitoring & health > Sign-in logs. Its failure reason says more than the response.'
  }),
  'saml.response.no-assertion': entry<Nothing>({
    title: 'The response says nothing about a person',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'The status is success, and there is no assertion: the part that names the person is missing.',
    remedy: () =>
      'Copy the response again, as a whole. If it is complete, remove single sign-on from the application in Entra ID and set it up again.'
  }),
  'saml.response.several-assertions': entry<{ count: number }>({
    title: 'The response holds several assertions',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ count }) =>
      `${counted(count, 'assertion stands', 'assertions stand')} side by side. Which one names the person depends on the reader, and that is how forged ones are smuggled in.`,
    remedy: () => 'Do not accept it. Entra ID sends exactly one: find out what changed the response on its way.'
  }),
  'saml.response.assertion-misplaced': entry<{ where: string }>({
    title: 'An assertion is hidden where none belongs',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `An assertion stands here: ${where}. That is the shape of signature wrapping: one part is signed, another one is read.`,
    remedy: () =>
      'Do not accept it. No identity provider sends this: find out who made it, and treat it as an attempt to sign in as somebody else.'
  }),
  'saml.response.comment-in-value': entry<{ where: string }>({
    title: 'A comment or CDATA section interrupts a value',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `A text is interrupted by a comment or a CDATA section: ${where}. Some readers take the whole text and some only its first piece, while the signature holds for both.`,
    remedy: () => 'Do not accept it. Entra ID writes neither: find out who changed the response.'
  }),
  'saml.response.duplicate-id': entry<{ where: string }>({
    title: 'Two parts share one id',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `An id occurs more than once: ${where}. A signature names what it covers by id, so which part it covers depends on the reader.`,
    remedy: () => 'Do not accept it. Find out who made or changed the response.'
  }),
  'saml.response.signature-misplaced': entry<{ where: string }>({
    title: 'A signature stands where none belongs',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ where }) =>
      `A signature was found here: ${where}. SAML has it directly in the response or in its assertion, and nowhere else.`,
    remedy: () => 'Do not accept it. Find out who made or changed the response.'
  }),
  'saml.response.encrypted': entry<{ what: string; algorithm: string }>({
    title: 'A part is encrypted and cannot be read here',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ what, algorithm }) =>
      `${what} is encrypted (${algorithm}). Only the holder of the private key can read it; that Files.com takes encrypted assertions from Entra ID is not documented.`,
    remedy: () =>
      'In the Entra admin center open the application, Security > Token encryption, and deactivate the certificate. Then sign in again and look at the new response.'
  }),
  'saml.response.unsigned': entry<Nothing>({
    title: 'Nothing in the response is signed',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'Neither the response nor its assertion carries a signature, so anybody could have written it.',
    remedy: () =>
      'In Entra ID open the application, Single sign-on, SAML Certificates, Edit, and set the signing option to “Sign SAML assertion” or to response and assertion. If it is set already, the response was changed after Microsoft had sent it.'
  }),
  'saml.response.key-unknown': entry<{ signer: string; known: string; trust: string; how: string }>({
    title: 'Signed with a key that is not configured',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ signer, known, trust }) => `The response was signed with ${signer}, which ${trust} does not know. Known there: ${known}.`,
    remedy: ({ how }) =>
      `Compare with the active certificate of the application in Entra ID (Single sign-on, SAML Certificates). If that one is new, ${how}. If it is not the active one either, the response comes from another application or tenant.`
  }),
  'saml.response.key-ended': entry<{ signer: string; begins: string; ends: string }>({
    title: 'The certificate of the key is outside its dates',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ signer, begins, ends }) =>
      `The response was signed with ${signer}, valid from ${begins} to ${ends}. Microsoft goes on signing with an ended certificate; whether Files.com minds the dates is not documented.`,
    remedy: () =>
      'Create a new signing certificate in Entra ID, tell Files.com about it, and only then make it active: the key roll-over of this application shows the order.'
  }),
  'saml.response.issuer-wrong': entry<{ found: string; wanted: string }>({
    title: 'Another identity provider issued this',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found, wanted }) => `The response names as its issuer: ${found}. The configuration knows only ${wanted}.`,
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
  }),
  'saml.response.name-id-missing': entry<Nothing>({
    title: 'The response names nobody',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () =>
      'The name identifier (NameID), from which the user name is taken, is missing or empty. Usually the attribute chosen as its source is empty for this person.',
    remedy: () => 'In Entra ID, Attributes & Claims, set the Unique User Identifier to user.userprincipalname: everybody has one.'
  }),
  'saml.response.name-id-opaque': entry<{ format: string }>({
    title: 'The person arrives as an id, not as a name',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ format }) =>
      `The name identifier is ${format}: a value that fits no user name at Files.com. A new account of that name could be created.`,
    remedy: () =>
      'In Entra ID, Attributes & Claims, open the Unique User Identifier: name identifier format “Email address” or “Unspecified”, source user.userprincipalname.'
  }),
  'saml.response.name-id-guest': entry<Nothing>({
    title: 'A guest arrives under a technical name',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () =>
      'The name identifier has #EXT# in it: the internal name that Entra ID gives to guests of other organisations. No Files.com user is called so.',
    remedy: () =>
      'In Attributes & Claims add a claim condition for guests that takes user.mail or user.localuserprincipalname as the Unique User Identifier, and name their accounts at Files.com alike.'
  }),
  'saml.response.username-unusable': entry<{ because: string }>({
    title: 'No Files.com user can have this name',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ because }) => `The user name that results ${because}. The limits are those of this application: Files.com documents none.`,
    remedy: () =>
      'Correct the attribute from which the Unique User Identifier is taken, for this person, in Entra ID or in the directory it is synchronised from.'
  }),
  'saml.response.mail-differs': entry<Nothing>({
    title: 'Mail address and sign-in name are not the same',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () =>
      'NameID, user principal name and mail address of this person are not all equal. Files.com warns of it: sign-in may look for an account under one of them while provisioning made it under another, and a second account appears.',
    remedy: () =>
      'Make mail and user principal name equal in Entra ID. Where that cannot be, create the accounts with LDAP provisioning under the name that sign-in sends. Correct the mail before you delete a duplicate.'
  }),
  'saml.response.method-missing': entry<Nothing>({
    title: 'How the person signed in is not said',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'The assertion has no statement about an authentication, or none that names its method. A service may refuse it for that.',
    remedy: () => 'Entra ID always sends one: look at what made or changed this response.'
  }),
  'saml.response.groups-are-ids': entry<{ count: number }>({
    title: 'Groups arrive as ids, not as names',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ count }) =>
      `${counted(count, 'group of this person is', 'groups of this person are')} sent as object ids. When Files.com creates groups at sign-in, they will be called so.`,
    remedy: () =>
      'Switch off group provisioning at sign-in and use SCIM, which sends names. Or send names in the claim: sAMAccountName for synchronised groups, the display name for cloud groups that are assigned to the application.'
  }),
  'saml.response.groups-overage': entry<{ because: string }>({
    title: 'Too many groups: a link was sent instead',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ because }) =>
      `${because} Above 150 groups Entra ID leaves them out of a SAML response and sends a link to Microsoft Graph, which Files.com has no key for.`,
    remedy: () =>
      'In the group claim choose “Groups assigned to the application”, or filter the groups by name, so that nobody has more than 150.'
  })
}
