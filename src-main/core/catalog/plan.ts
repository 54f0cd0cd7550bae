import { counted, entry, type Nothing } from './entry.ts'

/** Planning, safety, applying, reading back, undoing, and the files that go with it. */
export const planProblems = {
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
  }),
  'plan.read-incomplete': entry<{ what: string; reason: string }>({
    title: 'The site could not be read to the end',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, reason }) => `Reading ${what} stopped early: ${reason}. A plan on half the facts would be wrong, so there is none.`,
    remedy: () => 'Try again. If the site asks to slow down, wait a minute first.'
  }),
  'plan.secret-missing': entry<{ field: string }>({
    title: 'The password that shall be set is not there',
    who: 'you',
    origin: 'this-computer',
    cause: ({ field }) => `The plan sets “${field}”, and no password was given for it. Nothing was sent.`,
    remedy: () => 'Type the password, or on the command line use --ldap-password-file, --ldap-password-stdin or ENTRA_SETUP_LDAP_PASSWORD.'
  }),
  'plan.stale': entry<{ planned: string; now: string }>({
    title: 'The site or the profile has changed since the plan',
    who: 'you',
    origin: 'files-com',
    cause: ({ planned, now }) => `The plan that was approved has the digest ${planned}; planned again now it is ${now}. Nothing was sent.`,
    remedy: () => 'Look at the new plan: it shows what is different now. If it is right, apply that one.'
  }),
  'plan.changed-meanwhile': entry<{ what: string; fields: string }>({
    title: 'Somebody changed this while the plan was being applied',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, fields }) =>
      `Right before ${what} was to be changed, it held other values than planned (${fields}). This change and the later ones were not sent.`,
    remedy: () => 'Ask who changed it, then plan again. What was applied before is in the receipt.'
  }),
  'plan.unsafe': entry<{ count: number }>({
    title: 'The plan is not safe',
    who: 'you',
    origin: 'this-computer',
    cause: ({ count }) =>
      `${count === 1 ? 'One reason speaks' : `${String(count)} reasons speak`} against applying this plan. Nothing was sent.`,
    remedy: () =>
      'Read the reasons and repair them. Where a reason may be overridden, type the name of the site and why; both are recorded.'
  }),
  'plan.override-wrong': entry<{ typed: string; site: string }>({
    title: 'The override does not name this site',
    who: 'you',
    origin: 'this-computer',
    cause: ({ typed, site }) =>
      `To override, the name of the site has to be typed exactly. “${typed}” is not ${site}, or the reason is empty. Nothing was sent.`,
    remedy: () => 'Type the name of the site as it is shown, and the reason for which you go on.'
  }),
  'plan.nothing-to-apply': entry<Nothing>({
    title: 'There is nothing to apply',
    who: 'you',
    origin: 'files-com',
    cause: () => 'The site holds exactly what the profile says. Nothing was sent.',
    remedy: () => 'Nothing needs to be done.'
  }),
  'plan.digest-unreadable': entry<{ typed: string }>({
    title: 'This is no digest of a plan',
    who: 'you',
    origin: 'this-computer',
    cause: ({ typed }) => `“${typed}” is no digest: it has 64 hexadecimal digits. Nothing was sent.`,
    remedy: () => 'Copy the whole digest that the plan shows.'
  }),
  'plan.approval-missing': entry<{ digest: string }>({
    title: 'A second person has to approve this plan',
    who: 'you',
    origin: 'this-computer',
    cause: ({ digest }) =>
      `The profile asks for the approval of a second person, and there is none for the digest ${digest}. Nothing was sent.`,
    remedy: () => 'Save the plan, give the file to another site administrator, and apply with the approval that comes back.'
  }),
  'plan.approval-wrong': entry<{ reason: string }>({
    title: 'The approval does not fit',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) => `The approval was not taken: ${reason}. Nothing was sent.`,
    remedy: () => 'Give the plan that is to be applied to the second person again.'
  }),
  'plan.file-unreadable': entry<{ file: string; reason: string }>({
    title: 'The plan, approval or receipt cannot be used',
    who: 'you',
    origin: 'this-computer',
    cause: ({ file, reason }) => `${file} cannot be used: ${reason}.`,
    remedy: () => 'Save it again. A file whose content and digest disagree was changed after it was made, and must not be trusted.'
  }),
  'plan.break-glass.nobody': entry<{ administrators: number }>({
    title: 'Nobody could certainly get in if single sign-on fails',
    who: 'you',
    origin: 'files-com',
    cause: ({ administrators }) =>
      `Of ${counted(administrators, 'site administrator', 'site administrators')}, none is proved to sign in with a password: enabled, not locked, password not expired, seen lately, and untouched by this plan. Nothing was sent.`,
    remedy: () =>
      'Have one full site administrator sign in to Files.com in the browser with a password, then check again. If there is none, set one back to password first.'
  }),
  'plan.break-glass.list-cut': entry<{ reason: string }>({
    title: 'The list of administrators could not be read to the end',
    who: 'you',
    origin: 'files-com',
    cause: ({ reason }) =>
      `Whether an administrator can get in with a password is not proved, because reading the users stopped early: ${reason}. Nothing was sent.`,
    remedy: () => 'Try again.'
  }),
  'plan.safety.too-many': entry<{ count: number; by: 'plan' | 'sync'; managed: number; percent: string; limit: string }>({
    title: 'More people would lose their access than allowed',
    who: 'you',
    origin: 'your-directory',
    cause: ({ count, by, managed, percent, limit }) =>
      by === 'plan'
        ? `After the plan and the next sync ${counted(count, 'person', 'people')} could not get in: they have no way to sign in, a provider that is off, or are gone from the directory. Your limit is ${limit}.`
        : `The next sync would disable or remove ${counted(count, 'person', 'people')} of ${counted(managed, 'managed user', 'managed users')} (${percent}); your limit is ${limit}.`,
    remedy: () =>
      'Where the plan itself takes the access, plan for fewer people, or switch the provider on first. Where the sync does, the usual causes are a base DN that moved, a filter that became too narrow, or missing permissions of the service account. If it is meant, override it with a reason.'
  }),
  'plan.safety.provider-off': entry<{ provider: string; count: number | undefined; others: number; limit: number }>({
    title: 'People sign in by a provider that is switched off',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, count, others, limit }) =>
      `The plan switches off ${provider}. ${count === undefined ? 'How many people sign in by it the site does not tell' : `${counted(count, 'person signs', 'people sign')} in by it`}; whoever does cannot get in afterwards.${others === 0 ? '' : ` The plan shuts out ${counted(others, 'other person', 'other people')} as well.`} Your limit is ${counted(limit, 'person', 'people')}.`,
    remedy: () =>
      'Lead them to another way of signing in first, in this plan or an earlier one. If everybody has one already, or it is meant, override it with a reason.'
  }),
  'plan.safety.directory-empty': entry<{ base: string }>({
    title: 'The directory shows nobody',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ base }) =>
      `The directory was read to its end, and below ${base} there is nobody whom the sync would take: no people, or none in the required groups with an account in use. A sync that believed it would switch everybody off.`,
    remedy: () =>
      'Check the base DN, the group filter, the user name field, and whether the service account may read people. Then look again. If it is meant, override it with a reason.'
  }),
  'plan.safety.directory-shrunk': entry<{ count: number; before: number; percent: string }>({
    title: 'The directory holds far fewer people than last time',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ count, before, percent }) =>
      `The sync would take ${counted(count, 'person', 'people')}; at the last good run it was ${String(before)}. That is ${percent} of it, less than your limit allows.`,
    remedy: () =>
      'Look for an organisational unit that was moved or renamed, a changed filter, or lost permissions; comparing with an earlier preview shows who is missing. If people really left, override it with a reason.'
  }),
  'plan.safety.protected-user': entry<{ names: string; count: number }>({
    title: 'A protected person would be touched',
    who: 'you',
    origin: 'this-computer',
    cause: ({ names, count }) =>
      `${names} ${count === 1 ? 'is' : 'are'} protected by the profile or by being an administrator with a password, and would be disabled, removed, moved or renamed.`,
    remedy: () =>
      'Take the person out of the plan or out of the protected list, or repair what removes them in the directory. If it is meant, override it with a reason.'
  }),
  'plan.safety.read-incomplete': entry<{ reason: string }>({
    title: 'The directory could not be read to the end',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ reason }) => `The reading was cut: ${reason}. Whoever was not read would count as gone.`,
    remedy: () => 'Repair what cut the reading (“Check the directory” names it), then read again. This cannot be overridden.'
  }),
  'plan.safety.users-incomplete': entry<{ reason: string }>({
    title: 'The users of the site could not be read to the end',
    who: 'you',
    origin: 'files-com',
    cause: ({ reason }) => `The list of users was cut: ${reason}. Whoever was not read would count as new, and nobody knows who would go.`,
    remedy: () => 'Read again; if the site asks to slow down, wait a minute first. This cannot be overridden.'
  }),
  'plan.safety.must-be-found': entry<{ names: string; count: number }>({
    title: 'People who must always be found were not',
    who: 'directory-administrator',
    origin: 'your-directory',
    cause: ({ names, count }) =>
      `The directory was read to its end without an error, and the sync would not take ${names}. Your settings say that ${count === 1 ? 'this person' : 'each of them'} must always be found, so something is wrong with what was read, and none of its numbers can be trusted.`,
    remedy: () =>
      'Look one of them up: gone, disabled, moved out of the base or the required groups, or hidden from the service account? Repair that and read again. If one has really left, take the name off the list. This cannot be overridden.'
  }),
  'plan.safety.directory-not-read': entry<{ reason: string }>({
    title: 'Nobody has looked what the sync would do',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) => `The plan makes Files.com read a directory, and this application has not read it: ${reason}.`,
    remedy: () =>
      'Repair what kept it from being read. Usually the password of the service account was not given, or the profile has to name the certificate authority under “directory”. If the directory cannot be reached from here, override it with a reason.'
  }),
  'apply.differs': entry<{ what: string; fields: string }>({
    title: 'Files.com holds something else than was sent',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, fields }) => `The change of ${what} was sent, and reading it back shows other values: ${fields}.`,
    remedy: () =>
      'Compare the values in the receipt. Undo the change, or correct it in Files.com; somebody else may have changed it in the same minute.'
  }),
  'apply.not-in-effect': entry<{ what: string }>({
    title: 'The change did not take effect',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) =>
      `${what} was to be changed, the answer never came, and the site still holds the values from before. It was not sent again.`,
    remedy: () => 'Plan again: the new plan shows what is left to do.'
  }),
  'apply.provider-by-hand': entry<{ what: string; provider: string }>({
    title: 'The provider has to be finished first',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, provider }) =>
      `${provider} is not ready: its switch, whose sign-ins it trusts, or its credentials wait to be entered in the web form. ${what} was not moved to it, because nobody could sign in there. This change and the later ones were not sent.`,
    remedy: () =>
      'Enter the values in the web form; then plan again. Where they are credentials of OAuth, let one person sign in, and take “clientSecret” out of the profile before that.'
  }),
  'apply.not-read-back': entry<{ what: string; reason: string }>({
    title: 'The change could not be read back',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, reason }) => `The change of ${what} was sent, and reading it back failed: ${reason}. Without it nothing is proved.`,
    remedy: () => 'Check again as soon as the site answers; the journal knows what was sent.'
  }),
  'apply.interrupted': entry<{ when: string; site: string }>({
    title: 'The application ended while it was applying',
    who: 'you',
    origin: 'this-computer',
    cause: ({ when, site }) => `The run of ${when} on ${site} has no end in the journal. Some changes may be in effect.`,
    remedy: () => 'Check the run: what the site holds now is compared with what was planned, and nothing is sent.'
  }),
  'apply.still-on-its-way': entry<{ what: string; when: string; run: string }>({
    title: 'The same may still be on its way',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, when, run }) =>
      `${what} was sent at ${when} by the run ${run}, and nobody answered. It may still arrive; sent once more, there could be two. Nothing was sent now.`,
    remedy: () => 'Wait a minute and check that run: the site then shows whether it has arrived. Plan again afterwards.'
  }),
  'apply.key-cannot-write': entry<{ who: string }>({
    title: 'This key cannot apply anything',
    who: 'you',
    origin: 'files-com',
    cause: ({ who }) => `The key of ${who} may look at the site, but not change it. Nothing was sent.`,
    remedy: () => 'Connect with a key of a full site administrator.'
  }),
  'apply.run-unknown': entry<{ run: string }>({
    title: 'There is no such run in the journal',
    who: 'you',
    origin: 'this-computer',
    cause: ({ run }) => `The journal of this computer has no run ${run}.`,
    remedy: () => 'Look at the list of runs. A run of another computer is undone with its receipt.'
  }),
  'apply.busy': entry<{ site: string; since: string }>({
    title: 'A plan is being applied to this site already',
    who: 'you',
    origin: 'this-computer',
    cause: ({ site, since }) =>
      `Another window or command of this computer has been applying a plan to ${site} since ${since}. Nothing was sent.`,
    remedy: () => 'Wait until it has ended, then plan again.'
  }),
  'apply.nothing-to-undo': entry<{ reason: string }>({
    title: 'There is nothing to undo',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) => `This run cannot be undone: ${reason.replace(/\.$/, '')}.`,
    remedy: () => 'Look at the run in the journal; it says what was done and what was not.'
  }),
  'apply.journal-not-written': entry<{ path: string; reason: string }>({
    title: 'The journal cannot be written',
    who: 'you',
    origin: 'this-computer',
    cause: ({ path, reason }) => `${path} could not be written: ${reason}. Nothing is sent that is not written down first.`,
    remedy: () => 'Free some space, or repair the permissions of the folder, and plan again.'
  }),
  'apply.journal-unreadable': entry<{ path: string; reason: string }>({
    title: 'The journal cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ path, reason }) => `${path} could not be read: ${reason}.`,
    remedy: () => 'Repair the permissions of the folder. The file itself is left as it is.'
  })
}
