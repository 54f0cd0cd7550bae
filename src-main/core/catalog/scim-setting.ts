import { SERVICE_SCIM_ENDPOINT } from '../entra/service-addresses.ts'
import { counted, entry, type Nothing } from './entry.ts'

/** Address, token, and what the provider at Files.com is set to. */
export const scimSettingProblems = {
  'scim.address.unreadable': entry<{ because: string }>({
    title: 'The SCIM address cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => `This cannot be used as the “Tenant URL” of Entra ID: ${because}. Nothing was sent.`,
    remedy: () => `Copy the address from whoever runs the SCIM server. For Files.com it is ${SERVICE_SCIM_ENDPOINT}.`
  }),
  'scim.address.not-https': entry<{ scheme: string }>({
    title: 'The SCIM address does not begin with https',
    who: 'you',
    origin: 'this-computer',
    cause: ({ scheme }) =>
      `The address begins with ${scheme}. The token would travel readable, so nothing was sent; Entra ID refuses such an address too.`,
    remedy: () => `Write https:// in front. For Files.com the whole address is ${SERVICE_SCIM_ENDPOINT}.`
  }),
  'scim.address.not-exact': entry<{ differences: string }>({
    title: 'This is not the SCIM address of Files.com',
    who: 'you',
    origin: 'this-computer',
    cause: ({ differences }) =>
      `Entra ID uses the address letter by letter, and this one is not the documented one: ${differences}. Nothing was sent.`,
    remedy: () => `Enter exactly ${SERVICE_SCIM_ENDPOINT}, here and as “Tenant URL” in Entra ID: no final slash, no /v2, nothing behind it.`
  }),
  'scim.address.unusual': entry<{ differences: string }>({
    title: 'The SCIM address looks unusual',
    who: 'you',
    origin: 'this-computer',
    cause: ({ differences }) =>
      `Entra ID puts /Users and /Groups behind the address, and here ${differences}. The rehearsal goes on without a final slash and without the rest.`,
    remedy: () => 'If the rungs below fail with 404, enter the address without what is named here, in Entra ID as well.'
  }),
  'scim.address.flag': entry<{ flag: string; meaning: string }>({
    title: 'The SCIM address holds a flag of Entra ID',
    who: 'entra-administrator',
    origin: 'this-computer',
    cause: ({ flag, meaning }) =>
      `The address holds ${flag}. It is meant for Entra ID itself: ${meaning}. Files.com does not document that it is needed, or that it is not.`,
    remedy: ({ flag }) =>
      `Leave ${flag} out unless Microsoft or Files.com support asked for it. If it stays, both ways of writing have to work: a rehearsal that writes shows it.`
  }),
  'scim.token.malformed': entry<{ because: string }>({
    title: 'The SCIM token is not whole',
    who: 'you',
    origin: 'this-computer',
    cause: ({ because }) => `What was entered as token cannot be what Files.com handed out: ${because}. Nothing was sent.`,
    remedy: () =>
      'Copy the token once more, with the button beside it where there is one, and paste it alone: no quotation marks, no word Bearer, no line break.'
  }),
  'scim.token.looks-different': entry<{ like: string }>({
    title: 'The SCIM token looks like something else',
    who: 'you',
    origin: 'this-computer',
    cause: ({ like }) =>
      `What was entered looks like ${like}. How the token of Files.com looks is not documented, so it is tried all the same.`,
    remedy: () =>
      'If the next rungs say that the token is refused, copy it again from the settings of the provider at Files.com: type “SSO Providers” in the search box there and edit the provider.'
  }),
  'scim.token.missing': entry<{ label: string }>({
    title: 'The SCIM token is not known here',
    who: 'you',
    origin: 'this-computer',
    cause: ({ label }) => `Nothing is kept on this computer as the SCIM token of “${label}”, so nothing can be asked with it or copied.`,
    remedy: () =>
      'Paste the token, or let the application take it from the site if the site hands it out. Files.com shows it in the settings of the provider.'
  }),
  'scim.token.not-handed-out': entry<{ label: string }>({
    title: 'The site does not hand out the SCIM token',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) =>
      `The site was asked for the provider “${label}”, and the field of the token is empty in its answer. Whether it always is with this key is not documented.`,
    remedy: () =>
      'Copy the token by hand: type “SSO Providers” in the search box at Files.com, edit the provider, and copy the token below “Enable automatic user provisioning via SCIM?”. Then paste it here.'
  }),
  'scim.token.ended': entry<{ day: string }>({
    title: 'The SCIM token has ended',
    who: 'you',
    origin: 'files-com',
    cause: ({ day }) =>
      `The site says that the token ended on ${day}. Since then Files.com answers 401, Entra ID changes nothing at Files.com any more, and people who left keep their access.`,
    remedy: () =>
      'Extend it: edit the provider at Files.com, enter a new date as “Token Expiration” and save; Entra ID keeps the token that it has. Reset it only if somebody else may know it: then the new one has to be entered in Entra ID at once.'
  }),
  'scim.token.ends-soon': entry<{ day: string; days: number; urgency: string }>({
    title: 'The SCIM token ends soon',
    who: 'you',
    origin: 'files-com',
    cause: ({ day, days }) =>
      `The token ends on ${day}, ${days === 0 ? 'within a day' : `in ${counted(days, 'day', 'days')}`}. After that nobody is made, changed or disabled by Entra ID.`,
    remedy: ({ urgency }) =>
      `${urgency}: extend it at Files.com with a new date as “Token Expiration”. Extending is better than a reset, since Entra ID need not be touched.`
  }),
  'scim.token.end-unknown': entry<Nothing>({
    title: 'Nobody knows when the SCIM token ends',
    who: 'you',
    origin: 'files-com',
    cause: () => 'The site names no day on which the token ends. By the documentation it lasts a year from the day on which it was made.',
    remedy: () =>
      'Look at “Token Expiration” in the settings of the provider at Files.com, write the day into a calendar, or enter a new one.'
  }),
  'scim.provider.oauth': entry<{ label: string }>({
    title: 'SCIM does not work with OAuth',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) =>
      `“${label}” signs people in by OAuth. Files.com takes SCIM beside SAML only, and at Microsoft a registration for OAuth has no provisioning.`,
    remedy: () =>
      'Make a provider with SAML for the same tenant and move people to it, or provision by LDAP inside this provider, or let accounts be made at the first sign-in.'
  }),
  'scim.provider.other-protocol': entry<{ label: string; protocol: string }>({
    title: 'SCIM needs a SAML provider',
    who: 'you',
    origin: 'files-com',
    cause: ({ label, protocol }) => `“${label}” uses ${protocol}. Files.com documents SCIM beside SAML only.`,
    remedy: () => 'Choose a provider with SAML, or make one.'
  }),
  'scim.provider.filters-set': entry<{ filters: string }>({
    title: 'Filters by group cannot work with SCIM',
    who: 'you',
    origin: 'files-com',
    cause: ({ filters }) =>
      `Set is ${filters}. Entra ID sends users and groups apart: when a user arrives, no groups are known yet, so such a filter matches nobody.`,
    remedy: () =>
      'Take the filters out and choose by assigning people and groups in Entra ID, with the scope “Sync only assigned users and groups”. If filters are a must, provision by LDAP instead.'
  }),
  'scim.provider.basic': entry<{ label: string }>({
    title: 'SCIM is set to user name and password',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) =>
      `“${label}” takes SCIM requests with a user name and a password. Newer documentation of Files.com knows the token only, and Entra ID lists user name and password as not supported.`,
    remedy: () =>
      'Change the authentication of SCIM to “Token”, by the plan of the first step or at Files.com. Then copy the token into “Secret Token” of Entra ID, test the connection there, and save. Until that is done in Entra ID, nobody is provisioned: do both in the same hour.'
  }),
  'scim.provider.off': entry<{ label: string }>({
    title: 'The provider is switched off',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) =>
      `“${label}” is not enabled. Files.com switches a provider off by itself after many failures. Whether SCIM goes on then is not documented.`,
    remedy: () => 'Find out why it is off, then switch it on again, before provisioning is started in Entra ID.'
  }),
  'scim.provider.ldap-too': entry<{ label: string }>({
    title: 'LDAP provisions the same provider',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) =>
      `“${label}” is set to be provisioned by LDAP as well. Two ways would make, change and disable the same users; which one wins is not documented.`,
    remedy: () =>
      'Decide for one. LDAP is right when filters by group are needed, or when mail and user name differ and SAML goes by mail; otherwise SCIM.'
  })
}
