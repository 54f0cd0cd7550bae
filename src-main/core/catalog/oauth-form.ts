import { counted, entry, type Nothing } from './entry.ts'

interface Because {
  /** A whole sentence or two, without anything secret. */
  readonly because: string
}

/** What can be seen in the ids, the secret and its end date, before or besides asking anybody. */
export const oauthFormProblems = {
  'oauth.tenant.unusable': entry<Because>({
    title: 'The tenant id cannot be used',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => because,
    remedy: () =>
      'In Entra ID open the app registration, Overview, and copy “Directory (tenant) ID” with the button beside it. The overview of Microsoft Entra ID shows the same number.'
  }),
  'oauth.client.unusable': entry<Because>({
    title: 'The client id cannot be used',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => because,
    remedy: () =>
      'In Entra ID open the app registration, Overview, and copy “Application (client) ID” with the button beside it. “Object ID” on the same page is another number.'
  }),
  'oauth.ids.same': entry<{ id: string }>({
    title: 'Tenant id and client id are the same',
    who: 'you',
    origin: 'this-computer',
    cause: ({ id }) => `Both are ${id}. A tenant and an application never have the same number: one of the two was copied twice.`,
    remedy: () =>
      'Open the overview of the app registration and copy both again: “Directory (tenant) ID” is the tenant id, “Application (client) ID” the client id.'
  }),
  'oauth.ids.swapped': entry<Because>({
    title: 'Tenant id and client id are swapped',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => because,
    remedy: () =>
      'Exchange the two. On the overview of the app registration, “Directory (tenant) ID” is the tenant id, and “Application (client) ID” is the client id. In Files.com, check both boxes as well.'
  }),
  'oauth.secret.is-an-id': entry<Nothing>({
    title: 'This is the Secret ID, not the secret',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: () =>
      'What was entered has the form of an id. The list under “Certificates & secrets” shows two columns for each secret: “Secret ID” is only its number, and “Value” is the secret. The values that Entra ID makes do not have the form of an id. Nothing was sent.',
    remedy: () =>
      'Copy the column “Value”. It is shown in full only until that page is left; if it is hidden by now, make a new client secret and copy its value at once.'
  }),
  'oauth.secret.unusable': entry<Because>({
    title: 'The client secret cannot be right',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => `${because} Nothing was sent.`,
    remedy: () =>
      'Copy the column “Value” under “Certificates & secrets” with the button beside it. If it is hidden by now, make a new client secret there.'
  }),
  'oauth.end-date.unreadable': entry<{ typed: string }>({
    title: 'The end date of the secret is no date',
    who: 'you',
    origin: 'this-computer',
    cause: ({ typed }) => `“${typed}” is not written as year, month and day, or there is no such day.`,
    remedy: () =>
      'Enter the date of the column “Expires” as 2027-04-02. The portal shows it in the order of your country: look twice which number is the month.'
  }),
  'oauth.end-date.past': entry<{ date: string }>({
    title: 'By its end date the client secret has ended',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ date }) => `The date that was entered is ${date}, and that day is over. With a secret that has ended, nobody can sign in.`,
    remedy: () =>
      'If the date is right, make a new client secret and enter its value in Files.com: the old one cannot be extended. If Microsoft still accepts the secret, correct the date.'
  }),
  'oauth.end-date.soon': entry<{ date: string; days: number }>({
    title: 'The client secret ends soon',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ date, days }) =>
      `By the date that was entered it ends on ${date}; ${days === 0 ? 'that is today' : `${counted(days, 'day is', 'days are')} left`}. From then on nobody can sign in with it.`,
    remedy: () =>
      'Make a second client secret beside this one, enter its value in Files.com, see one sign-in succeed, and only then delete the old one. Both work until then.'
  }),
  'oauth.end-date.too-far': entry<{ date: string }>({
    title: 'The end date is further away than possible',
    who: 'you',
    origin: 'this-computer',
    cause: ({ date }) =>
      `The date that was entered is ${date}. The portal gives a client secret 24 months at most, so day and month may be exchanged, or the year may be wrong. A reminder would come too late.`,
    remedy: () => 'Look at the column “Expires” under “Certificates & secrets” again. Only a secret that a program made can last longer.'
  })
}
