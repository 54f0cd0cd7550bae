import { entry } from './entry.ts'

/** Applying a plan, reading back what the site holds, undoing it, and the journal that is written meanwhile. */
export const applyProblems = {
  'apply.differs': entry<{ what: string; fields: string }>({
    title: 'Files.com holds something else than was sent',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, fields }) => `The change of ${what} was sent, and reading it back shows other values: ${fields}.`,
    remedy: () =>
      'Compare the values in the receipt. Undo the change, or correct it in Files.com; somebody else may have changed it in the same minute.'
  }),
  'apply.not-in-effect': entry<{ what: string }>({
    title: 'The change did not take effect',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) =>
      `${what} was to be changed, the answer never came, and the site still holds the values from before. It was not sent again.`,
    remedy: () => 'Plan again: the new plan shows what is left to do.'
  }),
  'apply.provider-by-hand': entry<{ what: string; provider: string }>({
    title: 'The provider has to be finished first',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, provider }) =>
      `${provider} is not ready: its switch, whose sign-ins it trusts, or its credentials wait to be entered in the web form. ${what} was not moved to it, because nobody could sign in there. This change and the later ones were not sent.`,
    remedy: () =>
      'Enter the values in the web form; then plan again. Where they are credentials of OAuth, let one person sign in, and take “clientSecret” out of the profile before that.'
  }),
  'apply.not-read-back': entry<{ what: string; reason: string }>({
    title: 'The change could not be read back',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, reason }) => `The change of ${what} was sent, and reading it back failed: ${reason}. Without it nothing is proved.`,
    remedy: () => 'Check again as soon as the site answers; the journal knows what was sent.'
  }),
  'apply.interrupted': entry<{ when: string; site: string }>({
    title: 'The application ended while it was applying',
    who: 'you',
    origin: 'this-computer',
    cause: ({ when, site }) => `The run of ${when} on ${site} has no end in the journal. Some changes may be in effect.`,
    remedy: () => 'Check the run: what the site holds now is compared with what was planned, and nothing is sent.'
  }),
  'apply.still-on-its-way': entry<{ what: string; when: string; run: string }>({
    title: 'The same may still be on its way',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, when, run }) =>
      `${what} was sent at ${when} by the run ${run}, and nobody answered. It may still arrive; sent once more, there could be two. Nothing was sent now.`,
    remedy: () => 'Wait a minute and check that run: the site then shows whether it has arrived. Plan again afterwards.'
  }),
  'apply.key-cannot-write': entry<{ who: string }>({
    title: 'This key cannot apply anything',
    who: 'you',
    origin: 'files-com',
    cause: ({ who }) => `The key of ${who} may look at the site, but not change it. Nothing was sent.`,
    remedy: () => 'Connect with a key of a full site administrator.'
  }),
  'apply.run-unknown': entry<{ run: string }>({
    title: 'There is no such run in the journal',
    who: 'you',
    origin: 'this-computer',
    cause: ({ run }) => `The journal of this computer has no run ${run}.`,
    remedy: () => 'Look at the list of runs. A run of another computer is undone with its receipt.'
  }),
  'apply.busy': entry<{ site: string; since: string }>({
    title: 'A plan is being applied to this site already',
    who: 'you',
    origin: 'this-computer',
    cause: ({ site, since }) =>
      `Another window or command of this computer has been applying a plan to ${site} since ${since}. Nothing was sent.`,
    remedy: () => 'Wait until it has ended, then plan again.'
  }),
  'apply.nothing-to-undo': entry<{ reason: string }>({
    title: 'There is nothing to undo',
    who: 'you',
    origin: 'this-computer',
    cause: ({ reason }) => `This run cannot be undone: ${reason.replace(/\.$/, '')}.`,
    remedy: () => 'Look at the run in the journal; it says what was done and what was not.'
  }),
  'apply.journal-not-written': entry<{ path: string; reason: string }>({
    title: 'The journal cannot be written',
    who: 'you',
    origin: 'this-computer',
    cause: ({ path, reason }) => `${path} could not be written: ${reason}. Nothing is sent that is not written down first.`,
    remedy: () => 'Free some space, or repair the permissions of the folder, and plan again.'
  }),
  'apply.journal-unreadable': entry<{ path: string; reason: string }>({
    title: 'The journal cannot be read',
    who: 'you',
    origin: 'this-computer',
    cause: ({ path, reason }) => `${path} could not be read: ${reason}.`,
    remedy: () => 'Repair the permissions of the folder. The file itself is left as it is.'
  })
}
