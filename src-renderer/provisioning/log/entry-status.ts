import type { ScimLogEntryView } from '../../../src-main/core/scim/scim-views.ts'
import type { StatusWord } from '../../lib/run-words.ts'

/** How a request ended, with the number that a log of Entra ID shows as well. */
export function entryStatus({ isFailure, status }: ScimLogEntryView): StatusWord {
  if (status === undefined) return { icon: isFailure ? 'fail' : 'skip', word: 'No status told' }
  return isFailure ? { icon: 'fail', word: `Failed, ${String(status)}` } : { icon: 'pass', word: `Fine, ${String(status)}` }
}
