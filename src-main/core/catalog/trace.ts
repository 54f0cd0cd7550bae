import { counted, entry } from './entry.ts'

interface OfPerson {
  readonly person: string
}

interface OfProvider extends OfPerson {
  readonly provider: string
}

/** What can be wrong with one person: why somebody does not get in, or got in as somebody else. */
export const traceProblems = {
  'trace.person.several': entry<OfPerson & { count: number }>({
    title: 'Several people are called so',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, count }) =>
      `The site has ${counted(count, 'user', 'users')} who could be meant by “${person}”. Which one is not clear, so nothing was judged.`,
    remedy: () => 'Ask again with the user name of the one that is meant: it is the only name that nobody shares.'
  }),
  'trace.person.unknown': entry<OfPerson & { nearest: string }>({
    title: 'Nobody is called so',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, nearest }) =>
      `No user of the site, no sign-in and no request of Entra ID names “${person}”, and no directory that was asked knows the name.${nearest}`,
    remedy: () =>
      'Check the spelling, and try the whole sign-in name with its domain, or the mail address. When it is right, nobody has tried to sign in with it and Entra ID has not sent it: the person is probably not assigned to the application.'
  }),
  'trace.account.missing': entry<OfPerson & { known: string }>({
    title: 'The person has no account on the site',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ person, known }) => `${known} ${person}, and Files.com has no user of this name or mail.`,
    remedy: () =>
      'With SCIM: assign the person to the application in Entra ID and use “Provision on demand”. With LDAP provisioning: see what the sync says about the person. Without either, the first sign-in makes the account when the provider is allowed to create users.'
  }),
  'trace.account.disabled': entry<OfPerson>({
    title: 'The account is disabled in Files.com',
    who: 'you',
    origin: 'files-com',
    cause: ({ person }) => `Files.com says that ${person} is disabled: nobody gets in with this account, whatever Entra ID says.`,
    remedy: () =>
      'Find out who disabled it first: the requests of Entra ID and the entries of the sync stand in the time line. If Entra ID did, put the person back into its scope, and it enables the account again. Otherwise enable it in Files.com under Users.'
  }),
  'trace.account.locked': entry<OfPerson & { until: string }>({
    title: 'The account is locked in Files.com',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, until }) => `After failed attempts Files.com has locked ${person} until ${until}.`,
    remedy: () =>
      'Wait until then, or unlock the user in Files.com. A program that still uses an old password by FTP or SFTP is the usual reason: stop it, or the lock comes back.'
  }),
  'trace.provider.off': entry<OfProvider & { users: string }>({
    title: 'The provider of this person is switched off',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, provider, users }) => `${person} signs in by ${provider}, which is not enabled${users}. Nobody gets in by it.`,
    remedy: () =>
      'Switch it on by a plan or in the web form. Files.com switches a provider off by itself after many failures, so find their reason first: the failed sign-ins before it tell.'
  }),
  'trace.provider.missing': entry<OfPerson & { provider: string }>({
    title: 'The provider of this person does not exist',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, provider }) => `${person} shall sign in by single sign-on, and ${provider}. So there is no way in.`,
    remedy: () => 'Give the user the provider by a plan: the method “sso” with the number of the provider.'
  }),
  'trace.provider.hidden': entry<OfProvider>({
    title: 'The sign-in button of the provider is not displayed',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, provider }) =>
      `${person} signs in by ${provider}, whose button is not shown on the sign-in page of the site. People who open that page do not see how to get in.`,
    remedy: () =>
      'Display it by a plan (show on login page), or give people the address of the application in Entra ID. When it is hidden on purpose, this is no fault.'
  }),
  'trace.method.not-sso': entry<OfProvider & { method: string }>({
    title: 'This user does not sign in by Entra ID',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, provider, method }) =>
      `The authentication method of ${person} is “${method}”. A sign-in through ${provider} needs the method “sso” with this provider.`,
    remedy: () =>
      'Set the method by a plan. Passwords then no longer count for SFTP, FTP, WebDAV and the API: whoever uses those needs keys first. Leave at least one administrator with a password.'
  }),
  'trace.method.other-provider': entry<OfProvider & { other: string }>({
    title: 'This user belongs to another provider',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, provider, other }) => `A sign-in as ${person} came through ${other}, and the account signs in by ${provider}.`,
    remedy: () => 'Decide by which of the two the person shall sign in. To move the person, set the provider of the user by a plan.'
  }),
  'trace.name.changed': entry<OfPerson & { name: string; how: string }>({
    title: 'The user name was changed elsewhere',
    who: 'you',
    origin: 'files-com',
    cause: ({ person, name, how }) =>
      `Files.com has the person as ${person}, and elsewhere the person is called ${name}, a name that no user of the site has: ${how}. Files.com may not follow such a change by itself.`,
    remedy: () =>
      'Rename the user by a plan, and change the mail in the same step when it has changed as well. Or use “Provision on demand” in Entra ID with the new name. In Entra ID, UPN and mail are best changed together.'
  }),
  'trace.name.perhaps-changed': entry<OfPerson & { name: string; how: string }>({
    title: 'The user name may have been changed elsewhere',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ person, name, how }) =>
      `Nobody on the site is called ${name}, and it may be ${person}: ${how}. That is a likeness and no proof.`,
    remedy: () =>
      'Ask the person, or look in the audit log of Entra ID whether the user was renamed. Rename nobody before that is certain: the account holds files, and a wrong name gives them to somebody else.'
  }),
  'trace.account.doubled': entry<{ person: string; other: string; how: string; arrives: string }>({
    title: 'The person has two accounts',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ person, other, how, arrives }) =>
      `The accounts ${person} and ${other} belong together: ${how}.${arrives} That happens when mail and UPN differ: the sign-in looks for one name, finds nobody and makes a second account.`,
    remedy: () =>
      'Keep to the order. First make UPN and mail equal in Entra ID. Then let the person sign in, and see that the right account is reached. Only then deal with the duplicate: gone too early, the next sign-in makes it again.'
  }),
  'trace.sync.leaves-out': entry<OfPerson & { sentence: string; remedy: string }>({
    title: 'The LDAP sync does not take this person',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ sentence }) => sentence,
    remedy: ({ remedy }) => remedy
  }),
  'trace.directory.state': entry<OfPerson & { state: string }>({
    title: 'The account in the directory cannot be used',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ person, state }) =>
      `In the directory the account of ${person} ${state}. When Entra ID is synchronised from this directory, the person cannot sign in there either.`,
    remedy: () => 'Repair the account in the directory, and wait for its synchronisation to Entra ID.'
  }),
  'trace.identity.differs': entry<OfPerson & { sentence: string }>({
    title: 'The ways in call this person by different names',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ sentence }) => sentence,
    remedy: () =>
      'Make UPN and mail equal for this person in Entra ID, before the next sign-in; or let the sign-in take the user principal name (Unique User Identifier user.userprincipalname), as provisioning does. Where they cannot be made equal, LDAP provisioning is the way that Files.com advises. The Identity screen lists everybody concerned.'
  })
}
