import { counted, entry } from './entry.ts'

/** What can go wrong with the files that a preview reads: exports of a directory, lists of users, recorded runs. */
export const previewProblems = {
  'preview.ldif.unreadable': entry<{ file: string; reason: string }>({
    title: 'The LDIF file cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, reason }) => `${file} could not be read as an export of a directory: ${reason}.`,
    remedy: () => 'Export the directory again, in LDIF and UTF-8, and choose that file. Nothing of this one was used.'
  }),
  'preview.ldif.change-record': entry<{ file: string; line: number; change: string }>({
    title: 'The LDIF file holds changes, not entries',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, line, change }) =>
      `${file} asks for a change in line ${line} (“${change}”). What a directory holds cannot be told from a list of changes.`,
    remedy: () => 'Export the directory with ldapsearch, slapcat or ldifde, and choose that file.'
  }),
  'preview.ldif.url-value': entry<{ file: string; line: number; attribute: string }>({
    title: 'The LDIF file points to another file',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, line, attribute }) =>
      `${file} does not hold the value of ${attribute} in line ${line}, but the address where it lies. Addresses in files are never followed.`,
    remedy: () => 'Export the directory with the values inside the file (ldapsearch: without -t and -tt), and choose that file.'
  }),
  'preview.ldif.too-large': entry<{ file: string; line: number; what: string; limitMegabytes: number }>({
    title: 'The LDIF file holds something far too large',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, line, what, limitMegabytes }) =>
      `In ${file}, one ${what} is larger than ${limitMegabytes} MB at line ${line}. No entry of a directory is, so this is not what it seems.`,
    remedy: () => 'Look at that line. If the file is what it should be, export only the attributes that are needed.'
  }),
  'preview.ldif.cut': entry<{ file: string; because: string }>({
    title: 'The LDIF file is not complete',
    who: 'you',
    origin: 'this-computer',
    // Where it stands beside a verdict, that says what becomes of whoever is missing.
    cause: ({ file, because }) => `${file} does not hold the whole directory: ${because}.`,
    remedy: () => 'Export the directory again. If you wrote the file by hand and it is whole, put an empty line behind its last entry.'
  }),
  'preview.ldif.other-kind': entry<{ file: string; kind: string; otherKind: string; option: string; others: number }>({
    title: 'The LDIF file is of another kind of directory',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, kind, otherKind, others }) =>
      `${file} was read as an export of ${kind}, and holds no people or no groups of that kind. ${counted(others, 'entry', 'entries')} in it ${others === 1 ? 'is' : 'are'} of the kind that ${otherKind} has.`,
    remedy: ({ otherKind, option }) =>
      `Say that the file comes from ${otherKind}: in the window by the kind of directory beside the file, on the command line by --type ${option}.`
  }),
  'preview.users-file.unreadable': entry<{ file: string; reason: string }>({
    title: 'The list of users cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, reason }) => `${file} could not be read as a list of users of the site: ${reason}.`,
    remedy: () => 'The file has to be one JSON list, as GET /users answers: each user with id and username. Nothing of it was used.'
  }),
  'preview.run.unknown': entry<{ run: string }>({
    title: 'There is no such recorded run',
    who: 'you',
    origin: 'this-computer',
    cause: ({ run }) => `No run of the preview is recorded under “${run}”. The oldest ones are deleted when newer ones come.`,
    remedy: () => 'Choose one of the runs that are listed, or make the preview again.'
  }),
  'preview.run.unreadable': entry<{ path: string; reason: string }>({
    title: 'The recorded run cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ path, reason }) => `The recorded run in ${path} could not be read: ${reason}.`,
    remedy: () => 'Compare with another run, or make the preview again. A damaged file stays beside the others under another name.'
  }),
  'preview.broke-off': entry<{ reason: string }>({
    title: 'The preview broke off',
    who: 'developers',
    origin: 'this-computer',
    cause: ({ reason }) =>
      `The part of this application that reads directories and keeps previews ended unexpectedly: ${reason}. Nothing was changed anywhere; the previews that were open are gone.`,
    remedy: () =>
      'Make the preview again. If it happens again, close other applications to free memory, and send the log file to the developers (Help menu, “Show the log file”).'
  })
}
