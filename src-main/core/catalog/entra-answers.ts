import { entry } from './entry.ts'

/** What is wrong with the answers that a colleague sent back. No sentence quotes a value: it might be the secret. */
export const entraAnswersProblems = {
  'entra.answers.unreadable': entry<{ reason: string }>({
    title: 'This is no answers file',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) => `The file cannot be read as the answers of a colleague: ${reason}. Nothing was taken from it.`,
    remedy: () =>
      'Ask for the file that came with the hand-over page, filled in and saved as plain text. Values can also be typed into the wizard by hand.'
  }),
  'entra.answers.other-site': entry<{ site: string; other: string }>({
    title: 'These answers are for another site',
    who: 'you',
    origin: 'this-computer',
    cause: ({ site, other }) => `The file answers for ${other}, and ${site} is being set up. Nothing was taken from it.`,
    remedy: () => 'Connect the site that the file names, or send your colleague the hand-over page of this site.'
  }),
  'entra.answers.holds-secret': entry<{ where: string }>({
    title: 'There is a secret in the answers',
    who: 'you',
    origin: 'this-computer',
    cause: ({ where }) => `Under “${where}” stands what looks like a password, a key or a client secret. Nothing was taken from the file.`,
    remedy: () =>
      'SAML needs no secret at all. Have the file sent again without it, delete this one, and have the secret replaced: it has travelled in readable form.'
  }),
  'entra.answers.wrong-value': entry<{ where: string; reason: string }>({
    title: 'An answer is not what it should be',
    who: 'you',
    origin: 'this-computer',
    cause: ({ where, reason }) => `Under “${where}”: ${reason}. Nothing was taken from the file.`,
    remedy: () => 'Correct this answer in the file, or ask your colleague to, and import it again.'
  }),
  'entra.answers.empty': entry<{ site: string }>({
    title: 'The answers say nothing yet',
    who: 'you',
    origin: 'this-computer',
    cause: ({ site }) => `The file is the one for ${site}, but it brings neither a metadata address, nor a document, nor a certificate.`,
    remedy: () => 'Ask your colleague to fill in at least the App Federation Metadata Url, and to save the file.'
  })
}
