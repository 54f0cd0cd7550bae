import { counted, entry, seconds, type Nothing } from './entry.ts'

// RFC 4511, appendix A.
const BUSY = 51
const UNAVAILABLE = 52

/** What can go wrong while reading: root entry, base, people, groups, limits, other hosts. */
export const readProblems = {
  'ldap.not-ldap': entry<{ host: string; port: number }>({
    title: 'This is no directory server',
    who: 'you',
    origin: 'your-directory',
    cause: ({ host, port }) => `${host} port ${port} answered, but not in LDAP.`,
    remedy: () => 'Check host and port: something else listens there. LDAPS normally uses 636, LDAP 389.'
  }),
  'ldap.no-answer': entry<{ what: string; timeoutMs: number }>({
    title: 'The server stays silent',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ what, timeoutMs }) =>
      `The server accepted the connection, but did not answer ${what} within ${seconds(timeoutMs)}. This application’s clock ran out, not the directory’s.`,
    remedy: () => 'Check the load of the directory server, or allow more time (command line: --timeout), and check again.'
  }),
  'ldap.connection-closed': entry<{ what: string; text: string }>({
    title: 'The connection broke',
    who: 'network-administrator',
    origin: 'your-directory',
    cause: ({ what, text }) =>
      `The connection ended during ${what}${text === '' ? '' : ` (${text})`}. What was read until then is incomplete and not used.`,
    remedy: () => 'Check again. If it happens every time, look for a device that cuts connections, and at the server’s log.'
  }),
  'ldap.connection-not-opened': entry<{ what: string; text: string }>({
    title: 'The connection could not be opened again',
    who: 'network-administrator',
    origin: 'your-directory',
    cause: ({ what, text }) =>
      `For ${what} a connection of its own was needed, and it could not be opened${text === '' ? '' : `: ${text}`}.`,
    remedy: () => 'Check again. Earlier rungs could connect, so the server may limit the number of connections or be overloaded.'
  }),
  'ldap.root-dse.hidden': entry<{ text: string }>({
    title: 'The server does not introduce itself',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ text }) =>
      `The server speaks LDAP, but did not show its root entry${text === '' ? '' : `: “${text}”`}. Type, base DN and limits cannot be found out.`,
    remedy: () => 'Allow everybody to read the root entry (rootDSE) as the standard intends, or fill in type and base DN by hand.'
  }),
  'ldap.type-mismatch': entry<{ found: string; chosen: string }>({
    title: 'The server is of another type',
    who: 'you',
    origin: 'your-directory',
    cause: ({ found, chosen }) => `You chose ${chosen}; the server answers like ${found}.`,
    remedy: ({ found }) => `Choose the type that fits (${found}), here and at Files.com: it decides how users and groups are searched.`
  }),
  'ldap.type-unknown': entry<Nothing>({
    title: 'The server’s type is unknown',
    who: 'you',
    origin: 'your-directory',
    cause: () => 'The server’s root entry fits neither Active Directory nor OpenLDAP.',
    remedy: () => 'Choose the type by hand. Files.com offers Active Directory and OpenLDAP; other servers usually behave like OpenLDAP.'
  }),
  'ldap.base.missing': entry<{ base: string; nearest: string; children: string }>({
    title: 'The base DN does not exist',
    who: 'you',
    origin: 'your-directory',
    cause: ({ base, nearest }) =>
      `${base} was not found.${nearest === '' ? '' : ` The nearest existing parent is ${nearest}.`} Some servers also say this of entries that the account may not see.`,
    remedy: ({ children }) =>
      children === ''
        ? 'Correct the base DN, or accept the suggestion.'
        : `Correct the base DN. Below the nearest parent there are, the most similar first: ${children}.`
  }),
  'ldap.base.syntax': entry<{ base: string }>({
    title: 'The base DN is malformed',
    who: 'you',
    origin: 'your-directory',
    cause: ({ base }) => `The server cannot read “${base}” as a distinguished name.`,
    remedy: () =>
      'Write it like OU=Staff,DC=corp,DC=com: commas (not slashes) between the parts, “=” in each; a comma inside a name needs a backslash before it.'
  }),
  'ldap.base.other-domain': entry<{ base: string; referral: string }>({
    title: 'The base DN belongs to another server',
    who: 'you',
    origin: 'your-directory',
    cause: ({ base, referral }) =>
      `This server does not hold ${base} and points to ${referral}. Referrals are never followed: the password would go to a server nobody chose.`,
    remedy: () => 'Enter a domain controller of that domain as host, or use the global catalog (port 3269), or correct the base DN.'
  }),
  'ldap.base.above-domain': entry<{ base: string; contexts: string }>({
    title: 'The base DN lies outside the directory’s own tree',
    who: 'you',
    origin: 'your-directory',
    cause: ({ base, contexts }) => `“${base}” is above or beside what this server holds: ${contexts}.`,
    remedy: ({ contexts }) =>
      `Use one of these as base DN, or an entry below: ${contexts}. For a whole forest use the global catalog (port 3269).`
  }),
  'ldap.base.hidden': entry<{ base: string; text: string }>({
    title: 'The account may not see the base',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ base, text }) => `The server does not let this account read ${base}${text === '' ? '' : `: “${text}”`}.`,
    remedy: () => 'Give the service account the right to read the base and everything below.'
  }),
  'ldap.users.none': entry<{ base: string; filter: string; without: string }>({
    title: 'No people were found',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ base, filter, without }) => `The search below ${base} with ${filter} succeeded and returned nobody. ${without}`,
    remedy: () =>
      'Either the base DN is beside the people, or the account may not see them: a directory that hides entries answers “success” with nothing in it. Compare with a search by an administrator.'
  }),
  'ldap.users.size-limit': entry<{ seen: number }>({
    title: 'The server stops before the end',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ seen }) =>
      `After ${counted(seen, 'entry', 'entries')} the server ended the search: size limit exceeded. Paging does not help; this account may not read more at a time.`,
    remedy: () =>
      'Raise the size limit for this account. OpenLDAP: limits dn.exact="…" size=unlimited (or size.prtotal=unlimited) in the database’s configuration. Until then the hourly sync sees only a part, and would take the rest for gone.'
  }),
  'ldap.users.time-limit': entry<{ seen: number }>({
    title: 'The directory’s clock ran out',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ seen }) => `After ${counted(seen, 'entry', 'entries')} the server ended the search: its own time limit was reached.`,
    remedy: () => 'Raise the server’s time limit for this account, narrow the base DN, or have the searched attributes indexed.'
  }),
  'ldap.users.admin-limit': entry<{ seen: number }>({
    title: 'An administrative limit ended the search',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ seen }) => `After ${counted(seen, 'entry', 'entries')} the server ended the search: administrative limit exceeded.`,
    remedy: () =>
      'Look at the query policy (Active Directory: MaxTempTableSize, MaxResultSetSize) or the limits of the database, or narrow the base DN.'
  }),
  'ldap.users.refused': entry<{ what: string; code: number; name: string; text: string }>({
    title: 'The search was refused',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ what, code, name, text }) => `The server refused ${what} with result ${code} (${name})${text === '' ? '' : `: “${text}”`}.`,
    remedy: ({ code }) =>
      code === BUSY || code === UNAVAILABLE
        ? 'Check again in a minute; if it stays, look at the load of the server, or use another host.'
        : 'Give the service account the right to search below the base DN; the server’s log has the reason.'
  }),
  'ldap.users.not-signed-in': entry<{ what: string }>({
    title: 'The server has forgotten who we are',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ what }) => `The sign-in was answered with success, and then ${what} was refused because nobody had signed in.`,
    remedy: () =>
      'Something between this computer and the directory answers the sign-in without passing it on. Look for a load balancer or proxy.'
  }),
  'ldap.attributes.username-absent': entry<{ field: string; people: number; alternatives: string }>({
    title: 'Nobody has the user name field',
    who: 'you',
    origin: 'your-directory',
    cause: ({ field, people }) =>
      `None of ${counted(people, 'person', 'people')} has a value in ${field}, so nobody would get a user name.`,
    remedy: ({ alternatives }) =>
      alternatives === ''
        ? 'Choose another user name field, or give the account the right to read this one.'
        : `Choose another user name field. These are filled: ${alternatives}.`
  }),
  'ldap.attributes.missing': entry<{ missing: string; people: number }>({
    title: 'Some people lack what a user needs',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ missing, people }) => `Of ${counted(people, 'person', 'people')}, ${missing}.`,
    remedy: () =>
      'Fill the missing values in the directory, or leave these people out by a group filter. Without a user name nobody can be created; without a mail address notices do not arrive.'
  }),
  'ldap.usernames.duplicate': entry<{ field: string; count: number }>({
    title: 'Several people share a user name',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ field, count }) =>
      `${counted(count, 'value', 'values')} of ${field} ${count === 1 ? 'is' : 'are'} used more than once, upper and lower case being the same.`,
    remedy: ({ field }) =>
      `Make ${field} unique, choose another user name field, or narrow the base DN. Otherwise one account would serve several people.`
  }),
  'ldap.usernames.double-suffix': entry<{ field: string; domain: string }>({
    title: 'User names would end in two domains',
    who: 'you',
    origin: 'your-directory',
    cause: ({ field, domain }) =>
      `${field} already holds a domain, and Files.com appends “@${domain}”. Whether Files.com avoids that is not documented.`,
    remedy: () => 'Leave the domain empty when the user name field already holds one, or choose sAMAccountName.'
  }),
  'ldap.groups.none': entry<{ base: string; filter: string }>({
    title: 'No groups were found',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ base, filter }) => `The search below ${base} with ${filter} succeeded and returned no group.`,
    remedy: () => 'Group filters will match nothing. If groups live elsewhere, use a base DN that holds both people and groups.'
  }),
  'ldap.memberships.none-readable': entry<{ groups: number }>({
    title: 'All groups look empty',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ groups }) =>
      `${counted(groups, 'group was', 'groups were')} read, and not one shows a member. Most likely the account may not read memberships.`,
    remedy: () => 'Give the service account the right to read the members of groups.'
  }),
  'ldap.memberships.range-incomplete': entry<{ group: string; read: number }>({
    title: 'A large group could not be read to its end',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ group, read }) =>
      `${group} hands out its members in parts, and after ${counted(read, 'member', 'members')} the server gave no further part and no end mark.`,
    remedy: () => 'Check again. If it stays, the server, or a device before it, changes range requests; the list of members is not used.'
  }),
  'ldap.limits.met': entry<{ limit: string }>({
    title: 'A limit of the server cuts results',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ limit }) => `This account met a limit: ${limit}.`,
    remedy: () => 'Raise the limit for the service account. What lies beyond it is invisible to the hourly sync.'
  }),
  'ldap.referrals.hide-people': entry<{ count: number; where: string }>({
    title: 'A part of the tree is held elsewhere',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ count, where }) =>
      `The search met ${counted(count, 'pointer', 'pointers')} to other servers: ${where}. They are not followed, so people there are not counted.`,
    remedy: () => 'If people live there, use the global catalog (port 3269, base DN of the whole forest), or set up that domain as well.'
  }),
  'ldap.backup.differs': entry<{ host: string; differences: string }>({
    title: 'The backup host is not the same',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ host, differences }) => `${host} differs from the first host: ${differences}.`,
    remedy: () =>
      'A fail-over to this host would change who is found. Check that both belong to the same domain, hold the same base, and replicate.'
  })
}
