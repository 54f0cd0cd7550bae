import { counted, entry } from './entry.ts'

/** Just-in-time provisioning: accounts that come into being at the first sign-in, and groups that are called by an id. */
export const jitProblems = {
  'jit.groups.named-by-id': entry<{ count: number }>({
    title: 'Groups are called by an id',
    who: 'you',
    origin: 'files-com',
    cause: ({ count }) =>
      `${counted(count, 'group', 'groups')} of the site ${count === 1 ? 'has' : 'have'} an object id of Entra ID for a name. At a sign-in Entra ID sends the ids of groups, and Files.com calls the groups it makes by what it gets. They work, but nobody knows which is which.`,
    remedy: () =>
      'Give a list of ids and names, for example the group export of Entra ID, and rename them by a plan that can be undone. A later sign-in may make the group with the id once more, so renaming alone does not last: stop sending groups, or let SCIM bring them, as Files.com advises, or LDAP.'
  }),
  'jit.groups.will-be-ids': entry<{ label: string }>({
    title: 'New groups would be called by their ids',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ label }) =>
      `“${label}” takes groups over at the sign-in, and Entra ID sends a group by its object id unless it is told otherwise. Files.com would make groups with such names.`,
    remedy: () =>
      'Switch off “Create groups” for this provider, or send no groups from Entra ID. Where groups are wanted, Files.com advises SCIM, which brings them by their names; LDAP provisioning does too. Entra ID can also send names for some groups; that Files.com takes them is not confirmed.'
  }),
  'jit.leavers.stay': entry<{ label: string }>({
    title: 'Accounts of people who leave stay',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) =>
      `“${label}” makes accounts at the first sign-in and hears nothing afterwards. Who leaves the company cannot sign in through Microsoft any more, but the account stays, and so do its SSH keys and API keys, which work without Microsoft.`,
    remedy: () => 'Disable the accounts of leavers in Files.com as part of your own routine, or let SCIM or LDAP provisioning do it.'
  }),
  'jit.access.everybody-assigned': entry<{ label: string }>({
    title: 'Who may make an account is decided in Entra ID',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ label }) =>
      `Whoever Entra ID lets sign in to the application of “${label}” gets an account at Files.com at that moment. With “Assignment required” that is everybody who is assigned; without it, everybody of the tenant, guests included. From here neither can be seen.`,
    remedy: () =>
      'In the Entra admin center open the enterprise application, Properties, set “Assignment required?” to Yes, and save. Then assign people or groups under Users and groups.'
  }),
  'jit.filters.without-effect': entry<{ label: string; fields: string }>({
    title: 'Group filters do nothing here',
    who: 'you',
    origin: 'files-com',
    cause: ({ label, fields }) =>
      `“${label}” has ${fields}. By the documentation these filters work with LDAP provisioning only; at a sign-in they do not keep anybody out.`,
    remedy: () =>
      'Decide in Entra ID who comes, by assigning people or groups to the application, and empty the filters; or use LDAP provisioning in this provider.'
  }),
  'jit.accounts.beside-scim': entry<{ label: string }>({
    title: 'A sign-in can make a second account beside SCIM',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ label }) =>
      `“${label}” has SCIM, and it creates users as well. If somebody signs in under another name than SCIM has sent, Files.com finds no account of that name and makes a second, empty one; the first one cannot be reached any more.`,
    remedy: () =>
      'Compare the names before people move: the identity table shows who would be called differently. Make mail and UPN equal in Entra ID, or let both ways send the same value. Repair the mail first and delete a doubled account last.'
  }),
  'jit.mapping.unreadable': entry<{ file: string; reason: string }>({
    title: 'The list of groups cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, reason }) => `${file} is no table that can be read: ${reason}.`,
    remedy: () => 'Give a CSV file with a header: a column with the object id of each group, and one with its name.'
  }),
  'jit.mapping.columns-missing': entry<{ missing: string; header: string }>({
    title: 'The list of groups lacks a column',
    who: 'you',
    origin: 'this-computer',
    cause: ({ missing, header }) => `The table needs ${missing}. Its header is: ${header}.`,
    remedy: () =>
      'Call the columns “id” (or “objectId”) and “displayName” (or “name”), in any order; others may stand beside them. The group export of Entra ID has them so.'
  }),
  'jit.mapping.no-name': entry<{ group: string; because: string }>({
    title: 'There is no name for this group',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ group, because }) => `The group ${group} of the site has no name in the file: ${because}.`,
    remedy: () =>
      'Look the id up in the Entra admin center under Groups, and add a line for it. If no group has this id any more, it was deleted there, and the group of the site may be without use.'
  }),
  'jit.mapping.two-names': entry<{ group: string; names: string }>({
    title: 'The file has two names for one group',
    who: 'you',
    origin: 'this-computer',
    cause: ({ group, names }) =>
      `For the id ${group} there are several lines with different names: ${names}. Which one holds is not clear.`,
    remedy: () => 'Leave one of these lines in the file.'
  }),
  'jit.mapping.same-name': entry<{ name: string; groups: string; isOneId: boolean }>({
    title: 'Two groups would get the same name',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ name, groups, isOneId }) =>
      isOneId
        ? `The site has several groups with one id, written in capitals or otherwise, and “${name}” is the name for it. At Files.com a name is taken once, so none of them is renamed.`
        : `Entra ID allows several groups with one name, also apart from capitals: “${name}” is the name of ${groups}. At Files.com a name is taken once, so none of them is renamed.`,
    remedy: ({ isOneId }) =>
      isOneId
        ? 'Look which of them has members and folders, move what is in the others there by hand, and delete the empty ones. Then plan again.'
        : 'Give one of them another name in the file, for example with its department, or rename it in Entra ID first.'
  }),
  'jit.mapping.name-taken': entry<{ name: string; id: string }>({
    title: 'Another group of the site has this name',
    who: 'you',
    origin: 'files-com',
    cause: ({ name, id }) =>
      `The site has a group that is called “${name}” already, apart from capitals: number ${id}. Two groups cannot have one name.`,
    remedy: () =>
      'If both are meant to be the same group, move the members and folders to one of them in Files.com by hand; otherwise write another name into the file.'
  })
}
