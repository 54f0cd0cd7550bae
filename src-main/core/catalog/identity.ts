import { entry } from './entry.ts'

/** Exports of users that cannot be read as people. */
export const identityProblems = {
  'identity.entra-file.unreadable': entry<{ file: string; reason: string }>({
    title: 'The Entra export cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, reason }) => `${file} could not be read as a list of users of Entra ID: ${reason}.`,
    remedy: () =>
      'Export the users again as CSV, and choose that file as it is, without saving it from a spreadsheet. Nothing of this one was used.'
  }),
  'identity.entra-file.other-columns': entry<{ file: string; wanted: string }>({
    title: 'The Entra export lacks columns that are needed',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ file, wanted }) =>
      `${file} has no column ${wanted}. It may have been exported in another language, or with other columns; which ones there are stands below.`,
    remedy: () =>
      'Export with the portal in English (Users, “Download users”), or by Microsoft Graph or PowerShell with the attributes userPrincipalName, mail, displayName, accountEnabled and onPremisesSamAccountName.'
  }),
  'identity.entra-file.empty': entry<{ file: string }>({
    title: 'The Entra export holds no users',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ file }) => `${file} has the right columns and not one user below them.`,
    remedy: () => 'Export again without a filter, and wait until the portal says that the file is ready.'
  })
}
