import { entry } from './entry.ts'

/** What the Files.com site answers to a request that reached it with a good key. The service’s own words are in the evidence. */
export const serviceProblems = {
  'service.busy.rate-limited': entry<{ host: string; tries: number }>({
    title: 'Files.com asks to slow down',
    who: 'you',
    origin: 'files-com',
    cause: ({ host, tries }) =>
      `${host} answered “too many requests”, ${tries === 1 ? 'and the request was not repeated' : `${String(tries)} times over, with pauses in between`}.`,
    remedy: () => 'Wait a minute and try again. Other programs with keys of this site count towards the same limit.'
  }),
  'service.busy.unavailable': entry<{ host: string; status: number }>({
    title: 'Files.com has a fault of its own',
    who: 'files-com-support',
    origin: 'files-com',
    cause: ({ host, status }) => `${host} answered with an internal fault (HTTP ${String(status)}).`,
    remedy: () => 'Try again in a few minutes. If it stays, ask Files.com support.'
  }),
  'service.record.not-found': entry<{ what: string }>({
    title: 'What was asked for is not there',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `Files.com knows no ${what}: it was removed, or never existed on this site.`,
    remedy: () => 'Read the site again, and correct the profile.'
  }),
  'service.write.invalid': entry<{ what: string; details: string }>({
    title: 'Files.com does not accept these values',
    who: 'you',
    origin: 'files-com',
    cause: ({ what, details }) => `Files.com refused the change of ${what}: ${details}. It was not done.`,
    remedy: () => 'Correct the values that it names, and plan again.'
  }),
  'service.write.not-taken': entry<{ what: string }>({
    title: 'Files.com takes this setting in its web form only',
    who: 'you',
    origin: 'files-com',
    cause: ({ what }) => `The interface of this site does not accept changes of ${what}. Nothing was changed.`,
    remedy: () => 'Enter the values in the web form; the hand-off shows each of them, and turns green when the site holds it.'
  }),
  'service.write.outcome-unknown': entry<{ what: string; text: string }>({
    title: 'Whether the change arrived is not known',
    who: 'you',
    origin: 'this-computer',
    cause: ({ what, text }) => `The change of ${what} was sent, and its answer was lost: ${text}. It was not sent again.`,
    remedy: () => 'Read the site again: what it holds then is the truth. For a password, set it once more.'
  })
}
