import { momentText } from '../model/day-text.ts'
import { APPLICATION_NAME } from './check-document.ts'
import type { CheckReport } from './check-report.ts'
import { escaped } from './escaped.ts'
import { hasLeftOutEvidence } from './exportable-report.ts'
import { ladderPage } from './ladder-page.ts'
import { durationText, subjectRows, suggestedFieldText } from './text-report.ts'

/**
 * A page of its own: no script, nothing loaded from anywhere, readable on paper.
 * `report` has been made exportable before (`exportableReport`); `createdAt` is an ISO 8601 moment.
 */
export function htmlReport(report: CheckReport, about: { readonly version: string; readonly createdAt: string }): string {
  const { subject, summary } = report
  const title = `Directory check of ${subject.host}`
  return ladderPage({
    title,
    summary,
    when: whenText(report, about),
    subject: [{ label: 'Host', value: `${subject.host}, port ${String(subject.port)}` }, ...subjectRows(subject)],
    results: report.results,
    more: suggestionSection(report),
    footer: `${peopleText(report)} Passwords are never part of a report.`
  })
}

function suggestionSection({ suggestions }: CheckReport): string {
  if (suggestions.length === 0) return ''
  const items = suggestions.map(
    ({ field, text, reason }) => `<li><b>${escaped(suggestedFieldText[field])}: ${escaped(text)}</b><br>${escaped(reason)}</li>`
  )
  return `<section>
<h2>Suggestions</h2>
<ul>
${items.join('\n')}
</ul>
</section>
`
}

function whenText(report: CheckReport, { version, createdAt }: { readonly version: string; readonly createdAt: string }): string {
  return `Checked ${momentText(report.startedAt)} in ${durationText(report.durationMs)}; this report was made ${momentText(createdAt)} by ${APPLICATION_NAME} ${version}.`
}

function peopleText(report: CheckReport): string {
  if (hasLeftOutEvidence(report)) return 'Evidence that names people was left out of this report; it is shown on the screen only.'
  return 'Evidence that names people is left out of reports; this check had none.'
}
