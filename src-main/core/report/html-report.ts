import type { CheckOutcome, CheckResult, CheckStatus } from '../checks/check.ts'
import { type Problem, originText, whoText } from '../errors.ts'
import type { EvidenceItem } from '../evidence.ts'
import { momentText } from '../model/day-text.ts'
import { assertNever } from '../result.ts'
import { APPLICATION_NAME } from './check-document.ts'
import { type CheckReport, statusText } from './check-report.ts'
import { evidenceOf, hasLeftOutEvidence } from './exportable-report.ts'
import { printableText } from './printable-text.ts'
import { REPORT_STYLE } from './html-report-style.ts'
import { countsText, durationText, subjectRows, suggestedFieldText } from './text-report.ts'

/**
 * A page of its own: no script, nothing loaded from anywhere, readable on paper.
 * `report` has been made exportable before (`exportableReport`); `createdAt` is an ISO 8601 moment.
 */
export function htmlReport(report: CheckReport, about: { readonly version: string; readonly createdAt: string }): string {
  const { subject, summary } = report
  const title = `Directory check of ${subject.host}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>
${REPORT_STYLE}
</style>
</head>
<body>
<main>
<header>
<h1>${escaped(title)}</h1>
<p class="headline ${summary.outcome}">${escaped(summary.headline)}</p>
<p class="quiet">${escaped(countsText(summary))}. ${escaped(whenText(report, about))}</p>
</header>
<section>
<h2>What was checked</h2>
${pairs([{ label: 'Host', value: `${subject.host}, port ${String(subject.port)}` }, ...subjectRows(subject)])}
</section>
<section>
<h2>The ladder</h2>
<ol class="ladder">
${report.results.map(rung).join('\n')}
</ol>
</section>
${suggestionSection(report)}<footer>
<p>${escaped(peopleText(report))} Passwords are never part of a report.</p>
</footer>
</main>
</body>
</html>
`
}

/** Safe inside an element and inside a quoted attribute. */
export function escaped(text: string): string {
  return printableText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
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

function rung(result: CheckResult): string {
  const { outcome } = result
  const isOpen = outcome.status !== 'blocked' && outcome.status !== 'skip'
  return `<li class="${outcome.status}">
<h3><span class="word"><span class="mark" aria-hidden="true">${marks[outcome.status]}</span>${escaped(statusText[outcome.status])}</span> <span class="title">${escaped(result.title)}</span></h3>
<p class="quiet">${escaped(originText[result.origin])}${isOpen ? `, ${escaped(durationText(result.durationMs))}` : ''}</p>
${body(outcome)}
</li>`
}

// A shape besides the word and the colour, also in black and white.
const marks: Readonly<Record<CheckStatus, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✕',
  skip: '–',
  blocked: '·',
  'not-provable-here': '?',
  crash: '✕'
}

function body(outcome: CheckOutcome): string {
  switch (outcome.status) {
    case 'pass':
      return `<p>${escaped(outcome.detail)}</p>\n${evidenceTable(outcome.evidence)}`
    case 'warn':
    case 'fail':
    case 'crash':
      return problemBlock(outcome.problem)
    case 'not-provable-here':
      return `<p>${escaped(outcome.because)}</p>\n<p><b>What would prove it:</b> ${escaped(outcome.next)}</p>\n${evidenceTable(evidenceOf(outcome))}`
    case 'skip':
      return `<p>${escaped(outcome.because)}</p>`
    case 'blocked':
      return `<p>Waits for: ${escaped(outcome.because)}</p>`
    default:
      return assertNever(outcome)
  }
}

function problemBlock(problem: Problem): string {
  return `<div class="problem">
<h4>${escaped(problem.title)}</h4>
<h5>What happened</h5>
<p>${escaped(problem.cause)}</p>
${problem.evidence.length === 0 ? '' : `<h5>How we know</h5>\n${evidenceTable(problem.evidence)}`}
<h5>What to do</h5>
<p>${escaped(problem.remedy)}</p>
<h5>Who can do it</h5>
<p>${escaped(whoText[problem.who])}</p>
<p class="quiet">Seen at ${escaped(originText[problem.origin])}. Code <code>${escaped(problem.code)}</code></p>
</div>`
}

function evidenceTable(evidence: readonly EvidenceItem[]): string {
  return evidence.length === 0 ? '' : pairs(evidence)
}

function pairs(rows: readonly { readonly label: string; readonly value: string }[]): string {
  return `<table>\n${rows.map(({ label, value }) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`).join('\n')}\n</table>`
}
