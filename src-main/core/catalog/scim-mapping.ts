import { entry } from './entry.ts'

interface Found {
  readonly found: string
}

/** What exported attribute mappings of Entra ID would do at Files.com. */
export const scimMappingProblems = {
  'scim.mapping.unreadable': entry<{ reason: string }>({
    title: 'The file holds no attribute mappings',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ reason }) =>
      `The file was opened, and ${reason}. Expected is the schema that Entra ID exports as JSON, or the list of attribute mappings of users in it.`,
    remedy: () =>
      'In Entra ID open Provisioning, Mappings, “Provision Microsoft Entra ID Users”, tick “Show advanced options”, click “Review your schema here”, and download it.'
  }),
  'scim.mapping.user-name': entry<Found>({
    title: 'userName is not mapped to the user principal name',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found }) =>
      `userName gets ${found}. SAML sends the user principal name as documented, so everybody for whom the two differ would be there twice: one account made by SCIM, another made at the first sign-in.`,
    remedy: () =>
      'Map userPrincipalName to userName. If SAML is set to send another attribute as Name ID, both have to be the same one: change them together.'
  }),
  'scim.mapping.mail': entry<Found>({
    title: 'The mail address comes from elsewhere',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found }) =>
      `emails[type eq "work"].value gets ${found}. Files.com documents that the mail address of Entra ID becomes the mail address of the user.`,
    remedy: () => 'Map mail to emails[type eq "work"].value, unless there is a reason that everybody knows.'
  }),
  'scim.mapping.names': entry<{ missing: string }>({
    title: 'First and last name are not mapped as documented',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ missing }) =>
      `Not as documented: ${missing}. Files.com makes the full name of first and last name, ignores the display name, and shows the user name when both are empty.`,
    remedy: () => 'Map givenName to name.givenName and surname to name.familyName.'
  }),
  'scim.mapping.active': entry<Found>({
    title: 'People who leave would not be disabled',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found }) =>
      `active gets ${found}. Entra ID disables people by this attribute, from IsSoftDeleted, when they are deleted or lose their assignment.`,
    remedy: () =>
      'Restore the mapping that a new configuration has: active from IsSoftDeleted, by the Switch expression that turns True into "False".'
  }),
  'scim.mapping.matching': entry<Found>({
    title: 'People are matched by another attribute',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found }) =>
      `Entra ID finds people at Files.com by ${found}. A person who is not found that way is created again, and a name that is taken is a failure.`,
    remedy: () => 'Let userName match with precedence 1, and take the matching from every other attribute.'
  })
}
