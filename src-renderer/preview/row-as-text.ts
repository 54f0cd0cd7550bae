import { changeWords, warningWords } from '../../src-main/core/preview/code-words.ts'
import { outcomeText } from '../../src-main/core/preview/export/outcome-text.ts'
import { groupList } from '../../src-main/core/preview/group-text.ts'
import type { PreviewRow, Trace } from '../../src-main/core/preview/preview-result.ts'
import { warningTexts } from '../../src-main/core/preview/reason-text.ts'

/** What the side panel shows, for a ticket or a chat. It names the person: that is what it is copied for. */
export function rowAsText(row: PreviewRow, trace: Trace | undefined): string {
  const facts = [
    ['Outcome', outcomeText[row.outcome]],
    ['User name', row.username],
    ['Name', row.name],
    ['Mail', row.mail],
    ['Directory entry', row.dn],
    ['Reason', `${row.reasonText} (${row.reason})`]
  ].filter(([, value]) => value !== '')
  return [
    ...(trace === undefined ? [] : [trace.headline]),
    ...facts.map(([label, value]) => `${label}: ${value}`),
    ...row.changes.map(
      ({ field, before, after }) => `${changeWords[field]}: ${before === '' ? '(empty)' : before} → ${after === '' ? '(empty)' : after}`
    ),
    ...(row.groupsGained.length === 0 ? [] : [`Joins: ${groupList(row.groupsGained)}`]),
    ...(row.groupsLost.length === 0 ? [] : [`Leaves: ${groupList(row.groupsLost)}`]),
    ...row.warnings.map((warning) => `${warningWords[warning]}: ${warningTexts[warning]}`),
    ...(trace === undefined || trace.remedy === '' ? [] : [`What to do: ${trace.remedy}`]),
    ...(trace === undefined ? [] : ['', 'How this comes about:', ...trace.steps.flatMap(stepLines)])
  ].join('\n')
}

export const stepWords = { passed: 'Passed', failed: 'Did not pass', noted: 'Noted' } as const

function stepLines({ rule, result, sentence, evidence }: Trace['steps'][number], index: number): readonly string[] {
  return [
    `${index + 1}. ${rule} (${stepWords[result].toLowerCase()}): ${sentence}`,
    ...evidence.map(({ label, value }) => `   ${label}: ${value}`)
  ]
}
