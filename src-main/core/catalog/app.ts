import { entry, type Nothing } from './entry.ts'

export const appProblems = {
  'app.check-crashed': entry<{ check: string; message: string }>({
    title: 'This check broke',
    who: 'developers',
    origin: 'this-computer',
    cause: ({ check, message }) => `The check ${check} met a fault of this application (${message}). It says nothing about your directory.`,
    remedy: () => 'Export the report and send it to the developers. The other rungs are not affected.'
  }),
  'app.invalid-input': entry<{ where: string; message: string }>({
    title: 'The request was not understood',
    who: 'you',
    origin: 'this-computer',
    cause: ({ where, message }) => `${where === '' ? 'The input' : `The input field “${where}”`} was refused: ${message}.`,
    remedy: () => 'Correct the field and try again.'
  }),
  'app.failed': entry<{ message: string }>({
    title: 'This application failed',
    who: 'developers',
    origin: 'this-computer',
    cause: ({ message }) => `A fault of this application stopped the work: ${message}.`,
    remedy: () => 'Try again. If it happens again, send the log file to the developers (Help menu, “Show the log file”).'
  }),
  'app.result-gone': entry<Nothing>({
    title: 'The result is no longer kept',
    who: 'you',
    origin: 'this-computer',
    cause: () => 'Results are kept until the application is closed, and only the most recent ones. This one is gone.',
    remedy: () => 'Check again, then export the new result.'
  }),
  'app.file-not-written': entry<{ path: string; reason: string }>({
    title: 'The file could not be written',
    who: 'you',
    origin: 'this-computer',
    cause: ({ path, reason }) => `${path} could not be written: ${reason}.`,
    remedy: () => 'Choose another place, or free some space, and save again. The result itself is still here.'
  })
}
