import { entry, seconds } from './entry.ts'

/** `account` is how the user typed the name; never the password. */
interface Account {
  readonly account: string
}

/** Sub-codes of Active Directory: shared/domain-facts 5.1; those that prove the password right say so. */
export const bindProblems = {
  'ldap.bind.empty-password': entry<Account>({
    title: 'The password is empty',
    who: 'you',
    origin: 'this-computer',
    cause: ({ account }) =>
      `No password was given for ${account}. Nothing was sent: many servers take an empty password as a guest and answer “success”, which would prove nothing.`,
    remedy: () => 'Enter the password of the service account.'
  }),
  'ldap.bind.cleartext-not-allowed': entry<Account>({
    title: 'The password was not sent in clear',
    who: 'you',
    origin: 'this-computer',
    cause: ({ account }) =>
      `Security is “none”, so the password of ${account} would travel readable by everybody on the way. It was not sent.`,
    remedy: () =>
      'Choose LDAPS or StartTLS. If you accept that the password can be read on the network, say so explicitly below the security setting (command line: --allow-cleartext).'
  }),
  'ldap.bind.tls-wanted': entry<Account & { text: string }>({
    title: 'The server wants encryption before a password',
    who: 'you',
    origin: 'your-directory',
    cause: () =>
      'The server refused to look at the password because the connection is not encrypted. This says nothing about the password.',
    remedy: () =>
      'Choose LDAPS (port 636) or StartTLS. Since the password has already travelled in clear once, change it when others could have listened.'
  }),
  'ldap.bind.channel-binding': entry<Account>({
    title: 'The server demands channel binding',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `The server answered 80090346: the password of ${account} was fine, but the policy “LDAP server channel binding token requirements” refused this kind of sign-in.`,
    remedy: () =>
      'Use LDAPS with a simple sign-in (as Files.com does); if it is refused even so, set that policy to “When supported”. Directory service events 3039 to 3041 name the refused clients.'
  }),
  'ldap.bind.wrong-name-or-password': entry<Account & { hint: string }>({
    title: 'Name or password is wrong',
    who: 'you',
    origin: 'your-directory',
    cause: ({ account }) =>
      `The server refused ${account}. It answers the same for an unknown name and for a wrong password, and hides other states of the account while the password is wrong.`,
    remedy: ({ hint }) =>
      `Type the password once more. ${hint} The password was tried once and is not tried again by itself, so that the account is not locked.`
  }),
  'ldap.bind.unknown-user': entry<Account>({
    title: 'The directory does not know this user',
    who: 'you',
    origin: 'your-directory',
    cause: ({ account }) => `The server answered that ${account} does not exist (data 525).`,
    remedy: () => 'Check the form of the name: user@domain, DOMAIN\\user, or the full distinguished name.'
  }),
  'ldap.bind.account-restriction': entry<Account>({
    title: 'A policy keeps this account from signing in',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `The server refused ${account} because of an account restriction (data 52f). Whether the password is right cannot be told from this answer.`,
    remedy: () => 'Look at the account’s policies: “Protected Users”, authentication silos, and whether blank passwords are involved.'
  }),
  'ldap.bind.outside-hours': entry<Account>({
    title: 'The account may not sign in at this hour',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `${account} is outside its logon hours (data 530). Normally this answer comes only with the right password.`,
    remedy: () => 'Allow the service account all hours: Files.com connects around the clock.'
  }),
  'ldap.bind.workstation-restricted': entry<Account>({
    title: 'The account may sign in only from named computers',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `${account} is limited to certain workstations (data 531). Normally this answer comes only with the right password.`,
    remedy: () => 'Remove the “Log On To” limit from the service account: the caller is Files.com, not one of your computers.'
  }),
  'ldap.bind.password-expired': entry<Account>({
    title: 'The password has expired',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `The password of ${account} has expired. Normally this answer comes only with the right password.`,
    remedy: () =>
      'Set a new password for the service account, and either exempt it from expiry or plan its renewal: when it expires, the hourly sync stops.'
  }),
  'ldap.bind.account-disabled': entry<Account>({
    title: 'The account is disabled',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `${account} is disabled (data 533). The password is right: with a wrong one the server would not say so.`,
    remedy: () => 'Enable the account, or use another service account.'
  }),
  'ldap.bind.too-many-groups': entry<Account>({
    title: 'The account is in too many groups',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `${account} has more group memberships than a sign-in can carry (data 568).`,
    remedy: () => 'Use a service account of its own with few group memberships.'
  }),
  'ldap.bind.logon-type-not-granted': entry<Account>({
    title: 'The account lacks the right to sign in this way',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `The domain controller does not grant ${account} this kind of logon (data 569).`,
    remedy: () =>
      'Check the user rights assignment on the domain controllers: “Access this computer from the network” and its “Deny” counterpart.'
  }),
  'ldap.bind.no-logon-server': entry<Account>({
    title: 'No server of the account’s domain is reachable',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `This domain controller cannot reach a domain controller of the domain of ${account} (data 51f).`,
    remedy: () => 'Check the trust and the network between the two domains, or connect to a domain controller of the account’s own domain.'
  }),
  'ldap.bind.invalid-parameter': entry<Account>({
    title: 'The server calls the sign-in malformed',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) => `The server answered “invalid parameter” for ${account} (data 57).`,
    remedy: () => 'Use a simple sign-in inside TLS (LDAPS). The answer is also seen where channel binding is required.'
  }),
  'ldap.bind.account-expired': entry<Account>({
    title: 'The account has expired',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `The account ${account} has passed its end date (data 701). The password is right: with a wrong one the server would not say so.`,
    remedy: () => 'Extend the account, or remove its end date (“Account expires: Never”).'
  }),
  'ldap.bind.must-change-password': entry<Account>({
    title: 'The password must be changed first',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `${account} must change its password at the next logon. The password is right: with a wrong one the server would not say so.`,
    remedy: () =>
      'Active Directory: clear “User must change password at next logon”, or set the final password once as administrator. OpenLDAP: remove pwdReset from the entry. A service account cannot change it by itself.'
  }),
  'ldap.bind.locked-out': entry<Account>({
    title: 'The account is locked',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account }) =>
      `${account} is locked after too many wrong passwords. Whether the password is right cannot be told: the answer is the same either way.`,
    remedy: () =>
      'First stop every other program that still uses an old password, then unlock the account. Trying again now only keeps it locked.'
  }),
  'ldap.bind.bad-name-syntax': entry<Account>({
    title: 'The name is no distinguished name',
    who: 'you',
    origin: 'your-directory',
    cause: ({ account }) => `The server cannot read “${account}” as a distinguished name.`,
    remedy: () => 'This server wants the full name, such as cn=reader,ou=services,dc=example,dc=com: comma between the parts, “=” in each.'
  }),
  'ldap.bind.not-allowed': entry<Account & { text: string }>({
    title: 'The server does not allow this sign-in',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, text }) => `The server refused a simple sign-in by ${account}${text === '' ? '' : `: “${text}”`}.`,
    remedy: () => 'Allow simple sign-in for the service account, and check that the entry has a password.'
  }),
  'ldap.bind.busy': entry<Account & { name: string }>({
    title: 'The server has no time',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ name }) => `The server answered that it cannot serve now (${name}). The password was not judged.`,
    remedy: () => 'Check again in a minute; if it stays, look at the load of the server, or use another host.'
  }),
  'ldap.bind.refused': entry<Account & { code: number; name: string; text: string }>({
    title: 'The sign-in was refused',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, code, name, text }) =>
      `The server refused ${account} with result ${code} (${name})${text === '' ? '' : `: “${text}”`}.`,
    remedy: () => 'Show this answer to whoever runs the directory; the server’s log has the reason.'
  }),
  'ldap.bind.no-answer': entry<Account & { timeoutMs: number }>({
    title: 'The sign-in got no answer',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, timeoutMs }) =>
      `The server did not answer the sign-in of ${account} within ${seconds(timeoutMs)}. This application’s clock ran out; whether the server counted the attempt is unknown.`,
    remedy: () => 'Check the load of the directory server, or allow more time (command line: --timeout), and check again.'
  }),
  'ldap.bind.connection-closed': entry<Account & { text: string }>({
    title: 'The connection broke during the sign-in',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ account, text }) =>
      `The connection ended before the server answered the sign-in of ${account}${text === '' ? '' : ` (${text})`}. Whether the server counted the attempt is unknown.`,
    remedy: () => 'Look at the server’s log and at devices between this computer and the server that cut connections.'
  })
}
