import { previewAssumptions } from './assumptions.ts'
import { groupChanges } from './group-changes.ts'
import { countEffectiveMemberships } from './group-reach.ts'
import { incompleteBecause, judgePreview } from './judge-preview.ts'
import { outcomes, reasonCodes, warningCodes } from './preview-codes.ts'
import type { PreviewSummary } from './preview-result.ts'
import type { Preview } from './run-preview.ts'

/** Every number that is shown anywhere comes from here. `baseDn` is only named in the verdict. */
export function summarizePreview(preview: Preview, baseDn?: string): PreviewSummary {
  const { snapshot, site, rules } = preview
  const tallied = tally(preview.outcomes, outcomes.length)
  const groups = groupChanges(preview)
  const kept = groups.filter(({ number }) => number !== undefined)
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
    users: site?.count ?? 0,
    groups: {
      total: snapshot.groups.count,
      provisioned: kept.length,
      created: kept.filter(({ outcome }) => outcome === 'create').length,
      lostMembers: kept.reduce((sum, { lost }) => sum + lost, 0),
      gainedMembers: kept.reduce((sum, { gained }) => sum + gained, 0)
    },
    effectiveMemberships: countEffectiveMemberships(snapshot, rules.directMembersOnly),
    safety: judgePreview(preview, baseDn),
    isComplete: incompleteBecause(preview) === undefined,
    assumptions: previewAssumptions(preview)
  }
}

function tally(codes: Uint8Array, size: number): readonly number[] {
  const counts = new Array<number>(size).fill(0)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

function tallyBits(warnings: Uint16Array): readonly number[] {
  const counts = warningCodes.map(() => 0)
  for (const bits of warnings) {
    if (bits === 0) continue
    warningCodes.forEach((_, index) => {
      if ((bits & (1 << index)) !== 0) counts[index] = (counts[index] ?? 0) + 1
    })
  }
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
