import { entry } from './entry.ts'

/** A profile that is read from a file, and what it names on the site. */
export const planProfileProblems = {
  'plan.profile.unreadable': entry<{ file: string; where: string; reason: string }>({
    title: 'The profile cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, where, reason }) =>
      `${file} is no profile that this application understands${where === '' ? '' : ` (${where})`}: ${reason}.`,
    remedy: () => 'Correct the place that is named, or export the profile again from the window.'
  }),
  'plan.profile.too-new': entry<{ file: string; version: string }>({
    title: 'The profile comes from a newer version',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, version }) =>
      `${file} has version ${version}, which this application does not know. It was not read, so that nothing of it is lost.`,
    remedy: () => 'Install the newest version of this application.'
  }),
  'plan.profile.holds-secret': entry<{ file: string; where: string }>({
    title: 'The profile holds a secret',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, where }) =>
      `${file} has something that looks like a password or key at ${where}. Profiles are files without secrets, and this one was not used.`,
    remedy: () =>
      'Remove it from the file, and change that password: whoever could read the file knows it. Passwords come from the keychain, a file of their own, or a prompt.'
  }),
  'plan.profile.other-site': entry<{ profile: string; connected: string }>({
    title: 'The profile is for another site',
    who: 'you',
    origin: 'this-computer',
    cause: ({ profile, connected }) => `The profile is made for ${profile}, and the connected site is ${connected}. Nothing was planned.`,
    remedy: () => 'Connect the site of the profile, or change the site in the profile if it shall be used here too.'
  }),
  'plan.profile.unknown-field': entry<{ field: string; resource: string }>({
    title: 'The profile names a field that is not managed',
    who: 'you',
    origin: 'this-computer',
    cause: ({ field, resource }) =>
      `“${field}” is none of the fields of ${resource} that this application plans. It was not left out silently: nothing was planned.`,
    remedy: () => 'Remove the field from the profile, or correct its name. The known fields are listed in the help of the command “plan”.'
  }),
  'plan.profile.bad-value': entry<{ field: string; resource: string; reason: string }>({
    title: 'A value of the profile cannot be meant so',
    who: 'you',
    origin: 'this-computer',
    cause: ({ field, resource, reason }) => `“${field}” of ${resource}: ${reason} Nothing was planned.`,
    remedy: () => 'Correct the value in the profile.'
  }),
  'plan.target.ambiguous': entry<{ what: string; count: number }>({
    title: 'The profile names something that the site has more than once',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, count }) =>
      `${String(count)} entries of the site answer to ${what}, apart from capitals and accents. Which one is meant is not clear, so nothing was planned.`,
    remedy: () => 'Rename one of them in Files.com, then plan again.'
  }),
  'plan.target.missing': entry<{ what: string }>({
    title: 'The profile names something that the site does not have',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `The site has no ${what}. Nothing was planned.`,
    remedy: () => 'Correct the profile, or create it in Files.com first.'
  })
}
