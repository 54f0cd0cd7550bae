import type { Outcome } from '../preview-result.ts'

/** As people read them. */
export const outcomeText: Readonly<Record<Outcome, string>> = {
  create: 'Comes',
  update: 'Changes',
  disable: 'Disabled',
  delete: 'Deleted',
  unchanged: 'Unchanged',
  'left-out': 'Left out'
}
