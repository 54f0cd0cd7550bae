import type { Leaver, Leavers } from '../owned/owned-views.ts'
import { incompleteBecause } from './judge-preview.ts'
import { outcomeAt } from './preview-codes.ts'
import type { AccountOfRow } from './preview-desk.ts'
import type { Preview } from './run-preview.ts'

/** Everybody whom the sync would disable or delete, in the order of the rows. */
export function leaversOf(preview: Preview): Leavers {
  const people: Leaver[] = []
  for (let row = 0; row < preview.rowCount; row += 1) {
    const outcome = leavingOutcome(preview, row)
    const account = outcome === undefined ? undefined : accountOfRow(preview, row)
    if (outcome !== undefined && account !== undefined) people.push({ ...account, outcome })
  }
  return { people, isComplete: incompleteBecause(preview) === undefined }
}

/** The user of the site that a row is about. */
export function accountOfRow(preview: Preview, row: number): AccountOfRow | undefined {
  const { site } = preview
  const user = preview.userOf(row)
  if (site === undefined || user === undefined) return undefined
  return { row, userId: site.id(user), username: site.text(user, 'username'), outcome: leavingOutcome(preview, row) }
}

function leavingOutcome({ outcomes }: Preview, row: number): Leaver['outcome'] | undefined {
  const outcome = outcomeAt(outcomes[row])
  return outcome === 'disable' || outcome === 'delete' ? outcome : undefined
}
