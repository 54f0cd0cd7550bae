import { previewAssumptions } from './assumptions.ts'
import { effectiveMemberships } from './effective-memberships.ts'
import { incompleteBecause, judgePreview, peopleInDirectory } from './judge-preview.ts'
import { countMembershipChanges } from './membership-changes.ts'
import { outcomes, reasonCodes, warningCodes } from './preview-codes.ts'
import type { PreviewSummary } from './preview-result.ts'
import type { Preview } from './run-preview.ts'

/** Every number that is shown anywhere comes from here. `baseDn` is only named in the verdict. */
export function summarizePreview(preview: Preview, baseDn?: string): PreviewSummary {
  const { snapshot, site } = preview
  const tallied = tally(preview.outcomes, outcomes.length)
  const { isOnSite } = preview.groupComparison
  const { gained, lost } = countMembershipChanges(preview)
  return {
    counts: {
      create: tallied[0] ?? 0,
      update: tallied[1] ?? 0,
      disable: tallied[2] ?? 0,
      delete: tallied[3] ?? 0,
      unchanged: tallied[4] ?? 0,
      'left-out': tallied[5] ?? 0
    },
    reasons: present(reasonCodes, tally(preview.reasons, reasonCodes.length)),
    warnings: present(warningCodes, tallyBits(preview.warnings)),
    people: snapshot.people.count,
    peopleInScope: peopleInDirectory(preview),
    users: site?.count ?? 0,
    groups: {
      total: snapshot.groups.count,
      provisioned: isOnSite.length,
      created: isOnSite.length - sumOf(isOnSite),
      lostMembers: lost,
      gainedMembers: gained
    },
    effectiveMemberships: effectiveMemberships(preview),
    safety: judgePreview(preview, baseDn),
    isComplete: incompleteBecause(preview) === undefined,
    assumptions: previewAssumptions(preview)
  }
}

function sumOf(flags: Uint8Array): number {
  let sum = 0
  for (let index = 0; index < flags.length; index += 1) sum += flags[index] ?? 0
  return sum
}

function tally(codes: Uint8Array, size: number): readonly number[] {
  const counts = new Array<number>(size).fill(0)
  for (let row = 0; row < codes.length; row += 1) counts[codes[row] ?? 0] = (counts[codes[row] ?? 0] ?? 0) + 1
  return counts
}

/** Few different combinations of warnings are many rows. */
function tallyBits(warnings: Uint16Array): readonly number[] {
  const rowsWith = new Uint32Array(1 << warningCodes.length)
  for (let row = 0; row < warnings.length; row += 1) rowsWith[warnings[row] ?? 0] = (rowsWith[warnings[row] ?? 0] ?? 0) + 1
  const counts = warningCodes.map(() => 0)
  rowsWith.forEach((rows, bits) => {
    if (rows === 0) return
    warningCodes.forEach((_, index) => {
      if ((bits & (1 << index)) !== 0) counts[index] = (counts[index] ?? 0) + rows
    })
  })
  return counts
}

/** Only what was found. */
function present<C extends string>(codes: readonly C[], counts: readonly number[]): Readonly<Partial<Record<C, number>>> {
  const found: Partial<Record<C, number>> = {}
  codes.forEach((code, index) => {
    const count = counts[index] ?? 0
    if (count > 0) found[code] = count
  })
  return found
}
