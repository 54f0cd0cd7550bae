import { entry } from './entry.ts'

/** What can be wrong with the provider that a site holds, when its keys are asked for. */
export const samlProblems = {
  'saml.provider.stores-nothing': entry<{ label: string }>({
    title: 'This provider stores no SAML settings',
    who: 'you',
    origin: 'files-com',
    cause: ({ label }) => `The provider “${label}” holds neither a metadata address, nor metadata, nor a certificate fingerprint.`,
    remedy: () => 'Choose a provider that signs people in by SAML, or judge against metadata, a certificate or a fingerprint instead.'
  }),
  'saml.provider.no-certificate': entry<{ from: string }>({
    title: 'Only a fingerprint is known, not the certificate',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ from }) => `From ${from} only the fingerprint of the key is known; when it ends stands on the certificate itself.`,
    remedy: () =>
      'Download the certificate in the Entra portal (Single sign-on, SAML Certificates, Certificate (Base64)) and give that file in its place.'
  })
}
