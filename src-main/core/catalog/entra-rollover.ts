import { entry, type Nothing } from './entry.ts'

interface TwoDays {
  readonly oldEnds: string
  readonly newDay: string
}

/** What is wrong with the keys of a roll-over before anything is clicked. Days are texts (`14 January 2027`). */
export const entraRolloverProblems = {
  'entra.rollover.no-old-key': entry<Nothing>({
    title: 'The key in use now is missing',
    who: 'you',
    origin: 'this-computer',
    cause: () => 'What was given as the old side holds no signing certificate, so there is nothing to roll over from.',
    remedy: () => 'Give the metadata or the certificate that Files.com has now; the certificate in use can be downloaded from Entra ID.'
  }),
  'entra.rollover.no-new-key': entry<Nothing>({
    title: 'The new key is missing',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () => 'What was given as the new side holds no signing certificate.',
    remedy: () =>
      'Create the new certificate in Entra ID (SAML Certificates, Edit, New Certificate, Save) and leave it inactive. Then download the metadata again: it lists inactive certificates too.'
  }),
  'entra.rollover.same-key': entry<{ name: string }>({
    title: 'Old and new are the same key',
    who: 'you',
    origin: 'this-computer',
    cause: ({ name }) => `Both sides hold only the certificate ${name}: there is no roll-over to rehearse.`,
    remedy: () =>
      'Was the same file given twice, or downloaded before the new certificate was created? Create it in Entra ID, leave it inactive, and download again.'
  }),
  'entra.rollover.ends-before-old': entry<TwoDays>({
    title: 'The new key ends before the old one',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ oldEnds, newDay }) => `The new key ends on ${newDay}, the old one on ${oldEnds}. This roll-over gains no time.`,
    remedy: () =>
      'Check that old and new were not swapped. Otherwise create a new certificate with a later end; Entra ID offers three years.'
  }),
  'entra.rollover.not-yet-valid': entry<TwoDays>({
    title: 'The new key is not valid yet',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ newDay }) => `The new key becomes valid on ${newDay}. A service that checks dates refuses what it signs before.`,
    remedy: ({ newDay }) => `Do not click “Make certificate active” before ${newDay}.`
  }),
  'entra.rollover.gap': entry<TwoDays>({
    title: 'Between the two keys there are days without any',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ oldEnds, newDay }) =>
      `The old key ends on ${oldEnds}, the new one begins on ${newDay}. In between no certificate is valid. Whether Files.com minds is not documented.`,
    remedy: () => 'Create another certificate in Entra ID: one that is made there is valid at once.'
  }),
  'entra.rollover.old-ended': entry<TwoDays>({
    title: 'The old key has already ended',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ oldEnds }) =>
      `The old key ended on ${oldEnds}. By then Entra ID uses a valid inactive certificate by itself, when there is one, without anybody clicking.`,
    remedy: () =>
      'Look in Entra ID which certificate is active, try a sign-in, and tell Files.com the key that signs now. Keep an administrator with a password at hand.'
  }),
  'entra.rollover.new-ended': entry<TwoDays>({
    title: 'The new key has already ended',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ newDay }) => `The key that was given as the new one ended on ${newDay}.`,
    remedy: () => 'Check that old and new were not swapped. Otherwise create a new certificate in Entra ID.'
  }),
  'entra.rollover.weak-key': entry<{ name: string; weakness: string }>({
    title: 'The new key is too weak',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: ({ name, weakness }) => `Of the new certificate ${name}: ${weakness}.`,
    remedy: () => 'Create a certificate in Entra ID itself (RSA with 2048 bits), or import one with a key of at least that strength.'
  }),
  'entra.rollover.no-overlap': entry<Nothing>({
    title: 'The new document no longer holds the old key',
    who: 'entra-administrator',
    origin: 'microsoft',
    cause: () =>
      'This site stores a metadata document. What was given as the new one lists the new key and not the key that signs now: stored before “Make active”, it would break sign-in at once.',
    remedy: () =>
      'Download the metadata while both certificates exist in Entra ID, the new one inactive: it lists both. Store that document first, then make the new certificate active.'
  })
}
