import { entry } from './entry.ts'

/** Planning of OAuth providers, SCIM and names: what cannot be meant, and why. */
export const provisioningPlanProblems = {
  'provisioning.oauth.ambiguous-provider': entry<{ label: string; numbers: string }>({
    title: 'Several OAuth providers have this display name',
    who: 'you',
    origin: 'files-com',
    cause: ({ label, numbers }) =>
      `The site has more than one Entra ID provider by OAuth that is called “${label}”: the numbers ${numbers}. Which one is meant is not clear, so none of them is touched.`,
    remedy: () =>
      'Write the number of the one that is meant into the oauth section as “strategy”, or rename or delete the other in Files.com.'
  }),
  'provisioning.oauth.other-protocol': entry<{ provider: string; protocol: string }>({
    title: 'This provider does not speak OAuth',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, protocol }) =>
      `${provider} is a provider by ${protocol === '' ? 'a protocol that the site does not tell' : `“${protocol}”`}. The protocol is chosen when a provider is made, so tenant, client and secret cannot be entered there. Nothing was planned.`,
    remedy: () => 'Take the number out of the oauth section, so that a provider of its own is made, or name one that speaks OAuth.'
  }),
  'provisioning.oauth.other-provider': entry<{ provider: string; whose: string }>({
    title: 'This provider is not one of Entra ID',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, whose }) =>
      `${provider} signs people in by ${whose === '' ? 'a service that the site does not tell' : `“${whose}”`}. The oauth section is about Microsoft Entra ID, and tenant, client and secret of Entra ID would end the sign-in of everybody who uses this provider. Nothing was planned.`,
    remedy: () =>
      'Name the number of an Entra ID provider, or take the number out of the oauth section, so that a provider of its own is made.'
  }),
  'provisioning.oauth.entered-otherwise': entry<{ provider: string; kind: string }>({
    title: 'The provider that was entered is not an OAuth one',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, kind }) =>
      `${provider} is new and has the display name, but it is ${kind} and not Microsoft Entra ID by OAuth. The kind is chosen when a provider is made and cannot be changed afterwards.`,
    remedy: () =>
      'Delete it in Files.com and add it once more: “Microsoft Azure Active Directory SSO”, then “Use OAuth”. Check the run again afterwards.'
  }),
  'provisioning.scim.needs-saml': entry<{ provider: string; protocol: string }>({
    title: 'SCIM works beside SAML only',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, protocol }) =>
      `${provider} ${protocol === '' ? 'does not tell its protocol' : `is a provider by “${protocol}”`}, and Files.com takes SCIM provisioning on SAML providers only. Nothing was planned.`,
    remedy: () =>
      'Connect Entra ID by SAML and switch SCIM on there, or provision by signing in (JIT) or by LDAP, which both work beside OAuth. The method adviser compares them.'
  }),
  'provisioning.scim.filters-match-nobody': entry<{ provider: string; filters: string }>({
    title: 'With SCIM this group filter matches nobody',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, filters }) =>
      `${provider} would have SCIM on and ${filters} filled in. Entra ID sends users and groups in two separate runs, and a user arrives without any group. A filter that asks for a group at that moment finds nobody, so nobody would be provisioned.`,
    remedy: () =>
      'Empty the filter, and choose in Entra ID who is assigned to the application: that decides who is sent. Where group filters are needed at Files.com, use LDAP provisioning instead of SCIM.'
  }),
  'provisioning.scim.filters-do-nothing': entry<{ provider: string; filters: string }>({
    title: 'With SCIM these group filters do not work',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, filters }) =>
      `${provider} would have SCIM on and ${filters} filled in. Files.com documents that group-based filters do not work with SCIM provisioning from Entra ID: they look at memberships when a user arrives, and those come later. A filter that seems to protect something and does not is worse than none.`,
    remedy: () =>
      'Empty these filters, and choose in Entra ID which users and groups are assigned to the application. Where group filters are needed at Files.com, use LDAP provisioning instead of SCIM.'
  }),
  'provisioning.name.taken': entry<{ kind: 'user' | 'group'; what: string; name: string; number: string }>({
    title: 'The new name is taken',
    who: 'you',
    origin: 'files-com',
    cause: ({ kind, what, name, number }) =>
      `${what} shall be called “${name}”, and another ${kind} (number ${number}) has this name already, capitals apart. Two of one name are not possible, so nothing was planned.`,
    remedy: ({ kind }) =>
      kind === 'user'
        ? 'If both are the same person, decide which account stays: the other one has to be renamed or deleted first. Otherwise choose another name.'
        : 'Choose another name, or rename the other group in the same plan: whoever gives a name up comes first.'
  }),
  'provisioning.name.two-wishes': entry<{ kind: 'user' | 'group'; name: string; one: string; other: string }>({
    title: 'Two shall get the same name',
    who: 'you',
    origin: 'this-computer',
    cause: ({ kind, name, one, other }) =>
      `${one} and ${other} shall both be called “${name}”, capitals apart. Two ${kind}s of one name are not possible, so nothing was planned.`,
    remedy: ({ kind }) =>
      kind === 'group'
        ? 'Give one of them another name. If both are meant to be one group, put the members of one into the other in Files.com, and leave it out of the mapping.'
        : 'Give one of them another name.'
  }),
  'provisioning.name.circle': entry<{ kind: 'user' | 'group'; names: string }>({
    title: 'The new names go in a circle',
    who: 'you',
    origin: 'this-computer',
    cause: ({ kind, names }) =>
      `Each of these ${kind}s shall take the name of the next one: ${names}. None of them can begin, because its new name is still in use, and a name in between would be one that you have not seen.`,
    remedy: () => 'Do it in two plans: give one of them a name of its own first, and plan the rest afterwards.'
  }),
  'provisioning.name.many': entry<{ count: number; managed: number; limit: number }>({
    title: 'Many people get another user name at once',
    who: 'you',
    origin: 'files-com',
    cause: ({ count, managed, limit }) =>
      `${String(count)} people get another user name, and the limit for people who may lose their access is ${String(limit)}. With the new name the old one ends for the web, FTP, SFTP and WebDAV, and whoever signs in by a provider that still sends the old one does not reach the account any more.${managed === 0 ? '' : ` A sync with the directory manages ${String(managed)} of them and goes by the name: where the directory has the old one, it takes them for gone.`}`,
    remedy: () =>
      'Look at the new names one by one, or begin with a few people and see that they get in. Then plan the rest in parts, or override it with the reason.'
  }),
  'provisioning.group.other-name': entry<{ number: string; now: string; name: string; newName: string }>({
    title: 'The group has another name by now',
    who: 'you',
    origin: 'files-com',
    cause: ({ number, now, name, newName }) =>
      `The group with the number ${number} is called “${now}”. The profile expects “${name}” or, after the change, “${newName}”. Somebody has renamed it, or the number is another group’s. Nothing was planned.`,
    remedy: () => 'Look which group is meant, and correct number or name in the profile or mapping.'
  })
}
