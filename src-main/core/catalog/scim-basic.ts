import { entry } from './entry.ts'

interface Host {
  readonly host: string
}

/** A user name and a password in place of a token: older providers have it, and it is on its way out. */
export const scimBasicProblems = {
  'scim.basic.malformed': entry<{ because: string }>({
    title: 'SCIM user name or password cannot be right',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => `What was entered cannot be what Files.com made: ${because}. Nothing was sent.`,
    remedy: () =>
      'Copy user name and password once more, each into its own box. Files.com shows the password only while it is made; if it is gone, make a new pair there, or better, change to “Token”.'
  }),
  'scim.basic.looks-different': entry<{ like: string }>({
    title: 'The SCIM password looks like something else',
    who: 'you',
    origin: 'this-computer',
    cause: ({ like }) =>
      `What was entered as password looks like ${like}. How such a password looks at Files.com is not documented, so it is tried all the same.`,
    remedy: () => 'If the next rungs say that it is refused, copy it again and paste nothing but the password itself.'
  }),
  'scim.basic.refused': entry<Host>({
    title: 'SCIM user name and password are refused',
    who: 'you',
    origin: 'files-com',
    cause: ({ host }) =>
      `${host} answered 401. Either one of the two is wrong, or newer ones were made since, or the provider was not saved after they were made: Files.com puts them in force only then. It may also take a token by now.`,
    remedy: () =>
      'Edit the provider at Files.com: if “Basic” is chosen, check the user name, save, and try again. Entra ID supports no user name and password for SCIM, so the lasting way is “Token”: choose it, save, and enter the token in Entra ID.'
  }),
  'scim.basic.any-password': entry<Host & { status: number }>({
    title: 'The SCIM server takes any password',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) =>
      `${host} was asked with a user name and a password that nobody has, and answered with HTTP status ${String(status)}. It looks at neither: whoever knows the address can make, change and delete users, and that yours are accepted says nothing.`,
    remedy: () =>
      'Do not use this server before it refuses wrong passwords with 401. Check too whether a proxy in between signs in by itself, or answers in its place.'
  })
}
