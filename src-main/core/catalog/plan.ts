import { entry, type Nothing } from './entry.ts'

/** Planning, approving, and the files that go with it. */
export const planProblems = {
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
  })
}
