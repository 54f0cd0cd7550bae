import { momentText } from '../model/day-text.ts'
import { APPLICATION_NAME } from './check-document.ts'
import { exportableResults, hasLeftOutEvidence, LEFT_OUT } from './exportable-report.ts'
import { ladderPage } from './ladder-page.ts'
import type { LadderKind, LadderReport } from './ladder-report.ts'
import { durationText, labelled, resultLines, summaryLines } from './text-report.ts'
import { printableText } from './printable-text.ts'
import { plainStyle, type TextStyle } from './text-style.ts'

interface About {
  readonly version: string
}

/** A ladder as it may leave this computer: without people and secrets. */
export function exportableLadderReport<R extends LadderReport>(report: R, redactText: (text: string) => string): R {
  return {
    ...report,
    subject: report.subject.map((item) => ({ ...item, value: item.personal === true ? LEFT_OUT : redactText(item.value) })),
    summary: { ...report.summary, headline: redactText(report.summary.headline) },
    results: exportableResults(report.results, redactText)
  }
}

/** As plain text, for the clipboard. */
export function ladderReportText(report: LadderReport, about: About): string {
  const blocks = [
    ladderSubjectLines(report, plainStyle),
    [`${whenText(report)} with ${APPLICATION_NAME} ${about.version}.`],
    summaryLines(report.summary, plainStyle),
    ...report.results.map((result) => resultLines(result, plainStyle, 'all-evidence'))
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** What is inspected, for the top. */
export function ladderSubjectLines(report: Pick<LadderReport, 'kind' | 'subject'>, style: TextStyle): readonly string[] {
  return [
    style.paint('strong', printableText(ladderReportTitle[report.kind])),
    ...report.subject.flatMap(({ label, value }) => labelled(label, value, style))
  ]
}

/** A page of its own, as `htmlReport`. */
export function ladderReportHtml(report: LadderReport, about: About & { readonly createdAt: string }): string {
  return ladderPage({
    title: ladderReportTitle[report.kind],
    summary: report.summary,
    when: `${whenText(report)} in ${durationText(report.durationMs)}; this report was made ${momentText(about.createdAt)} by ${APPLICATION_NAME} ${about.version}.`,
    subject: report.subject,
    results: report.results,
    more: '',
    footer: hasLeftOutEvidence(report)
      ? 'Evidence that names people was left out of this report; it is shown on the screen only.'
      : 'Evidence that names people is left out of reports; this one had none.'
  })
}

const ladderReportTitle: Readonly<Record<LadderKind, string>> = {
  metadata: 'Inspection of SAML metadata',
  response: 'Inspection of a SAML response',
  oauth: 'Test of an OAuth registration',
  scim: 'Rehearsal of SCIM provisioning'
}

function whenText({ startedAt }: LadderReport): string {
  return `Inspected ${momentText(startedAt)}`
}
