import { counted, entry } from './entry.ts'

/** Who would lose their access by a plan or by the sync after it, and whether somebody can still get in. */
export const planSafetyProblems = {
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
      `${names} ${count === 1 ? 'is' : 'are'} protected by the profile or by being an administrator with a password, and would be disabled, removed, moved, renamed, or overwritten with somebody else’s name and mail address.`,
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
  })
}
