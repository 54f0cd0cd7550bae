import { effectiveMemberships } from './effective-memberships.ts'
import { forecastOfPreview, judgePreview } from './judge-preview.ts'
import { countMembershipChanges } from './membership-changes.ts'
import { reasonCodes, warningCodes } from './preview-codes.ts'
import type { PreviewSummary } from './preview-result.ts'
import type { Preview } from './run-preview.ts'

/** Every number that is shown anywhere comes from here. `baseDn` is only named in the verdict. */
export function summarizePreview(preview: Preview, baseDn?: string): PreviewSummary {
  const { snapshot, site } = preview
  const tally = preview.tally()
  const forecast = forecastOfPreview(preview)
  const { isOnSite } = preview.groupComparison
  const { gained, lost } = countMembershipChanges(preview)
  return {
    counts: {
      create: tally.outcomes[0] ?? 0,
      update: tally.outcomes[1] ?? 0,
      disable: tally.outcomes[2] ?? 0,
      delete: tally.outcomes[3] ?? 0,
      unchanged: tally.outcomes[4] ?? 0,
      'left-out': tally.outcomes[5] ?? 0
    },
    reasons: present(reasonCodes, tally.reasons),
    warnings: present(warningCodes, tally.warnings),
    people: snapshot.people.count,
    peopleInScope: forecast.peopleInDirectory,
    users: site?.count ?? 0,
    groups: {
      total: snapshot.groups.count,
      provisioned: isOnSite.length,
      created: isOnSite.length - sumOf(isOnSite),
      lostMembers: lost,
      gainedMembers: gained
    },
    effectiveMemberships: effectiveMemberships(preview),
    safety: judgePreview(preview, baseDn, forecast),
    isComplete: forecast.isComplete,
    assumptions: forecast.assumptions
  }
}

function sumOf(flags: Uint8Array): number {
  let sum = 0
  for (let index = 0; index < flags.length; index += 1) sum += flags[index] ?? 0
  return sum
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
