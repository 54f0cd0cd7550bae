import { counted, entry, type Nothing } from './entry.ts'

/** `account` is how the user typed the name; never the password. */
interface Account {
  readonly account: string
}

/** The service account once it is signed in, and a real person who is looked up. */
export const accountProblems = {
  'ldap.identity.anonymous': entry<Account>({
    title: 'The server said “welcome”, but treats us as a guest',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `The sign-in of ${account} was answered with success, and yet the server does not know who we are. The password proves nothing here.`,
    remedy: () =>
      'Something between this computer and the directory, or the server itself, answers without checking. Look for a proxy, and check the account’s name and its entry.'
  }),
  'ldap.identity.other': entry<Account & { identity: string }>({
    title: 'The server knows us under another name',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, identity }) => `We signed in as ${account}, and the server calls us ${identity}.`,
    remedy: () =>
      'Check whether a mapping of names on the server is intended (authz-regexp, alias). Rights follow the name that the server uses.'
  }),
  'ldap.account.few-tries-left': entry<Account & { left: number; threshold: number; windowMinutes: number }>({
    title: 'The account is close to being locked',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, left, threshold, windowMinutes }) =>
      `${account} has ${counted(left, 'try', 'tries')} left before it is locked: ${threshold} wrong passwords within ${counted(windowMinutes, 'minute', 'minutes')} lock it. This sign-in was right, so another program uses a wrong password.`,
    remedy: () =>
      'Find the program that uses an old password of this account; directory event 4625 or 4771 on the domain controller names its computer.'
  }),
  'ldap.account.too-powerful': entry<Account & { groups: string }>({
    title: 'The service account may do too much',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, groups }) =>
      `${account} is a member of ${groups}. It only needs to read; whoever gets its password could take over the directory.`,
    remedy: () =>
      'Use an ordinary account without extra groups: reading users and groups is allowed to every account of a domain by default.'
  }),
  'ldap.account.password-ends-soon': entry<Account & { ends: string; days: number }>({
    title: 'The service account’s password ends soon',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, ends, days }) =>
      `The password of ${account} ends on ${ends}, in ${counted(days, 'day', 'days')}. From then on the hourly sync fails, and Files.com switches it off after repeated failures.`,
    remedy: () => 'Renew it before that day, here and at Files.com, or exempt the account from expiry.'
  }),
  'ldap.person.inactive': entry<{ states: string }>({
    title: 'This person is found, but not active',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ states }) =>
      `The account is ${states}. The person is in scope; what the hourly sync does with such an account is not documented in every case.`,
    remedy: () =>
      'If the person should work with Files.com, bring the account back to life in the directory: enable it, extend it, or unlock it.'
  }),
  'ldap.person.other-name': entry<{ field: string; matchedBy: string }>({
    title: 'This person has another user name',
    who: 'you',
    origin: 'your-directory',
    cause: ({ field, matchedBy }) =>
      `Somebody of this name is below the base DN, but the name stands in ${matchedBy}, and the user name is taken from ${field}.`,
    remedy: ({ matchedBy }) =>
      `Tell the person the user name shown as evidence, or choose ${matchedBy} as user name field if it is what people type.`
  }),
  'ldap.person.not-a-person': entry<Nothing>({
    title: 'This entry is no person',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: () =>
      'An entry of this name is below the base DN, but the search for people leaves it out: its object classes are those of a computer, a contact, a group or a service.',
    remedy: () => 'Only ordinary accounts become users. Give the person an account of their own.'
  }),
  'ldap.person.outside-base': entry<{ base: string }>({
    title: 'This person is outside the base DN',
    who: 'you',
    origin: 'your-directory',
    cause: ({ base }) => `Somebody of this name exists in the directory, but not below ${base}, so the sync would never see them.`,
    remedy: () => 'Choose a base DN that includes the entry shown as evidence, or move the entry.'
  }),
  'ldap.person.not-found': entry<{ person: string; base: string }>({
    title: 'This person was not found',
    who: 'you',
    origin: 'your-directory',
    cause: ({ person, base }) => `No entry below ${base} that this account may see is called ${person}.`,
    remedy: () => 'Check the user name and the user name field, and whether the base DN includes this person.'
  }),
  'ldap.person.ambiguous': entry<{ person: string; count: number }>({
    title: 'Several people have this user name',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ person, count }) => `${count} entries have the user name ${person}. No password was sent.`,
    remedy: () => 'User names must be unique below the base DN. Rename one, or narrow the base DN.'
  })
}
