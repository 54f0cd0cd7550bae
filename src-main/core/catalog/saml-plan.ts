import { lowerFirst } from '../model/lower-first.ts'
import { counted, entry } from './entry.ts'

/** Planning of SAML providers: which one is meant, and whether whoever signs in by it still could. */
export const samlPlanProblems = {
  'saml.plan.ambiguous-provider': entry<{ label: string; numbers: string }>({
    title: 'Several providers have this display name',
    who: 'you',
    origin: 'files-com',
    cause: ({ label, numbers }) =>
      `The site has more than one Entra ID provider by SAML that is called “${label}”: the numbers ${numbers}. Which one is meant is not clear, so none of them is touched.`,
    remedy: () =>
      'Write the number of the one that is meant into the saml section as “strategy”, or rename or delete the other in Files.com.'
  }),
  'saml.plan.other-protocol': entry<{ provider: string; protocol: string }>({
    title: 'This provider does not speak SAML',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, protocol }) =>
      `${provider} is a provider by ${protocol === '' ? 'a protocol that the site does not tell' : `“${protocol}”`}. The protocol is chosen when a provider is made, so SAML cannot be entered there. Nothing was planned.`,
    remedy: () => 'Take the number out of the saml section, so that a provider of its own is made, or name one that speaks SAML.'
  }),
  'saml.plan.no-shared-key': entry<{ provider: string }>({
    title: 'None of the new keys is trusted today',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ provider }) =>
      `${provider} is in use, and the plan replaces the keys that it trusts by others: no key that is valid today is on both sides. If Entra ID still signs with an old key in that moment, nobody gets in by this provider.`,
    remedy: () =>
      'Take metadata that holds the old and the new key, apply that first, and let Entra ID sign with the new key afterwards. If Entra ID signs with the new key already, or it is another tenant or application on purpose, override it with a reason.'
  }),
  'saml.plan.other-issuer': entry<{ provider: string }>({
    title: 'Another issuer would be expected',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ provider }) =>
      `${provider} is in use, and after the plan it expects another issuer: the name with which Entra ID signs its answers. It is compared letter by letter, final slash included, so answers with the name of today are refused from then on.`,
    remedy: () =>
      'Compare it with the Microsoft Entra Identifier of the application. If it is another tenant on purpose, or the one that is stored is wrong, override it with a reason.'
  }),
  'saml.plan.entered-otherwise': entry<{ provider: string; kind: string }>({
    title: 'The provider that was entered is of another kind',
    who: 'you',
    origin: 'files-com',
    cause: ({ provider, kind }) =>
      `${provider} is new and has the display name, but it is ${kind} and not Microsoft Entra ID by SAML. The kind is chosen when a provider is made and cannot be changed afterwards.`,
    remedy: () =>
      'Delete it in Files.com and add it once more: “Microsoft Azure Active Directory SSO”, then “Use SAML”. Check the run again afterwards.'
  }),
  'saml.plan.keys-not-known': entry<{ provider: string; which: string; reason: string }>({
    title: 'The keys of this provider could not be looked at',
    who: 'you',
    origin: 'this-computer',
    cause: ({ provider, which, reason }) =>
      `Which keys ${provider} ${which} could not be found out: ${reason}. Whether people still get in after the change is therefore not known.`,
    remedy: () =>
      'Repair what kept the metadata from being read, usually the address or the way to the internet from this computer. If you know the keys from elsewhere, override it with a reason.'
  }),
  'saml.plan.keys-ended': entry<{ provider: string; count: number }>({
    title: 'No key that would be trusted is valid today',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ provider, count }) =>
      count === 0
        ? `What ${provider} would be told to trust holds no key for signing. Then no sign-in can be verified.`
        : `What ${provider} would be told to trust holds ${count === 1 ? 'one key, which has' : `${counted(count, 'key', 'keys')}, all of which have`} ended or not begun. Whether Files.com still takes such a key is not documented.`,
    remedy: () =>
      'Make a new signing certificate in Entra ID, make it active, and take the metadata again. Keys that have merely ended can be overridden with a reason; no key at all cannot.'
  }),
  'saml.plan.doubtful': entry<{ provider: string; title: string; reason: string; fix: string }>({
    title: 'What the provider would be told looks wrong',
    who: 'you',
    origin: 'microsoft',
    cause: ({ provider, title, reason }) => `${provider}: ${lowerFirst(title)}. ${reason}.`,
    remedy: ({ fix }) => `${fix} If it is meant so all the same, override it with a reason.`
  }),
  'saml.plan.unusable-metadata': entry<{ provider: string; reason: string }>({
    title: 'The metadata describes no identity provider to trust',
    who: 'you',
    origin: 'microsoft',
    cause: ({ provider, reason }) => `What ${provider} would be told cannot work: ${reason}.`,
    remedy: () =>
      'Take the App Federation Metadata Url of the enterprise application in Entra ID, or the file behind it, and inspect it with “saml inspect”. This cannot be overridden.'
  })
}
