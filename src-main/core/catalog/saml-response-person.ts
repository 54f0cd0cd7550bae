import { counted, entry, type Nothing } from './entry.ts'

/** Whom a response names, and what else it says about the person. */
export const samlResponsePersonProblems = {
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
    title: 'Too many groups for a response',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ because }) =>
      `${because} Above 150 groups Entra ID leaves them out of a SAML response and sends a link to Microsoft Graph, which Files.com has no key for.`,
    remedy: () =>
      'In the group claim choose “Groups assigned to the application”, or filter the groups by name, so that nobody has more than 150.'
  })
}
