import { counted, entry } from './entry.ts'

const IN_PORTAL = 'In Entra ID open the application, then Single sign-on, and edit the box of the SAML certificates.'

/** What is wrong with signing keys. Texts stay with what is known: whether Files.com looks at the dates of a key is not documented. */
export const samlKeyProblems = {
  'saml.metadata.no-signing-key': entry<{ found: string }>({
    title: 'The metadata has no signing key',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ found }) => `Without a signing key no response can be verified. The document has ${found}.`,
    remedy: () => `${IN_PORTAL} Create a certificate, make it active, and fetch the metadata again.`
  }),
  'saml.metadata.key-unreadable': entry<{ because: string }>({
    title: 'A key in the metadata cannot be read',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ because }) => `One of the keys is no readable certificate: ${because}.`,
    remedy: () =>
      'Fetch the document again instead of copying it from a screen: missing characters damage certificates. If it is a bare key, or only its name, have the provider publish it as a certificate.'
  }),
  'saml.metadata.keys-expired': entry<{ ended: string }>({
    title: 'Every signing key has expired',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ ended }) =>
      `The last of them ended on ${ended}. Entra ID goes on signing with an expired key; whether Files.com accepts that is not documented, and nobody should rely on it.`,
    remedy: () => `${IN_PORTAL} Create a new certificate, give its metadata to Files.com, and then make it active.`
  }),
  'saml.metadata.keys-not-yet-valid': entry<{ begins: string }>({
    title: 'No signing key is valid yet',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ begins }) => `The first key becomes valid on ${begins}. Either this is only the next key, or a clock is wrong.`,
    remedy: () => 'Compare the clock of this computer. If it is right, use the metadata that also lists the key of today.'
  }),
  'saml.metadata.key-ends-soon': entry<{ ends: string; days: number }>({
    title: 'The last signing key ends soon',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ ends, days }) => `After ${ends}, in ${counted(days, 'day', 'days')}, the document holds no live key any more.`,
    remedy: () =>
      `${IN_PORTAL} Create the next certificate now, give its metadata to Files.com, and make it active before that day. Rehearse the roll-over here first.`
  }),
  'saml.metadata.expired-key-listed': entry<{ expired: string; live: string }>({
    title: 'An expired key is listed beside a live one',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ expired, live }) =>
      `Ended: ${expired}. Live: ${live}. Some services take only the first key of a document; whether Files.com takes all of them is not documented.`,
    remedy: () => `${IN_PORTAL} Delete the expired certificate once the live one is active, and fetch the metadata again.`
  }),
  'saml.metadata.key-weak': entry<{ weaknesses: string }>({
    title: 'A signing key is weak',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ weaknesses }) => `${weaknesses}. Whoever can work out the private key can sign in as anybody.`,
    remedy: () => `${IN_PORTAL} Create a new certificate: Entra ID makes RSA keys with 2048 bits.`
  }),
  'saml.metadata.key-kind': entry<{ kinds: string }>({
    title: 'A signing key is of a kind that SAML does not use',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ kinds }) =>
      `${kinds}. Responses are signed with RSA keys, rarely with those of elliptic curves (ECDSA). A signature by another kind cannot be verified here, and that Files.com verifies it is not documented.`,
    remedy: () => `${IN_PORTAL} Create a new certificate: Entra ID makes RSA keys with 2048 bits.`
  }),
  'saml.metadata.private-key-inside': entry<{ from: string }>({
    title: 'The file holds a private key as well',
    who: 'you',
    origin: 'this-computer',
    cause: ({ from }) =>
      `${from} holds a private key beside the certificate. Whoever has that key can sign in as anybody. Only the certificate was read; nothing of the key was kept or sent.`,
    remedy: () =>
      'Work with the certificate alone, and never give this file to Files.com or to a colleague. If it has already left the computer on which the key was made, create a new signing certificate in Entra ID.'
  }),
  'saml.metadata.no-shared-key': entry<{ provider: string; stored: string; next: string }>({
    title: 'No key of today is in the new configuration',
    who: 'entra-administrator',
    origin: 'files-com',
    cause: ({ provider, stored, next }) =>
      `${provider} trusts ${stored}, and the new configuration trusts only ${next}. If it takes that place while Entra ID still signs with the stored key, nobody can sign in from that moment on.`,
    remedy: () =>
      'Look up in Entra ID which certificate is active. Change Files.com only when it is the new one, or use metadata that lists both keys. A further application of the same tenant has its own keys, and then this is right.'
  }),
  'saml.metadata.stored-keys-outdated': entry<{ missing: string }>({
    title: 'Files.com does not know every key that is published',
    who: 'you',
    origin: 'files-com',
    cause: ({ missing }) =>
      `The metadata of today lists live keys that are not stored: ${missing}. When Entra ID signs with one of them, sign-in is refused.`,
    remedy: () => 'Plan a change of this provider, best to the metadata URL, which follows such changes by itself.'
  }),
  'saml.metadata.several-certificates': entry<{ count: number; chosen: string }>({
    title: 'The file has several certificates',
    who: 'you',
    origin: 'this-computer',
    cause: ({ count, chosen }) =>
      `There are ${counted(count, 'certificate', 'certificates')} in it. By fingerprint only one can be trusted; the first one is ${chosen}.`,
    remedy: () => 'Download the active certificate (Base64) from the single sign-on page in Entra ID: that file has one.'
  })
}
